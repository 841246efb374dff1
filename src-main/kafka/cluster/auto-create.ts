// Creates a topic because a client asked for it (auto.create.topics.enable).
import { ApiError } from '../wire/errors'
import type { BrokerConfigs } from './broker-configs'
import type { Topic } from './topic'
import { checkTopicName, type Topics } from './topics'

interface Creating {
  readonly topics: Topics
  readonly configs: BrokerConfigs
}

export async function autoCreate(broker: Creating, name: string): Promise<Topic> {
  if (!broker.configs.isOn('auto.create.topics.enable'))
    throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION')
  checkTopicName(name)
  const partitions = broker.configs.number('num.partitions')
  return broker.topics.getOrCreate({ name, partitions, configs: new Map() })
}
