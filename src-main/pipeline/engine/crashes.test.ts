// Every node with a memory keeps a promise: killed at any moment, restored from the last commit and
// fed again what came after it, it gives out exactly what it gave out before, in the same order,
// and goes on as if nothing had happened. Steps, commits and crashes are random from a fixed seed;
// a node that was never killed gives the expected answer. `SLUICE_SIMULATION` says how many seeds each
// node gets.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { pairsOf, type Json, type RestoredState } from '../model/operator'
import { bench, type Bench, type BenchOptions } from '../testing/node-bench'
import { SavedKeys } from './saved-keys'

const SECOND = 1000
const MINUTE = 60 * SECOND
const ROUNDS = Number(process.env.SLUICE_SIMULATION ?? 6)
vi.setConfig({ testTimeout: 20_000 + ROUNDS * 3000 })
const STEPS = 60

/** mulberry32 */
function randomOf(seed: number): (end: number) => number {
  let state = seed
  return end => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return (((t ^ (t >>> 14)) >>> 0) % 1_000_000) % end
  }
}

interface StepRow {
  readonly k: string
  readonly v: number
  readonly at: string
}

/** One micro-batch: the clock, then rows. */
interface Step {
  readonly atMs: number
  readonly rows: readonly StepRow[]
  readonly last: boolean
}

function stepsOf(random: (end: number) => number): Step[] {
  let atMs = Date.parse('2025-01-01T00:00:00Z')
  return Array.from({ length: STEPS }, () => {
    atMs += [200, 900, 5 * SECOND, 3 * MINUTE][random(4)] ?? 0
    const rows = Array.from({ length: random(5) }, () => ({
      k: `k${random(6)}`,
      v: random(100),
      at: new Date(atMs - random(8 * MINUTE)).toISOString(),
    }))
    return { atMs, rows, last: random(20) === 0 }
  })
}

/** What the checkpoint holds of a node: the deltas of its commits, one over the other. */
class Saved {
  private readonly keys = new Map<string, Json>()
  private facts: Json | undefined
  nowMs = 0

  take(node: Bench, nowMs: number): void {
    const delta = node.operator.snapshot?.(false) ?? {}
    const { deleted = [], facts } = delta
    for (const key of deleted) this.keys.delete(key)
    for (const [key, state] of pairsOf(delta)) this.keys.set(key, state)
    if (facts !== undefined) this.facts = facts
    this.nowMs = nowMs
  }

  /** As it is read back: through JSON. */
  get state(): RestoredState {
    const copy: { keys: [string, Json][]; facts?: Json } = JSON.parse(
      JSON.stringify({ keys: [...this.keys], facts: this.facts }),
    )
    return { keys: new Map(copy.keys), facts: copy.facts }
  }
}

/** What came out, as text: quick to compare. */
function work(node: Bench, step: Step): string {
  const out = [node.at(step.atMs), pushed(node, step.rows), node.end(step.last)]
  return JSON.stringify([...out, node.removed()])
}

/** Of a node with two inputs every other row comes by the second one. */
function pushed(node: Bench, rows: Step['rows']): unknown[] {
  if (node.inputs === 1) return node.push(rows)
  node.feed(rows.filter((_, i) => i % 2 === 0))
  const others = rows.filter((_, i) => i % 2 === 1)
  return node.push(others.map(second), 1)
}
/** Its fields have names of their own. */
const second = ({ k, v, at }: StepRow) => ({ k, w: v, paid: at })

const options: BenchOptions = {
  inputs: [{ k: 'string', v: 'int', at: 'timestamp' }],
  zone: 'America/Sao_Paulo',
}
const compute = {
  n: 'count(*)',
  sum: 'sum(v)',
  low: 'min(v)',
  first: 'first(v)',
  last: 'last(v)',
  top: 'top_k(v, 2)',
}
const by = { k: 'k' }
const nodes: readonly (readonly [what: string, type: string, settings: object])[] = [
  ['totals', 'aggregate', { by, compute, mode: 'update' }],
  [
    'totals of two fields',
    'aggregate',
    { by: { k: 'k', odd: 'v % 2' }, compute, mode: 'complete' },
  ],
  [
    'totals that a trigger holds back',
    'aggregate',
    { by, compute, mode: 'update', trigger: '10 s' },
  ],
  [
    'totals once per so many records',
    'aggregate',
    { by, compute, mode: 'update', trigger: '7 records' },
  ],
  [
    'windows',
    'aggregate',
    {
      by,
      compute,
      mode: 'update',
      window: { tumbling: '5 minutes' },
      time: 'at',
      watermark: '2 minutes',
    },
  ],
  [
    'sessions',
    'aggregate',
    {
      by,
      compute,
      mode: 'append',
      window: { session: '1 minute' },
      time: 'at',
      watermark: '2 minutes',
    },
  ],
  [
    'sessions that a trigger holds back, whose rows are taken back',
    'aggregate',
    {
      by,
      compute,
      mode: 'complete',
      window: { session: '1 minute' },
      time: 'at',
      watermark: '12 minutes',
      trigger: '1 minute',
    },
  ],
  [
    'sessions that late rows open again',
    'aggregate',
    {
      by,
      compute,
      mode: 'append',
      window: { session: '1 minute' },
      time: 'at',
      watermark: '30 s',
      lateness: '5 minutes',
    },
  ],
  [
    'sessions that late rows join, behind a trigger',
    'aggregate',
    {
      by,
      compute,
      mode: 'append',
      window: { session: '1 minute' },
      time: 'at',
      watermark: '0 s',
      lateness: '9 minutes',
      trigger: '5 records',
    },
  ],
  [
    'windows that a trigger holds back',
    'aggregate',
    {
      by,
      compute,
      mode: 'update',
      window: { tumbling: '5 minutes' },
      time: 'at',
      watermark: '2 minutes',
      trigger: '1 minute',
    },
  ],
  [
    'closed windows',
    'aggregate',
    {
      by,
      compute,
      mode: 'append',
      window: { hopping: '6 minutes', every: '2 minutes' },
      time: 'at',
      watermark: '1 minute',
    },
  ],
  [
    'closed windows that late rows correct, behind a trigger',
    'aggregate',
    {
      by,
      compute,
      mode: 'append',
      window: { tumbling: '2 minutes' },
      time: 'at',
      watermark: '1 minute',
      watermarkBy: 'partition',
      idle: '2 s',
      lateness: '4 minutes',
      trigger: '1 s',
    },
  ],
  [
    'windows of the clock',
    'aggregate',
    { by, compute, mode: 'append', window: { calendar: 'hour' }, time: 'processing' },
  ],
  [
    'the last minutes',
    'aggregate',
    {
      by,
      compute: { n: 'count(*)', sum: 'sum(v)' },
      mode: 'update',
      window: { sliding: ['1 minute', '6 minutes'] },
      time: 'at',
    },
  ],
  [
    'the last minutes that a trigger holds back',
    'aggregate',
    {
      by,
      compute: { n: 'count(*)' },
      mode: 'update',
      window: { sliding: ['1 minute', '6 minutes'] },
      time: 'at',
      trigger: '20 s',
    },
  ],
  [
    'stock with refilling',
    'machine',
    {
      by,
      state: {
        stock: { type: 'int', start: '150' },
        first: { type: 'int', start: 'v' },
        refills: { type: 'int', start: '0' },
      },
      set: {
        stock: 'case when state.stock - v < 50 then state.stock - v + 100 else state.stock - v end',
        refills: 'case when state.stock - v < 50 then state.refills + 1 else state.refills end',
      },
      when: 'v % 3 <> 0',
    },
  ],
  [
    'keys that are left alone, by their own time',
    'machine',
    {
      by,
      state: { n: { type: 'int', start: '0' }, off: { type: 'int', start: '0' } },
      set: { n: 'state.n + 1' },
      when: 'v % 5 <> 0',
      timer: {
        on: 'event-time',
        after: '2 minutes',
        when: 'state.n < 4',
        set: { off: 'state.off + 1', n: '0' },
      },
      time: 'at',
      watermark: '1 minute',
    },
  ],
  [
    'keys that are left alone, by the clock',
    'machine',
    {
      by,
      state: { n: { type: 'int', start: '0' }, off: { type: 'int', start: '0' } },
      set: { n: 'state.n + 1' },
      timer: { on: 'processing-time', after: '4 s', set: { off: 'state.off + 1' }, keep: true },
    },
  ],
  ['keys seen', 'dedupe', { by: ['k', 'v'] }],
  ['keys seen lately', 'dedupe', { by: ['v'], time: 'at', watermark: '3 minutes' }],
]

const bound = {
  on: { k: 'k' },
  left: { time: 'at', watermark: '2 minutes' },
  right: { time: 'paid', watermark: '4 minutes' },
  within: { before: '1 minute', after: '3 minutes' },
}
const two: BenchOptions = {
  ...options,
  inputs: [...options.inputs, { k: 'string', w: 'int', paid: 'timestamp' }],
}
const joins: typeof nodes = [
  ['pairs', 'join', bound],
  ['pairs without an end', 'join', { on: { k: 'k', v: 'w' } }],
  ['rows of the first input alone', 'join', { ...bound, how: 'left' }],
  ['rows of the second input alone', 'join', { ...bound, how: 'right' }],
  ['rows of both inputs alone', 'join', { ...bound, how: 'full' }],
  ['rows with those of a table', 'join', { on: { k: 'k' }, how: 'left', table: true }],
]
const optionsOf = (type: string) => (type === 'join' ? two : options)

describe('killed at any moment', () => {
  it.each([...nodes, ...joins])('%s come out the same', (_what, type, settings) => {
    const options = optionsOf(type)
    expect(bench(type, settings, options).problems).toEqual([])
    for (let round = 0; round < ROUNDS; round++) {
      const random = randomOf(1 + round * 7919)
      const steps = stepsOf(random)
      const whole = bench(type, settings, options)
      const outputs = steps.map(step => work(whole, step))
      let node = bench(type, settings, options)
      const saved = new Saved()
      let committed = 0
      for (const [at, step] of steps.entries()) {
        expect(work(node, step), `seed ${round}, step ${at}`).toBe(outputs[at])
        if (random(3) === 0) {
          saved.take(node, step.atMs)
          committed = at + 1
        }
        if (random(4) > 0) continue
        node = bench(type, settings, { ...options, nowMs: saved.nowMs }, saved.state)
        for (const [i, after] of steps.slice(committed, at + 1).entries())
          expect(work(node, after), `seed ${round}, step ${committed + i} again`).toBe(
            outputs[committed + i],
          )
      }
      expect(node.operator.stateKeys?.()).toBe(whole.operator.stateKeys?.())
    }
  })
  it.each(nodes)(
    '%s: moments at which nothing happened are not done again, and make no difference',
    (_what, type, settings) => {
      for (let round = 0; round < ROUNDS / 2; round++) {
        const random = randomOf(2 + round * 7919)
        const steps = stepsOf(random).flatMap(step => [
          { ...step, rows: [], last: false },
          { ...step, atMs: step.atMs + 30 },
        ])
        const whole = bench(type, settings, options)
        const done = steps.map(({ atMs, rows, last }) => {
          const { out, noted } = whole.microBatch(atMs, rows, last)
          return { out: JSON.stringify(out), noted }
        })
        let node = bench(type, settings, options)
        const saved = new Saved()
        let committed = 0
        for (const [at, { atMs, rows, last }] of steps.entries()) {
          expect(
            JSON.stringify(node.microBatch(atMs, rows, last).out),
            `seed ${round}, step ${at}`,
          ).toBe(done[at]?.out)
          // A commit comes after something that was noted.
          if (done[at]?.noted && random(3) === 0) {
            saved.take(node, atMs)
            committed = at + 1
          }
          if (random(4) > 0) continue
          node = bench(type, settings, { ...options, nowMs: saved.nowMs }, saved.state)
          for (const [i, again] of steps.slice(committed, at + 1).entries()) {
            const before = done[committed + i]
            if (!before?.noted) continue
            const { out } = node.microBatch(again.atMs, again.rows, again.last)
            expect(JSON.stringify(out), `seed ${round}, step ${committed + i} again`).toBe(
              before.out,
            )
          }
        }
      }
    },
  )
})

/** Each pane of the last minutes is looked at each second, and all sessions that nothing gives up. */
const STAYS = new Set([
  'the last minutes',
  'the last minutes that a trigger holds back',
  'sessions that a trigger holds back, whose rows are taken back',
])

describe('state in a file', () => {
  const spilling = [...nodes, ...joins].filter(([what]) => !STAYS.has(what))
  it.each(spilling)('%s are the same as in memory, through crashes', (_what, type, settings) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-cold-'))
    const options = optionsOf(type)
    const cold = { ...options, dataDir, memoryKeys: 2 }
    let mostCold = 0
    for (let round = 0; round < ROUNDS; round++) {
      const random = randomOf(3 + round * 7919)
      const steps = stepsOf(random)
      const plain = bench(type, settings, options)
      let node = bench(type, settings, cold)
      const saved = new Saved()
      let committed = 0
      const outputs: string[] = []
      for (const [at, step] of steps.entries()) {
        outputs.push(work(plain, step))
        expect(work(node, step), `seed ${round}, step ${at}`).toBe(outputs[at])
        expect(node.operator.stateKeys?.()).toBe(plain.operator.stateKeys?.())
        if (random(3) === 0) {
          saved.take(node, step.atMs)
          committed = at + 1
          mostCold = Math.max(mostCold, node.operator.coldState?.().keys ?? 0)
          // In pieces as at once, and as in memory.
          const pieces = [...(node.operator.snapshotParts?.() ?? [])]
          expect(sorted(pieces.flatMap(piece => [...pairsOf(piece)]))).toEqual(
            sorted([...pairsOf(plain.operator.snapshot?.(true) ?? {})]),
          )
        }
        if (random(4) > 0) continue
        const keys = new SavedKeys(join(dataDir, 'saved'), random(2) === 0 ? 1 : 100)
        for (const [key, state] of saved.state.keys) keys.set(key, state)
        const state = { ...saved.state, keys }
        void node.operator.close?.()
        node = bench(type, settings, { ...cold, nowMs: saved.nowMs }, state)
        keys.close()
        for (const [i, after] of steps.slice(committed, at + 1).entries())
          expect(work(node, after), `seed ${round}, step ${committed + i} again`).toBe(
            outputs[committed + i],
          )
      }
      void node.operator.close?.()
    }
    expect(mostCold).toBeGreaterThan(2)
    rmSync(dataDir, { recursive: true })
  })
})

const sorted = (set: readonly (readonly [string, Json])[]) =>
  [...set].sort(([a], [b]) => (a < b ? -1 : 1))
