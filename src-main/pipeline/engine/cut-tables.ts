// Which tables depend on how topics are cut into batches: those behind a watermark, since which
// records are late is decided from batch to batch. Where a job can be given another engine's batches,
// the cut is the same on both sides, and nothing depends on it; in a topic that the lab's own jobs
// fill, records may lie in another order on each side, so the same cut is not the same batch. And
// which tables an engine cannot fill that does not write into the lab's own topics.
import type { TopicBatches } from '@shared/contract'
import { edgesOf, type LabFile } from '@shared/lab'
import { readFirst } from './job/reading-order'
import { bindLab } from '../plan/check-lab'
import { labTopics } from '../plan/lab-topics'
import { planTasks, type JobPlan } from '../plan/tasks'

/** Whether a job reads just the batches that were told; `own`: topics that the lab's jobs fill. */
function takesTold(
  lab: LabFile,
  told: TopicBatches,
  own: ReadonlySet<string>,
  { inputs }: JobPlan,
): boolean {
  const topics = new Map(labTopics(lab).map(({ id, topic }) => [id, topic]))
  const first = readFirst(bindLab(lab, Date.now), inputs)
  const isTold = (id: string) => !own.has(id) && told[topics.get(id) ?? ''] !== undefined
  return first.size === 0 && inputs.every(({ from }) => isTold(from))
}

/** By the name under which a run gives them back. */
export function tablesByCut(lab: LabFile, told: TopicBatches): string[] {
  const { jobs } = planTasks(lab)
  const filled = filledByJobs(jobs)
  const own = jobs.filter(job => !takesTold(lab, told, filled, job))
  const late = own.flatMap(({ nodes }) => nodes).filter(id => hasWatermark(lab, id))
  return tablesBehind(lab, new Set(late))
}

/** Those behind a topic that the lab's own jobs fill. */
export const tablesBehindJobs = (lab: LabFile): string[] =>
  tablesBehind(lab, filledByJobs(planTasks(lab).jobs))

const filledByJobs = (jobs: readonly JobPlan[]): ReadonlySet<string> =>
  new Set(jobs.flatMap(({ topics }) => topics))

function tablesBehind(lab: LabFile, nodes: ReadonlySet<string>): string[] {
  const edges = edgesOf(lab)
  const depends = (id: string, seen: ReadonlySet<string>): boolean =>
    nodes.has(id) ||
    edges.some(
      ({ from, to }) => to === id && !seen.has(from) && depends(from, new Set([...seen, id])),
    )
  return Object.entries(lab.nodes).flatMap(([id, { with: settings = {} }]) =>
    depends(id, new Set()) ? [typeof settings['table'] === 'string' ? settings['table'] : id] : [],
  )
}

const hasWatermark = (lab: LabFile, id: string): boolean =>
  JSON.stringify(lab.nodes[id]?.with ?? {}).includes('"watermark":')
