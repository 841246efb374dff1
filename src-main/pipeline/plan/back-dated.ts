// Records that a run would write with a time in the past: those of sources that date them by the
// lab's clock, when the clock begins before now. A topic whose retention is shorter than that loses
// them, so the person hears of it before the run starts.
import { problemAt, type LabFile, type Problem } from '@shared/lab'
import { nodeTypes } from '../nodes'
import { topicConfig, type TopicConfig } from '../topics/topic-config'
import { planTasks } from './tasks'

export interface BackDated {
  readonly source: string
  readonly topic: string
  readonly settings: TopicConfig
}

/** Sources that date by the clock, with each topic that they write to. */
export function datedByClock(lab: LabFile): BackDated[] {
  return planTasks(lab)
    .producers.filter(({ source }) => nodeTypes.get(lab.nodes[source]?.type ?? '')?.datesByClock)
    .flatMap(({ source, edges }) =>
      edges.flatMap(({ to }) => {
        const settings = topicConfig.safeParse(lab.nodes[to]?.with ?? {})
        return settings.success ? [{ source, topic: to, settings: settings.data }] : []
      }),
    )
}

/** The warning that records from `clockMs` on do not stay in a topic that keeps them `keptMs`. */
export function retentionEats(
  { source, topic, settings }: BackDated,
  clockMs: number,
  keptMs: number,
): Problem {
  const params = {
    node: topic,
    source,
    topic: settings.topic,
    from: new Date(clockMs).toISOString(),
    kept: lengthText(keptMs),
  }
  return problemAt(`nodes.${topic}.with.configs`, 'lab-retention-eats', params, 'warning')
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/** As durations are written in a lab. */
function lengthText(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each && ms % each === 0) ?? ['ms', 1]
  return `${ms / size} ${unit}`
}
