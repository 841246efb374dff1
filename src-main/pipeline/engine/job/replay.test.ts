// What a new life does, in which order. The node is made up; the wiring is the engine's.
import { labFileSchema } from '@shared/lab'
import { expect, it } from 'vitest'
import { bindLab } from '../../plan/check-lab'
import { testRun } from '../../testing/test-run'
import { LabClock } from '../clock'
import { Signal } from '../signal'
import { Commits } from './commits'
import { JobGraph } from './graph'
import { MicroBatches } from './micro-batches'
import { chunksOf, replay } from './replay'
import { SinkGate } from './sink-gate'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'l',
  title: 'l',
  seed: 1,
  connections: { broker: { type: 'kafka' } },
  nodes: {
    in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
    rows: { type: 'parse', from: 'in', with: { fields: { id: 'int' } } },
  },
})

it('a stop ends behind the batches that were noted before it, and the commit knows of it', async () => {
  const run = testRun(lab, await LabClock.open('', undefined, () => 9000))
  const graph = new JobGraph(
    run,
    bindLab(lab, () => 0),
    ['rows'],
  )
  const did: string[] = []
  const node = graph.nodes.get('rows')
  if (!node) throw new Error('no such node')
  node.operator = {
    batch: () => {},
    clock: ms => void did.push(`batch at ${ms}`),
    resumed: ms => void did.push(`resumed at ${ms}`),
  }
  class Noting extends Commits {
    override async make() {
      did.push('commit')
    }
  }
  const commits = new Noting(() => {
    throw new Error('nothing is saved here')
  })
  const cycle = {
    ...{ run, graph, commits, inputs: [], edges: [], gate: new SinkGate(), clock: { ms: 0 } },
    stop: run.signal,
  }
  const plans = [
    { n: 1, clock: 1000, ranges: [] },
    { n: 2, clock: 2000, ranges: [] },
  ]
  const before = { commit: undefined, nodes: new Map(), plans }
  const batches = new MicroBatches(cycle)
  await replay(cycle, batches, before, chunksOf(cycle, batches, new Signal()))
  expect(did).toEqual(['batch at 1000', 'batch at 2000', 'resumed at 9000', 'commit'])
})
