// Lives of entities as records: their order, their shares and delays, and that they go on the same from
// a checkpoint.
import { describe, expect, it } from 'vitest'
import { recordSchema, type RecordSchema } from '@shared/lab'
import { createGenerator } from './generator'
import { Lives } from './lives'

const T0 = Date.UTC(2026, 0, 5, 12)
const states = {
  cart: { paid: { share: 0.7, after: ['10 s', '60 s'] }, left: { share: 0.2, after: '30 s' } },
  paid: { shipped: { after: { exponential: '2 min' } } },
  shipped: { returned: { share: 0.1, after: '10 min' }, cart: { share: 0.05 } },
}
const schema: RecordSchema = recordSchema.parse({
  fields: {
    id: 'uuid',
    n: { sequence: 0 },
    status: { state: 'name' },
    step: { state: 'step' },
    at: { time: 'epochMs' },
  },
  states,
})
const given = schema.states ?? {}
const begin = (entity: number) => T0 + entity * 250
const livesOf = (saved?: ReturnType<Lives['snapshot']>) =>
  new Lives(given, 7, 'order', begin, saved)

interface Row {
  readonly id: string
  readonly n: number
  readonly status: string
  readonly step: number
  readonly at: number
}
async function rows(count: number): Promise<Row[]> {
  const generator = await createGenerator({
    ...{ record: 'order', records: { order: schema }, seed: 7, timeOf: begin },
  })
  return Array.from({ length: count }, (_, seq) => JSON.parse(generator.next(seq).value) as Row)
}

describe('records of a life', () => {
  it('come in the order of their times, with the same fields but for time and state', async () => {
    const all = await rows(20_000)
    expect(all.every(({ at }, i) => at >= (all[i - 1]?.at ?? 0))).toBe(true)
    const byOrder = new Map<number, Row[]>()
    for (const row of all) byOrder.set(row.n, [...(byOrder.get(row.n) ?? []), row])
    for (const [n, life] of byOrder) {
      expect(life.map(({ step }) => step)).toEqual(life.map((_, i) => i))
      expect(new Set(life.map(({ id }) => id)).size).toBe(1)
      expect(life[0]).toMatchObject({ status: 'cart', at: begin(n) })
      for (const [i, { status, at }] of life.entries()) {
        const [before] = life.slice(i - 1, i)
        if (!before || i === 0) continue
        expect(Object.keys(states[before.status as 'cart'] ?? {})).toContain(status)
        if (before.status === 'cart' && status === 'paid') {
          expect(at - before.at).toBeGreaterThanOrEqual(10_000)
          expect(at - before.at).toBeLessThanOrEqual(60_000)
        }
      }
    }
    // Of those that had the time for all of it.
    const old = [...byOrder.values()].slice(0, 3000)
    const share = (status: string) =>
      old.filter(life => life.some(row => row.status === status)).length / old.length
    expect(share('left')).toBeCloseTo(0.2, 1)
    expect(share('paid')).toBeCloseTo(0.7, 1)
    expect(share('shipped')).toBeCloseTo(share('paid'), 2)
  })

  it('are the same after a checkpoint, wherever it was', () => {
    const whole = livesOf()
    const all = Array.from({ length: 5000 }, (_, n) => whole.at(n))
    for (const stop of [0, 1, 777, 4000]) {
      const first = livesOf()
      if (stop > 0) first.at(stop - 1)
      first.forget(stop)
      const saved = JSON.parse(JSON.stringify(first.snapshot())) as ReturnType<Lives['snapshot']>
      const second = livesOf(saved)
      expect(Array.from({ length: 900 }, (_, i) => second.at(stop + i))).toEqual(
        all.slice(stop, stop + 900),
      )
      expect(second.at(Math.max(0, stop - 200))).toEqual(all[Math.max(0, stop - 200)])
    }
  })

  it('are due when their time has come, whoever asks how often', () => {
    const lives = livesOf()
    let made = 0
    for (let ms = T0; ms < T0 + 300_000; ms += 777) {
      const due = lives.countBy(ms, Math.floor((ms - T0) / 250) + 1, made)
      for (; made < due; made++) expect(lives.at(made).timeMs).toBeLessThanOrEqual(ms)
      expect(lives.knownMs(made) ?? lives.nextStepMs).toBeGreaterThan(ms)
    }
    const whole = livesOf()
    expect(lives.at(500)).toEqual(whole.at(500))
    expect(made).toBeGreaterThan(2000)
  })

  it('keep to a bounded memory: nobody begins while too many are under way', () => {
    const slow = { a: { b: { after: '1 d' } } }
    const lives = new Lives(slow, 1, 's', entity => T0 + entity)
    lives.at(150_000)
    expect(lives.snapshot().waiting.length).toBeLessThanOrEqual(100_000)
    expect(lives.at(100_000)).toMatchObject({ entity: 0, state: 1 })
  })
})

it('names the field that asks for a state where there are none', async () => {
  const { states: _none, ...sound } = schema
  await expect(
    createGenerator({ record: 'r', records: { r: sound }, seed: 1, timeOf: begin }),
  ).rejects.toMatchObject({ code: 'generator-no-states', params: { field: 'status' } })
})
