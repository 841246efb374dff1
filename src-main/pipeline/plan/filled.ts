// What a run of a lab fills outside of itself: topics, groups, tables, files. A reset empties these, so
// a person sees them before.
import { groupOf, type LabFile } from '@shared/lab'
import { nodeTypes } from '../nodes'
import { outboxOf, writtenBy } from '../nodes/text/own-files'
import { topicConfig } from '../topics/topic-config'
import { deadTopicOf, pysparkPlan } from './target-plan'
import { planTasks, writtenTopics } from './tasks'

export interface Filled {
  /** By the lab's own name. */
  readonly connection: string
  readonly name: string
}

export interface FilledPlaces {
  readonly topics: readonly Filled[]
  readonly groups: readonly Filled[]
  /** Tables and indexes. */
  readonly tables: readonly Filled[]
  /** Only of a lab that runs on Spark: what could not be read. */
  readonly deadTopics: readonly Filled[]
  /** Of a path below the lab's folder of files: whether one of its nodes writes it. */
  readonly ownsFile: (path: string) => boolean
}

export function filledBy(lab: LabFile): FilledPlaces {
  const plan = planTasks(lab)
  const spark = pysparkPlan(lab, 'en')
  const topics = new Map(
    plan.topics.map(id => [id, topicConfig.parse(lab.nodes[id]?.with ?? {})] as const),
  )
  return {
    topics: [...writtenTopics(plan)].flatMap(id => {
      const config = topics.get(id)
      return config === undefined ? [] : [{ connection: config.connection, name: config.topic }]
    }),
    groups: plan.jobs.flatMap(({ inputs }) =>
      inputs.flatMap(edge => {
        const config = topics.get(edge.from)
        return config === undefined
          ? []
          : [{ connection: config.connection, name: groupOf(lab, edge) }]
      }),
    ),
    tables: Object.values(lab.nodes).flatMap(({ type, with: settings = {} }) => {
      const { kind, ownNames = {} } = nodeTypes.get(type) ?? {}
      const { connection } = settings
      if (kind !== 'sink' || typeof connection !== 'string') return []
      return Object.keys(ownNames).flatMap(setting => {
        const name = settings[setting]
        return typeof name === 'string' ? [{ connection, name }] : []
      })
    }),
    deadTopics: spark.nodes.flatMap(node => {
      const dead = deadTopicOf(node, spark)
      return dead === undefined ? [] : [{ connection: dead.connection, name: dead.topic }]
    }),
    ownsFile: filesOf(lab),
  }
}

function filesOf(lab: LabFile): (path: string) => boolean {
  const owns = Object.entries(lab.nodes).flatMap(([id, { type, with: settings = {} }]) => {
    const setting = settings['path']
    const writes = nodeTypes.get(type)?.writesFiles !== undefined && typeof setting === 'string'
    return [...(writes ? [writtenBy(setting)] : []), writtenBy(`${outboxOf(id)}/{mail}.eml`)]
  })
  return path => owns.some(own => own(path))
}
