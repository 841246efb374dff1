// Creates a topic because a client asked for it (auto.create.topics.enable).
import type { Topic } from './topic'
import { checkTopicName, type Topics } from './topics'

export const DEFAULT_PARTITIONS = 1

export async function autoCreate(topics: Topics, name: string): Promise<Topic> {
  checkTopicName(name)
  return topics.getOrCreate({ name, partitions: DEFAULT_PARTITIONS, configs: new Map() })
}
