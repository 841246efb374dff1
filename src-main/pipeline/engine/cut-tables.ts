// Which tables depend on how topics are cut into batches: those behind a watermark, since which records
// are late is decided from batch to batch. Where a job can be given another engine's batches, the cut
// is the same on both sides, and nothing depends on it. And which tables an engine cannot fill that does
// not write into the lab's own topics.
import type { TopicBatches } from '@shared/contract'
import { edgesOf, type LabFile } from '@shared/lab'
import { readFirst } from './job/reading-order'
import { bindLab } from '../plan/check-lab'
import { labTopics } from '../plan/lab-topics'
import { planTasks, type JobPlan } from '../plan/tasks'

/** Whether a job reads exactly the batches that were told. */
function takesTold(lab: LabFile, told: TopicBatches, { inputs }: JobPlan): boolean {
  const topics = new Map(labTopics(lab).map(({ id, topic }) => [id, topic]))
  const first = readFirst(bindLab(lab, Date.now), inputs)
  return first.size === 0 && inputs.every(({ from }) => told[topics.get(from) ?? ''] !== undefined)
}

/** By the name under which a run gives them back. */
export function tablesByCut(lab: LabFile, told: TopicBatches): string[] {
  const own = planTasks(lab).jobs.filter(job => !takesTold(lab, told, job))
  const late = own.flatMap(({ nodes }) => nodes).filter(id => hasWatermark(lab, id))
  return tablesBehind(lab, new Set(late))
}

/** Those behind a topic that the lab's own jobs fill. */
export const tablesBehindJobs = (lab: LabFile): string[] =>
  tablesBehind(lab, new Set(planTasks(lab).jobs.flatMap(({ topics }) => topics)))

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
