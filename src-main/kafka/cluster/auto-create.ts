// Topics that are made because a client asked for them (auto.create.topics.enable).
import type { BrokerParts } from '../server/context'
import type { Topic } from './topic'
import { checkTopicName } from './topics'

export const DEFAULT_PARTITIONS = 1

export async function autoCreate(
  { topics }: Pick<BrokerParts, 'topics'>,
  name: string,
): Promise<Topic> {
  checkTopicName(name)
  return topics.getOrCreate({ name, partitions: DEFAULT_PARTITIONS, configs: new Map() })
}
