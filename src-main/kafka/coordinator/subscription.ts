// What the broker reads of what consumers tell each other through it: the topics that they subscribe
// to (ConsumerProtocolSubscription: version i16, topics [string], …), and what each was given
// (ConsumerProtocolAssignment: version i16, [topic string, partitions [i32]], …).
import { MalformedFrame, Reader } from '../wire/reader'
import type { Member } from './member'

/** Nothing when one of the members says it in another way: then nobody knows. */
export function subscribedTopics(
  members: Iterable<Member>,
  protocol: string,
): ReadonlySet<string> | undefined {
  const topics = new Set<string>()
  try {
    for (const member of members)
      for (const topic of topicsIn(member.metadataFor(protocol))) topics.add(topic)
    return topics
  } catch (error) {
    if (error instanceof MalformedFrame) return undefined
    throw error
  }
}

export interface TopicPartitions {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** Nothing when its group says it in another way, as those of Kafka Connect do. */
export function assignedPartitions(assignment: Buffer): TopicPartitions[] {
  if (assignment.length === 0) return []
  try {
    const reader = new Reader(assignment)
    reader.int16()
    const found: TopicPartitions[] = []
    for (let topics = reader.elements(reader.int32()); topics > 0; topics--) {
      const topic = reader.text(reader.int16())
      const partitions: number[] = []
      for (let left = reader.elements(reader.int32()); left > 0; left--)
        partitions.push(reader.int32())
      found.push({ topic, partitions })
    }
    return found
  } catch (error) {
    if (error instanceof MalformedFrame) return []
    throw error
  }
}

function topicsIn(metadata: Buffer | undefined): string[] {
  const reader = new Reader(metadata ?? Buffer.alloc(0))
  reader.int16()
  const topics: string[] = []
  for (let left = reader.int32(); left > 0; left--) topics.push(reader.text(reader.int16()))
  return topics
}
