// What both ways of changing settings have in common: which resources can be changed, and that a
// check alone changes nothing.
import { NODE_ID, type BrokerParts } from '../server/context'
import { ApiError } from '../wire/errors'
import type { ConfigValues } from './configs'

const TOPIC = 2
const BROKER = 4

export async function alterTopic(
  { topics }: BrokerParts,
  type: number,
  name: string,
  validateOnly: boolean,
  change: (now: ConfigValues) => ConfigValues,
): Promise<void> {
  if (type === BROKER && (name === '' || name === String(NODE_ID)))
    throw new ApiError('INVALID_REQUEST', 'The settings of this broker are fixed.')
  if (type !== TOPIC) throw new ApiError('INVALID_REQUEST', `Unsupported resource type: ${type}`)
  const topic = topics.get(name)
  if (!topic) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION', `Topic ${name} does not exist.`)
  const values = change(topic.configs)
  if (!validateOnly) await topic.setConfigs(values)
}
