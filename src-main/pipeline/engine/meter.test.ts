// A rate is what a person would count: the records of the last seconds, by the second.
import { beforeEach, describe, expect, it } from 'vitest'
import { Meter } from './meter'

let nowMs = 0
let meter: Meter
beforeEach(() => {
  nowMs = 0
  meter = new Meter(() => nowMs)
})

/** Records that come regularly; what the meter reads just before each one but the first. */
function regular(everyMs: number, count: number, times: number): number[] {
  const read: number[] = []
  for (let i = 0; i < times; i++, nowMs += everyMs) {
    if (i > 0) read.push(meter.rate)
    meter.add(count)
  }
  return read
}

describe('the rate', () => {
  it('of one record a second is 1 from the first second on', () => {
    for (const rate of regular(1000, 1, 30)) expect(rate).toBeCloseTo(1)
    nowMs += 400
    expect(meter.rate).toBeCloseTo(1)
  })

  it('of 3.3 a second, and of 20,000 in bursts, is what was set', () => {
    for (const rate of regular(1000 / 3.3, 1, 40).slice(2)) expect(rate).toBeCloseTo(3.3)
    meter = new Meter(() => nowMs)
    for (const rate of regular(500, 10_000, 40).slice(1)) expect(rate).toBeCloseTo(20_000)
  })

  it('of a source slower than the window is measured between its last records', () => {
    for (const rate of regular(20_000, 1, 5).slice(1)) expect(rate).toBeCloseTo(0.05)
  })

  it('follows a change within the window', () => {
    regular(100, 1, 60)
    expect(regular(1000, 1, 8).at(-1)).toBeCloseTo(1)
  })

  it('falls to 0 when nothing comes any more', () => {
    regular(100, 5, 60)
    const before = meter.rate
    expect(before).toBeCloseTo(50)
    nowMs += 2500
    expect(meter.rate).toBeLessThan(before * 0.75)
    nowMs += 3000
    expect(meter.rate).toBe(0)
  })

  it('is 0 before the first record', () => {
    meter.add(0)
    expect(meter.rate).toBe(0)
  })
})
