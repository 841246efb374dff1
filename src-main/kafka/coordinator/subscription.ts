// The topics that a group's members subscribe to: the only part of a consumer's metadata that the
// broker reads (ConsumerProtocolSubscription: version i16, topics [string], …).
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

function topicsIn(metadata: Buffer | undefined): string[] {
  const reader = new Reader(metadata ?? Buffer.alloc(0))
  reader.int16()
  const topics: string[] = []
  for (let left = reader.int32(); left > 0; left--) topics.push(reader.text(reader.int16()))
  return topics
}
