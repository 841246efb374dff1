// The lab's clock goes with the computer's, is moved, stands still, and never goes back.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LabClock } from './clock'

let dir: string
let wallMs: number
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clock-'))
  wallMs = 1_000_000
})
afterEach(() => rm(dir, { recursive: true }))
const open = () => LabClock.open(dir, undefined, () => wallMs)

it('stands still while it is held, and goes on from there', async () => {
  const clock = await open()
  clock.hold()
  wallMs += 60_000
  expect(clock.now()).toBe(1_000_000)
  await clock.letGo()
  expect(clock.now()).toBe(1_000_000)
  wallMs += 500
  expect(clock.now()).toBe(1_000_500)
  expect((await open()).now()).toBe(1_000_500)
})

it('is moved while it is held', async () => {
  const clock = await open()
  clock.hold()
  await clock.moveTo(5_000_000)
  wallMs += 60_000
  expect(clock.now()).toBe(5_000_000)
  await clock.letGo()
  expect(clock.now()).toBe(5_000_000)
})

it('goes faster and slower from where it is, and keeps that over a restart', async () => {
  const clock = await open()
  await clock.setSpeed(10)
  wallMs += 1000
  expect([clock.now(), clock.aheadMs, clock.speed]).toEqual([1_010_000, 9000, 10])
  const again = await LabClock.open(dir, undefined, () => wallMs, 10)
  expect(again.now()).toBe(1_010_000)
  await again.setSpeed(0.1)
  wallMs += 1000
  expect(again.now()).toBe(1_010_100)
  expect(await LabClock.aheadIn(dir, wallMs)).toBe(8100)
  await again.setSpeed(1)
  wallMs += 1000
  expect(again.now()).toBe(1_011_100)
})

it('gives whole milliseconds at any speed', async () => {
  const clock = await LabClock.open(dir, undefined, () => wallMs, 0.1)
  wallMs += 7
  expect([clock.now(), clock.aheadMs]).toEqual([1_000_000, -7])
  await clock.setSpeed(1.5)
  wallMs += 5
  expect(clock.now()).toBe(1_000_007)
  await clock.moveTo(2_000_000.5)
  expect(clock.now()).toBe(2_000_000)
})

it('goes as the computer does from the end of a run on', async () => {
  const clock = await LabClock.open(dir, undefined, () => wallMs, 1000)
  wallMs += 1000
  clock.hold()
  wallMs += 60_000
  await clock.rest()
  wallMs += 60_000
  expect(clock.now()).toBe(2_060_000)
  const again = await LabClock.open(dir, undefined, () => wallMs, 10)
  wallMs += 1000
  expect(again.now()).toBe(2_070_000)
})

it('stands still, is moved and goes on at its speed', async () => {
  const clock = await LabClock.open(dir, 2_000_000, () => wallMs, 100)
  wallMs += 10
  expect(clock.now()).toBe(2_001_000)
  clock.hold()
  wallMs += 60_000
  await clock.setSpeed(1000)
  expect(clock.now()).toBe(2_001_000)
  await clock.letGo()
  wallMs += 5
  expect(clock.now()).toBe(2_006_000)
  await clock.moveTo(3_000_000)
  wallMs += 1
  expect(clock.now()).toBe(3_001_000)
})
