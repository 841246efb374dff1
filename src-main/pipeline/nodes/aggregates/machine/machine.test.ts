// A state machine refuses mistakes before it runs, each at its place in the person's text.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pairsOf } from '../../../model/operator'
import { bench } from '../../../testing/node-bench'

const orders = { inputs: [{ id: 'string', n: 'int' }] }
const counter = {
  by: { id: 'id' },
  state: { count: { type: 'long', start: '0' } },
  set: { count: 'state.count + n' },
}

describe('a state per key', () => {
  it('takes on the type that was declared', () => {
    const node = bench(
      'machine',
      { ...counter, state: { count: { type: 'decimal(10,2)', start: 'n' } } },
      orders,
    )
    expect(node.push([{ id: 'a', n: 5 }])).toEqual([{ id: 'a', count: 10 }])
  })

  it('refuses a condition that is none, a name that stands there twice, and what cannot become the type', () => {
    const problems = (more: object) => bench('machine', { ...counter, ...more }, orders).problems
    expect(problems({ when: 'n + 1' })).toEqual(['lab-not-a-condition'])
    expect(problems({ by: { count: 'id' } })).toEqual(['lab-name-twice'])
    expect(problems({ set: { count: 'array(n)' } })).toEqual(['expr-cast'])
    expect(problems({ set: { count: '1) + (n' } })).toEqual(['expr-syntax'])
  })
})

describe('a state that memory has no room for', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'machine-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  const place = { ...orders, dataDir, memoryKeys: 2, nowMs: 0 }
  const timed = (timer: object) => ({ ...counter, timer: { after: '1 min', ...timer } })
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

  /** Each key has its timer a second after the one before. */
  function filled(settings: object) {
    const node = bench('machine', settings, place)
    for (const [i, id] of ids.entries()) {
      node.at(i * 1000)
      node.push([{ id, n: 1 }])
      node.operator.snapshot?.(false)
    }
    return node
  }

  it('has its timers too: they are counted, go off in order, and wake the job', () => {
    const node = filled(timed({ on: 'processing-time', set: { count: '-1' } }))
    expect(node.operator.coldState?.().keys).toBeGreaterThan(3)
    expect(node.operator.timerCounts?.()).toEqual({ waiting: 7, wentOff: 0, forgot: 0 })
    expect(node.operator.wakeAt?.()).toBe(60_001)
    expect(node.at(62_001)).toEqual(['a', 'b', 'c'].map(id => ({ id, count: -1 })))
    expect(node.operator.timerCounts?.()).toEqual({ waiting: 4, wentOff: 3, forgot: 3 })
    const again = node.again()
    expect(again.operator.timerCounts?.()).toEqual({ waiting: 4, wentOff: 3, forgot: 3 })
    expect(again.at(70_000)).toEqual(['d', 'e', 'f', 'g'].map(id => ({ id, count: -1 })))
    expect(again.operator.stateKeys?.()).toBe(0)
  })

  it('is read back by a key’s next row, and told as it is', () => {
    const node = filled(counter)
    const told = Array.from(node.operator.keptKeys?.() ?? [], tell => tell())
    expect(told).toHaveLength(7)
    expect(told.filter(({ isCold }) => isCold)).toHaveLength(node.operator.coldState?.().keys ?? -1)
    expect(node.operator.givesFor?.(0, { id: 'a' })).toEqual([{ id: 'a', count: 1 }])
    expect(node.push([{ id: 'a', n: 5 }])).toEqual([{ id: 'a', count: 6 }])
  })

  it('forgets moments of the other clock, which a changed lab has no use for', () => {
    const state = filled(timed({ on: 'processing-time' })).operator
    const parts = [...(state.snapshotParts?.() ?? [])]
    const keys = new Map(parts.flatMap(part => [...pairsOf(part)]))
    const byEvent = { ...counter, time: 'at', watermark: '0 s' }
    const node = bench(
      'machine',
      { ...byEvent, timer: { on: 'event-time', after: '1 min' } },
      { ...place, inputs: [{ id: 'string', n: 'int', at: 'timestamp' }] },
      { keys, facts: parts[0]?.facts },
    )
    expect(node.operator.stateKeys?.()).toBe(7)
    expect(node.operator.timerCounts?.()).toMatchObject({ waiting: 0 })
    expect(node.push([{ id: 'g', n: 1, at: '1970-01-02T00:00:00Z' }])).toEqual([
      { id: 'g', count: 2 },
    ])
    expect(node.operator.timerCounts?.()).toMatchObject({ waiting: 1 })
  })
  it('forgets its moments when a lab goes on without the timer, also for a lab with one', () => {
    const options = { ...orders, nowMs: 0 }
    const rule = timed({ on: 'processing-time' })
    const first = bench('machine', rule, options)
    first.push([{ id: 'a', n: 1 }])
    const saved = first.operator.snapshot?.(false) ?? {}
    const keys = () => new Map(pairsOf(saved))
    const without = bench('machine', counter, options, { keys: keys(), facts: saved.facts })
    // Nothing of the key has changed: the checkpoint has its entry of before.
    const { facts = saved.facts } = without.operator.snapshot?.(false) ?? {}
    const last = bench('machine', rule, options, { keys: keys(), facts })
    expect(last.operator.timerCounts?.()).toMatchObject({ waiting: 0 })
    expect(last.operator.wakeAt?.()).toBeUndefined()
    expect(last.operator.givesFor?.(0, { id: 'a' })).toEqual([{ id: 'a', count: 1 }])
  })
})
