// Notes what a job has just done again: in its book, in the run's log and in the run's figures.
import type { RedeliveredSink, RedeliveryCause } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabEdge } from '@shared/lab'
import type { Restored } from '../checkpoint-frames'
import type { RunContext } from '../run-context'
import { keepRedelivery, rangesOf, recordsIn } from './redeliveries'

interface ReadAgain {
  readonly id: string
  /** Absent where a job makes its records itself. */
  readonly topicName?: string
  readonly group?: string
}

interface DoneAgain {
  readonly run: Pick<RunContext, 'stats' | 'checkpoint'>
  readonly job: string
  /** The folder of its checkpoint. */
  readonly dir: string
  readonly restored: Restored
  readonly edges: readonly LabEdge[]
  readonly inputs: readonly ReadAgain[]
}

export async function noteRedelivery(
  { run, job, dir, restored, edges, inputs }: DoneAgain,
  sinks: readonly RedeliveredSink[],
): Promise<void> {
  const { stats } = run
  const { plans, commit } = restored
  const [batches, records] = [plans.length, recordsIn(plans)]
  const readers = new Map(
    edges.map(({ id, from }) => {
      const input = inputs.find(each => each.id === id)
      const { topicName: topic, group } = input ?? {}
      return [id, { from, topic, group }] as const
    }),
  )
  stats.redelivered += records
  stats.say('info', 'run-redelivered', { job, records, batches }, job)
  try {
    await keepRedelivery(dir, {
      ...{ job, at: Date.now(), cause: causeOf(run.checkpoint, job, restored) },
      ...{ from: commit?.n ?? 0, batches, records, ranges: rangesOf(plans, readers), sinks },
    })
  } catch (error) {
    // Only the picture of it is lost: the job goes on.
    const { code, params } = LabError.from(error)
    stats.say('warn', code, params, job)
  }
}

function causeOf(
  checkpoint: RunContext['checkpoint'],
  job: string,
  { isBeforeDamage }: Restored,
): RedeliveryCause {
  if (isBeforeDamage) return 'damage'
  return typeof checkpoint === 'object' && checkpoint.job === job ? 'checkpoint' : 'crash'
}
