// Trouble on purpose: as much as is said, the same for a seed, and none of it moved by a switch.
import { describe, expect, it } from 'vitest'
import type { FaultName, Faults } from '@shared/lab'
import { createGenerator } from './generator'
import { SentEvents } from './sent-events'

const N = 4000
const open = (faults: Faults, seed = 7) =>
  createGenerator({
    record: 'row',
    records: {
      row: { fields: { id: 'sequence', name: { value: 'a' }, n: { int: [1, 9] } }, faults },
    },
    seed,
    timeOf: seq => 1_000_000_000 + seq * 10,
  })
const values = async (faults: Faults, seed?: number) => {
  const generator = await open(faults, seed)
  return Array.from({ length: N }, (_, seq) => generator.next(seq))
}

describe('faults', () => {
  it('of each kind do what they are called, as often as said', async () => {
    const nulled = await values({ nulled: 0.1 })
    expect(nulled.filter(({ value }) => value.includes('null')).length / N).toBeCloseTo(0.1, 1)
    const long = (await values({ oversized: { share: 0.1, bytes: 5000 } })).filter(
      ({ fault }) => fault === 'oversized',
    )
    expect(long.length / N).toBeCloseTo(0.1, 1)
    for (const { value } of long) expect(value.length).toBeGreaterThan(5000)
  })

  it('change the places of neighbours, each event once', async () => {
    const ids = (await values({ outOfOrder: 0.2 })).map(
      ({ value }) => Number(JSON.parse(value).id) - 1,
    )
    expect([...ids].sort((a, b) => a - b)).toEqual(Array.from({ length: N }, (_, seq) => seq))
    const behind = ids.filter((id, at) => id < (ids[at - 1] ?? -1)).length
    expect(behind / N).toBeCloseTo(0.2, 1)
    expect(Math.max(...ids.map((id, at) => Math.abs(id - at)))).toBe(1)
  })

  it('count no event as dropped that lies behind the last one', async () => {
    const { faults } = await open({ dropped: 0.5 })
    const sent = new SentEvents(faults)
    for (let events = 1; events < 200; events++) {
      const records = sent.sentOf(events)
      const { dropped = 0 } = sent.faultsOf(records, events)
      expect(records + dropped).toBe(events)
    }
  })

  it.each<Faults['late']>([
    { share: 1, by: { exponential: '30 s' } },
    { share: 1, by: { normal: ['30 s', '5 s'] } },
    { share: 1, by: ['20 s', '40 s'] },
  ])('are late by a distribution: %j', async late => {
    const events = await values(late ? { late } : {})
    const lateness = events.map(({ timeMs }, seq) => 1_000_000_000 + seq * 10 - timeMs)
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0)
    const mean = lateness.reduce((sum, ms) => sum + ms, 0) / N
    expect(mean / 1000).toBeGreaterThan(28)
    expect(mean / 1000).toBeLessThan(32)
  })

  const ALL: Faults = {
    ...{ duplicate: 0.05, missing: 0.05, nulled: 0.05, wrongType: 0.05, corrupt: 0.05 },
    ...{ late: { share: 0.05, by: '10 s' }, oversized: { share: 0.05, bytes: 1000 } },
  }
  const faultsOf = (events: readonly { readonly fault: FaultName | undefined }[], but: string) =>
    events.map(({ fault }) => (fault === but ? undefined : fault))

  it('are the same for a seed, and other ones for a seed of their own', async () => {
    expect(await values(ALL)).toEqual(await values(ALL))
    const moved = await values({ ...ALL, nulled: { share: 0.05, seed: 1 } })
    const again = await values({ ...ALL, nulled: { share: 0.05, seed: 2 } })
    const at = (events: typeof moved) =>
      events.flatMap(({ fault, seq }) => (fault === 'nulled' ? [seq] : []))
    expect(at(moved)).not.toEqual(at(again))
    expect(at(moved).length / N).toBeCloseTo(0.05, 1)
  })

  it('that are switched off leave all others where they were', async () => {
    const all = await values(ALL)
    const less = await values({ ...ALL, missing: { share: 0.05, off: true } })
    expect(less.some(({ fault }) => fault === 'missing')).toBe(false)
    expect(faultsOf(less, 'missing')).toEqual(faultsOf(all, 'missing'))
  })
})

describe('events that are sent', () => {
  it('leave out the dropped ones, the same ones from any place', async () => {
    const { faults } = await open({ dropped: 0.25 })
    const sent = new SentEvents(faults)
    const order = Array.from({ length: 9000 }, (_, record) => sent.eventOf(record))
    expect(new Set(order).size).toBe(9000)
    expect((order.at(-1) ?? 0) / 9000).toBeCloseTo(4 / 3, 1)
    for (const record of [8999, 5000, 4097, 3, 7000]) {
      const anew = new SentEvents(faults)
      expect(anew.eventOf(record)).toBe(order[record])
      expect(sent.eventOf(record)).toBe(order[record])
      expect(anew.sentOf(order[record] ?? 0)).toBe(record)
    }
  })

  it('are counted by what is wrong with them, whoever asks when', async () => {
    const generator = await open({ dropped: 0.1, outOfOrder: 0.1, duplicate: 0.1, nulled: 0.1 })
    const sent = new SentEvents(generator.faults)
    const whole = sent.faultsOf(3000)
    const steps = new SentEvents(generator.faults)
    for (const record of [10, 500, 2999, 3000]) steps.faultsOf(record)
    expect(steps.faultsOf(3000)).toEqual(whole)
    const seen = Array.from({ length: 3000 }, (_, n) => generator.next(sent.eventOf(n)))
    const count = (name: FaultName) => seen.filter(({ fault }) => fault === name).length
    expect(whole).toMatchObject({ duplicate: count('duplicate'), nulled: count('nulled') })
    expect(whole.dropped).toBe(sent.eventOf(3000) - 3000)
    expect(sent.faultsOf(0)).toEqual({})
    expect(new SentEvents(undefined).faultsOf(10)).toEqual({})
  })
})
