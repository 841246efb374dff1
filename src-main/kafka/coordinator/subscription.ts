// The topics that a group's members subscribe to: the only part of a consumer's metadata that the
// broker reads (ConsumerProtocolSubscription: version i16, topics [string], …).
import { MalformedFrame, Reader } from '../wire/reader'
import type { Group } from './group'

export function subscribedTopics(group: Group): Set<string> {
  const topics = new Set<string>()
  if (group.protocolType !== 'consumer') return topics
  for (const member of group.members.values())
    for (const { metadata } of member.protocols)
      for (const topic of topicsIn(metadata)) topics.add(topic)
  return topics
}

function topicsIn(metadata: Buffer): string[] {
  try {
    const reader = new Reader(metadata)
    reader.int16()
    const topics: string[] = []
    for (let left = reader.int32(); left > 0; left--) topics.push(reader.text(reader.int16()))
    return topics
  } catch (error) {
    if (error instanceof MalformedFrame) return []
    throw error
  }
}
