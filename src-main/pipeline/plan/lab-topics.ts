// The topics of a lab, each with what it is created with.
import { inOrder, type LabFile } from '@shared/lab'
import { nodeTypes } from '../nodes'
import { newTopic, topicConfig } from '../topics/topic-config'

export interface LabTopic {
  readonly id: string
  readonly connection: string
  readonly topic: string
  /** Absent where the lab takes a topic that must be there. */
  readonly made?: ReturnType<typeof newTopic>
}

export const labTopics = (lab: LabFile): LabTopic[] =>
  inOrder(lab).flatMap(id => {
    const node = lab.nodes[id]
    if (nodeTypes.get(node?.type ?? '')?.kind !== 'topic') return []
    const config = topicConfig.parse(node?.with ?? {})
    const { connection, topic, create } = config
    return [{ id, connection, topic, ...(create ? { made: newTopic(config) } : {}) }]
  })
