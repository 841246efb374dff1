// The order in which a batch writes its sinks. The sinks are made up; the wiring is the engine's.
import { DEAD_PORT, labFileSchema } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import type { RawRecord } from '../../model/batch'
import { bindLab } from '../../plan/check-lab'
import { testRun } from '../../testing/test-run'
import { LabClock } from '../clock'
import type { Chunk, JobInput } from '../input'
import { Commits } from './commits'
import { JobGraph } from './graph'
import { MicroBatches } from './micro-batches'
import { SinkGate } from './sink-gate'
import { StepWatch } from './step-watch'
import { Stepper } from './stepper'

const sql = (from: string) => ({ type: 'sql', from, with: { connection: 'tables', table: 't' } })
const lab = labFileSchema.parse({
  sluice: 1,
  id: 'l',
  title: 'l',
  seed: 1,
  connections: { broker: { type: 'kafka' }, tables: { type: 'sql' } },
  nodes: {
    in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
    rows: { type: 'parse', from: 'in', with: { fields: { id: 'int' } } },
    strict: sql('rows'),
    graves: sql('strict.dead'),
  },
})

async function parts() {
  const run = testRun(lab, await LabClock.open('', undefined, () => 0))
  const bound = bindLab(lab, () => 0)
  const graph = new JobGraph(run, bound, ['rows', 'strict', 'graves'])
  const commits = new Commits(() => {
    throw new Error('nothing is committed here')
  })
  return {
    run,
    graph,
    inputs: [],
    edges: [],
    commits,
    gate: new SinkGate(),
    clock: { ms: 0 },
    stop: run.signal,
  }
}

describe('a batch', () => {
  it('writes what arises while one sink is written into the sinks behind that one', async () => {
    const cycle = await parts()
    const written: string[] = []
    const sinks = ['strict', 'graves'].map(id => cycle.graph.nodes.get(id))
    for (const node of sinks) {
      if (!node) throw new Error('no such sink')
      let waiting = node.id === 'strict' ? 1 : 0
      node.operator = {
        batch: (_, { rows }) => void (waiting += rows.length),
        pending: () => waiting > 0,
        flush: async batchNo => {
          written.push(`${node.id} ${waiting} in batch ${batchNo}`)
          waiting = 0
          if (node.id === 'strict') node.emit(DEAD_PORT, { rows: [{ value: 'x' }] })
        },
      }
    }
    const batches = new MicroBatches(cycle)
    await batches.next(false)
    expect(written).toEqual(['strict 1 in batch 1', 'graves 1 in batch 1'])
    expect(await batches.next(false)).toBe(false)
  })

  it('leaves no record out when a breakpoint stops it in the middle of what another left', async () => {
    const cycle = await parts()
    const edge = bindLab(lab, () => 0).edges.find(({ to }) => to === 'rows')
    if (!edge) throw new Error('no such edge')
    const watch = new StepWatch(
      () => [],
      () => {},
    )
    const graph = new JobGraph(
      cycle.run,
      bindLab(lab, () => 0),
      ['rows'],
      [],
      watch,
    )
    const input = inputOf(edge.id, 8)
    const batches = new MicroBatches({ ...cycle, graph, inputs: [input], edges: [edge], watch })
    watch.ready()
    const holds = (item: object) => 'offset' in item && (item.offset === 1 || item.offset === 3)
    watch.breaks = new Map([[edge.id, [{ asked: { node: 'rows', where: '' }, holds }]]])
    const read: number[] = []
    for (let turn = 0; turn < 6; turn++) {
      watch.release()
      await batches.next(false, { records: 4, chunks: Infinity })
      read.push(input.positions.get(0) ?? 0)
    }
    expect(input.saved).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(read).toEqual([2, 4, 8, 8, 8, 8])
  })

  it('takes no step that was withdrawn while one before it was under way', async () => {
    const stepper = new Stepper()
    const batches = new MicroBatches(await parts())
    const taken: number[] = []
    batches.next = (_drain, { records } = { records: 0, chunks: 0 }) => {
      taken.push(records)
      stepper.withdraw()
      return Promise.resolve(true)
    }
    const steps = [stepper.ask('poll'), stepper.ask('record')]
    await stepper.run(batches)
    expect(await Promise.all(steps)).toEqual([true, false])
    expect(taken).toEqual([500])
  })

  it('answers each step, also those behind one that fails', async () => {
    const stepper = new Stepper()
    const batches = new MicroBatches(await parts())
    batches.next = () => Promise.reject(new Error('a batch fails'))
    const steps = [stepper.ask('record'), stepper.ask('record')]
    await expect(stepper.run(batches)).rejects.toThrow('a batch fails')
    stepper.end()
    expect(await Promise.all(steps)).toEqual([false, false])
  })
})

/** So many records that are there at once. */
function inputOf(id: string, count: number): JobInput & { readonly saved: number[] } {
  const records = Array.from({ length: count }, (_, offset): RawRecord => {
    const value = Buffer.from(JSON.stringify({ id: offset }))
    return { partition: 0, offset, timeMs: 0, key: null, value, headers: {} }
  })
  const positions = new Map([[0, 0]])
  const saved: number[] = []
  let at = 0
  return {
    ...{ id, node: 'rows', port: 0, positions, saved },
    ...{ failure: undefined, lag: 0, fill: 0 },
    open: async () => {},
    take: () => {
      const from = at
      at = count
      const left = records.slice(from)
      const batch = { rows: [], records: left }
      return left.length > 0
        ? { partition: 0, from, to: count, count: left.length, batch }
        : undefined
    },
    takeRange: () => undefined,
    saw: seen => void saved.push(...seen.map(({ offset }) => offset)),
    done: (chunk: Chunk) => void positions.set(0, chunk.to),
    committed: () => {},
    save: () => null,
    restore: () => {},
    limitToNow: async () => {},
    reachedLimit: async () => false,
    drained: async () => false,
    close: async () => {},
  }
}
