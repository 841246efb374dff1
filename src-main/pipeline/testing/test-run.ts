// The surroundings of a run for tests of its parts: no folders, no connections, a clock of the test.
import type { LabFile } from '@shared/lab'
import type { LabClock } from '../engine/clock'
import type { RunContext } from '../engine/run-context'
import { RunStats } from '../engine/stats'
import { StreamPromises } from '../engine/stream-promises'
import { SourceStreams } from '../model/source-streams'

export function testRun(
  lab: LabFile,
  clock: LabClock,
  given: Partial<RunContext> = {},
): RunContext {
  return {
    lab,
    seed: lab.seed ?? 0,
    overrides: {},
    runId: 'run',
    runDir: '',
    wasOnSpark: false,
    dataDir: '',
    filesDir: '',
    labDir: undefined,
    durability: 'fast',
    clock,
    startMs: undefined,
    stats: new RunStats(),
    connections: {},
    endWhenDrained: false,
    availableNow: false,
    changed: new Set(),
    topicComplete: () => true,
    streams: new SourceStreams(new Set()),
    promises: new StreamPromises(''),
    signal: new AbortController().signal,
    ...given,
  }
}
