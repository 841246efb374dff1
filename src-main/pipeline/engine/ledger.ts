// The truth ledger: what the lab's own producers made for its consumers, and what of it came.
// Exact, because records are numbered.
import type { Ledger } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import type { Job } from './job/job'
import type { ProducerTask } from './producer-task'
import type { RunStats } from './stats'
import type { TaskPlan } from '../plan/tasks'

export const EMPTY_LEDGER: Ledger = {
  expected: 0,
  arrived: 0,
  late: 0,
  tooLate: 0,
  deadLetters: 0,
  lost: 0,
  doubled: 0,
  onTheWay: 0,
}

export function ledgerOf(
  lab: LabFile,
  plan: TaskPlan,
  stats: RunStats,
  jobs: readonly Job[],
  producers: readonly ProducerTask[],
): Ledger {
  let expected = 0
  let arrived = 0
  let doubled = 0
  let behind = 0
  for (const job of jobs) {
    for (const input of job.topicInputs) {
      const topic =
        plan.jobs.find(j => j.id === job.plan.id)?.inputs.find(e => e.id === input.id)?.from ?? ''
      const { counts } = input.seen
      expected += madeFor(topic, lab, stats, producers, counts.arrived)
      arrived += counts.arrived
      doubled += counts.doubled
      behind += input.lag
    }
  }
  // The same at the other end: rows that a sink without a key was given twice.
  for (const job of jobs)
    for (const { operator } of job.nodes.values()) doubled += operator.doubled?.() ?? 0
  const missing = Math.max(0, expected - arrived)
  // While something lies unread in a topic, what is missing is on its way.
  const lost = behind === 0 && jobs.every(job => job.complete) ? missing : 0
  return {
    expected,
    arrived,
    late: stats.late,
    tooLate: stats.tooLate,
    ...(stats.untimed > 0 ? { untimed: stats.untimed } : {}),
    deadLetters: stats.deadCount,
    lost,
    doubled,
    onTheWay: missing - lost,
  }
}

/**
 * Records of the batch under way count as made once they have arrived: a consumer may have them
 * before the producer gets its acknowledgement.
 */
function madeFor(
  topic: string,
  lab: LabFile,
  stats: RunStats,
  producers: readonly ProducerTask[],
  arrived: number,
): number {
  const into = producers.filter(p => p.plan.edges.some(e => e.to === topic))
  const fromProducers = into.reduce((sum, p) => sum + p.produced, 0)
  const underWay = into.reduce((sum, p) => sum + p.underWay, 0)
  const ownEdges = new Set(producers.flatMap(p => p.plan.edges.map(e => e.id)))
  let fromJobs = 0
  for (const [id, edge] of stats.edges)
    if (id.endsWith(`>${topic}`) && !ownEdges.has(id) && lab.nodes[topic])
      fromJobs += edge.meter.total
  const made = fromProducers + fromJobs
  return Math.max(made, Math.min(arrived, made + underWay))
}
