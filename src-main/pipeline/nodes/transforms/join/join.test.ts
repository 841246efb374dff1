// Joins against a plain computation over all rows, and after crashes: restored from the last commit
// and given the batches after it again, a join gives out what it gave out before.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printType } from '@shared/expr'
import { SavedKeys } from '../../../engine/saved-keys'
import { pairsOf, type Json, type RestoredState } from '../../../model/operator'
import { TimeHeap } from '../../cold/time-heap'
import { bench, type Bench, type BenchOptions } from '../../../testing/node-bench'

const MINUTE = 60_000
const BEGIN_MS = Date.parse('2025-01-01T10:00:00Z')
const inputs: BenchOptions['inputs'] = [
  { id: 'int', k: 'string', at: 'timestamp' },
  { id2: 'int', k: 'string', at2: 'timestamp' },
]
const options = { inputs }

/** mulberry32 */
function randomOf(seed: number): (end: number) => number {
  let state = seed
  return end => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) % end
  }
}

interface Step {
  readonly left: readonly { id: number; k: string | null; at: string }[]
  readonly right: readonly { id2: number; k: string | null; at2: string }[]
}

function stepsOf(random: (end: number) => number, count: number): Step[] {
  let id = 0
  return Array.from({ length: count }, (_, i) => {
    const timed = () => ({
      k: random(9) === 0 ? null : `k${random(4)}`,
      ms: new Date(BEGIN_MS + i * 2 * MINUTE - random(12) * MINUTE).toISOString(),
    })
    const some = () => Array.from({ length: random(4) }, timed)
    return {
      left: some().map(({ k, ms }) => ({ id: ++id, k, at: ms })),
      right: some().map(({ k, ms }) => ({ id2: ++id, k, at2: ms })),
    }
  })
}

function work(node: Bench, { left, right }: Step): string {
  const out = [node.push(left, 0), node.push(right, 1)]
  return JSON.stringify([out, node.end()])
}

/** The deltas of its commits, one over the other, as they are read back. */
class Saved {
  private readonly keys = new Map<string, Json>()
  private facts: Json | undefined

  take(node: Bench): void {
    const delta = node.operator.snapshot?.(false) ?? {}
    const { deleted = [], facts } = delta
    for (const key of deleted) this.keys.delete(key)
    for (const [key, state] of pairsOf(delta)) this.keys.set(key, state)
    this.facts = facts
  }

  get state(): RestoredState {
    const copy: { keys: [string, Json][]; facts: Json } = JSON.parse(
      JSON.stringify({ keys: [...this.keys], facts: this.facts }),
    )
    return { keys: new Map(copy.keys), facts: copy.facts }
  }
}

const timed = {
  on: { k: 'k' },
  left: { time: 'at', watermark: '5 minutes' },
  right: { time: 'at2', watermark: '8 minutes' },
  within: { before: '2 minutes', after: '4 minutes' },
}
const joins: readonly (readonly [what: string, settings: object])[] = [
  ['inner', timed],
  ['left', { ...timed, how: 'left' }],
  ['full', { ...timed, how: 'full' }],
  ['without bounds', { on: { k: 'k' } }],
  ['with a table', { on: { k: 'k' }, how: 'left', table: true }],
]

describe('a join', () => {
  it.each(joins)('%s comes out the same after a crash', (_what, settings) => {
    expect(bench('join', settings, options).problems).toEqual([])
    for (let seed = 0; seed < 6; seed++) {
      const random = randomOf(seed)
      const steps = stepsOf(random, 40)
      const whole = bench('join', settings, options)
      const outputs = steps.map(step => work(whole, step))
      let node = bench('join', settings, options)
      const saved = new Saved()
      let committed = 0
      for (const [at, step] of steps.entries()) {
        expect(work(node, step), `seed ${seed}, step ${at}`).toBe(outputs[at])
        if (random(3) === 0) {
          saved.take(node)
          committed = at + 1
        }
        if (random(4) > 0) continue
        node = bench('join', settings, options, saved.state)
        for (const [i, again] of steps.slice(committed, at + 1).entries())
          expect(work(node, again), `seed ${seed}, step ${at} again`).toBe(outputs[committed + i])
      }
      expect(node.operator.stateKeys?.()).toBe(whole.operator.stateKeys?.())
      expect(node.operator.figures?.()).toEqual(whole.operator.figures?.())
    }
  })

  it.each(joins)('%s comes out the same when most of its rows are in a file', (_what, settings) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-join-'))
    const cold = { ...options, dataDir, memoryKeys: 2 }
    let mostCold = 0
    for (let seed = 20; seed < 24; seed++) {
      const random = randomOf(seed)
      const steps = stepsOf(random, 40)
      const plain = bench('join', settings, options)
      const outputs: string[] = []
      let node = bench('join', settings, cold)
      const saved = new Saved()
      let committed = 0
      for (const [at, step] of steps.entries()) {
        outputs.push(work(plain, step))
        expect(work(node, step), `seed ${seed}, step ${at}`).toBe(outputs[at])
        expect(node.operator.joinCounts?.()).toEqual(plain.operator.joinCounts?.())
        if (random(2) === 0) {
          saved.take(node)
          committed = at + 1
          mostCold = Math.max(mostCold, node.operator.coldState?.().keys ?? 0)
          const pieces = [...(node.operator.snapshotParts?.() ?? [])].flatMap(p => [...pairsOf(p)])
          const all = [...pairsOf(plain.operator.snapshot?.(true) ?? {})]
          expect(new Map(pieces)).toEqual(new Map(all))
          expect(pieces).toHaveLength(all.length)
        }
        if (random(4) > 0) continue
        void node.operator.close?.()
        const keys = new SavedKeys(join(dataDir, 'saved'), random(2) === 0 ? 1 : 100)
        for (const [key, state] of saved.state.keys) keys.set(key, state)
        node = bench('join', settings, cold, { ...saved.state, keys })
        keys.close()
        for (const [i, again] of steps.slice(committed, at + 1).entries())
          expect(work(node, again), `seed ${seed}, step ${at} again`).toBe(outputs[committed + i])
      }
      expect(node.operator.stateKeys?.()).toBe(plain.operator.stateKeys?.())
      void node.operator.close?.()
    }
    expect(mostCold).toBeGreaterThan(1)
    rmSync(dataDir, { recursive: true })
  })

  it('takes a key with very many rows back without writing all of them for each', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-join-'))
    const settings = { on: { k: 'k' } }
    const at = new Date(BEGIN_MS).toISOString()
    const rows = Array.from({ length: 1000 }, (_, id) => ({ id, k: id < 2 ? `k${id}` : 'k', at }))
    const node = bench('join', settings, options)
    node.push(rows, 0)
    const saved = new Saved()
    saved.take(node)
    const later = bench('join', settings, { ...options, dataDir, memoryKeys: 2 }, saved.state)
    expect(later.operator.coldState?.().bytes).toBeLessThan(1_000_000)
    expect(later.operator.stateKeys?.()).toBe(1000)
    expect(later.push([{ id2: 1, k: 'k', at2: at }], 1)).toHaveLength(998)
    void later.operator.close?.()
    rmSync(dataDir, { recursive: true })
  })

  it('without a watermark gives every pair once, whichever row came first', () => {
    const steps = stepsOf(randomOf(11), 40)
    const settings = {
      on: { k: 'k' },
      left: { time: 'at' },
      right: { time: 'at2' },
      within: { before: '2 minutes', after: '4 minutes' },
    }
    const node = bench('join', settings, options)
    const pairs = steps.flatMap(({ left, right }) => [
      ...node.push(left, 0),
      ...node.push(right, 1),
    ])
    const rights = steps.flatMap(({ right }) => right)
    const expected = steps
      .flatMap(({ left }) => left)
      .flatMap(one =>
        rights
          .filter(other => {
            const apart = Date.parse(other.at2) - Date.parse(one.at)
            return (
              one.k !== null && other.k === one.k && apart >= -2 * MINUTE && apart <= 4 * MINUTE
            )
          })
          .map(other => ({ ...one, id2: other.id2, at2: other.at2 })),
      )
    const textOf = (rows: readonly unknown[]) => rows.map(row => JSON.stringify(row)).sort()
    expect(textOf(pairs)).toEqual(textOf(expected))
    expect(expected.length).toBeGreaterThan(20)
  })

  it('full gives every row that was not too late: in pairs or once alone', () => {
    const steps = stepsOf(randomOf(5), 60)
    const node = bench('join', { ...timed, how: 'full' }, options)
    const out: unknown[] = steps.flatMap(({ left, right }) => [
      ...node.push(left, 0),
      ...node.push(right, 1),
    ])
    const end = new Date(BEGIN_MS + 1000 * MINUTE).toISOString()
    out.push(...node.push([{ id: -1, k: 'end', at: end }], 0))
    out.push(...node.push([{ id2: -2, k: 'other', at2: end }], 1), ...node.end(), ...node.end())
    const seen = new Map<unknown, number>()
    for (const row of out as { id: number | null; id2: number | null }[])
      for (const id of [row.id, row.id2])
        if (id !== null)
          seen.set(id, (seen.get(id) ?? 0) + (row.id === null || row.id2 === null ? 1 : 0))
    const all = steps.flatMap(({ left, right }) => [
      ...left.map(({ id }) => id),
      ...right.map(({ id2 }) => id2),
    ])
    expect(seen.size).toBe(all.length - node.late.left)
    expect(Math.max(...seen.values())).toBe(1)
    expect(node.operator.stateKeys?.()).toBe(2)
  })

  it('keeps a row without a key apart from one whose key is an empty text', () => {
    const row = (k: string | null, at: string) => ({ k, at: `2025-01-01T${at}Z` })
    const node = bench('join', { ...timed, how: 'left' }, options)
    node.push([{ id: 1, ...row(null, '10:00:00') }], 0)
    expect(node.push([{ id2: 2, k: '', at2: '2025-01-01T10:00:00Z' }], 1)).toEqual([])
  })

  it('finds the oldest row of those that wait, again and again', () => {
    const heap = new TimeHeap<{ time: number | undefined }>()
    const random = randomOf(3)
    const times = Array.from({ length: 500 }, () => random(90))
    for (const time of times) heap.add({ time })
    heap.add({ time: undefined })
    const taken = times.map(() => heap.takeOldest()?.time)
    expect(taken).toEqual([...times].sort((a, b) => a - b))
    expect(heap.oldest).toBeUndefined()
  })

  it('names a field that both sides have', () => {
    const { outputs } = bench(
      'join',
      { on: { k: 'k' } },
      {
        inputs: [
          { k: 'string', v: 'int' },
          { k: 'string', v: 'long' },
        ],
      },
    )
    expect(outputs.out?.row.fields.map(({ name }) => name)).toEqual(['k', 'v', 'right_v'])
  })

  it.each([
    ['int', 'long', 'long'],
    ['long', 'int', 'long'],
    ['decimal(10,2)', 'int', 'decimal(12,2)'],
    ['date', 'timestamp', 'timestamp'],
  ])('gives a field of %s and %s, which both sides share, as %s', (one, other, type) => {
    const { outputs } = bench(
      'join',
      { on: { id: 'id' } },
      { inputs: [{ id: one }, { id: other }] },
    )
    expect(outputs.out?.row.fields.map(field => printType(field.type))).toEqual([type])
  })

  it('keeps every digit of a shared field, whichever side a row came from', () => {
    const random = randomOf(3)
    const idOf = (n: number) => (n % 3 === 0 ? 9007199254740993n + BigInt(n) : BigInt(n))
    const node = bench(
      'join',
      { ...timed, on: { id: 'id' }, how: 'full' },
      {
        inputs: [
          { id: 'int', at: 'timestamp' },
          { id: 'long', at2: 'timestamp' },
        ],
      },
    )
    const sent = new Set<string>()
    const out = Array.from({ length: 60 }, (_, i) => {
      const at = new Date(BEGIN_MS + i * MINUTE).toISOString()
      const [one, other] = [random(20), String(idOf(random(20)))]
      sent.add(String(one)).add(other)
      return [
        ...node.push([{ id: one, at }], 0),
        ...node.push([JSON.parse(`{"id":"${other}","at2":"${at}"}`)], 1),
        ...node.end(),
      ]
    }).flat()
    const ids = out.map(row => String(Reflect.get(Object(row), 'id')))
    expect(ids.filter(id => id.length > 9).length).toBeGreaterThan(5)
    for (const id of ids) expect(sent).toContain(id)
    expect(node.outputs.out?.row.fields[0]).toEqual({ name: 'id', type: { kind: 'long' } })
  })

  it('makes a left row equal to a right one of another number type', () => {
    const node = bench(
      'join',
      { on: { n: 'm' } },
      { inputs: [{ n: 'int' }, { m: 'decimal(10,2)' }] },
    )
    node.push([{ n: 3 }], 0)
    expect(node.push([{ m: 3 }], 1)).toEqual([{ n: 3, m: 3 }])
  })

  it.each([
    [
      'a right join with a table',
      { how: 'right', on: { k: 'k' }, table: true },
      'lab-join-table-how',
    ],
    ['a time with a table', { ...timed, table: true }, 'lab-join-table-time'],
    ['a bound without times', { on: { k: 'k' }, within: timed.within }, 'lab-join-within-time'],
    ['types that are never equal', { on: { k: 'at2' } }, 'lab-join-types'],
    ['a full join without an end', { on: { k: 'k' }, how: 'full' }, 'lab-join-outer'],
  ])('is refused: %s', (_what, settings, code) => {
    expect(bench('join', settings, options).problems).toContain(code)
  })
})
