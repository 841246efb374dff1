// The order in which a batch writes its sinks. The sinks are made up; the wiring is the engine's.
import { DEAD_PORT, labFileSchema } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { bindLab } from '../../plan/check-lab'
import { testRun } from '../../testing/test-run'
import { LabClock } from '../clock'
import { Commits } from './commits'
import { JobGraph } from './graph'
import { MicroBatches } from './micro-batches'
import { SinkGate } from './sink-gate'

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
})
