// The part that AlterConfigs and IncrementalAlterConfigs share: which resources can be changed, and
// that `validateOnly` changes nothing.
import { ApiError } from '../wire/errors'
import type { ConfigValues } from './configs'
import type { Topics } from './topics'

const TOPIC = 2
const BROKER = 4

export async function alterTopic(
  { topics, nodeId }: { readonly topics: Topics; readonly nodeId: number },
  type: number,
  name: string,
  validateOnly: boolean,
  change: (now: ConfigValues) => ConfigValues,
): Promise<void> {
  if (type === BROKER && (name === '' || name === String(nodeId)))
    throw new ApiError('INVALID_REQUEST', 'The settings of this broker are fixed.')
  if (type !== TOPIC) throw new ApiError('INVALID_REQUEST', `Unsupported resource type: ${type}`)
  const topic = topics.get(name)
  if (!topic) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION', `Topic ${name} does not exist.`)
  const values = change(topic.configs)
  if (!validateOnly) await topic.setConfigs(values)
}
