// Settings of topics and of the broker are changed and read.
import type { Cast } from './cast'
import type { NewStep, Weighted } from './step'

export const configSteps = (cast: Cast): readonly Weighted[] => [
  [4, () => alterConfigs(cast)],
  [4, () => describeConfigs(cast)],
]

const TOPIC = 2
const BROKER = 4
const SETTINGS: readonly (readonly [kind: number, name: string, values: readonly string[]])[] = [
  [TOPIC, 'retention.ms', ['1000000', '-1', '-2', 'x', '']],
  [TOPIC, 'max.message.bytes', ['500', '1048588', '-1']],
  [TOPIC, 'cleanup.policy', ['delete', 'compact', 'delete,compact', 'other']],
  [TOPIC, 'min.insync.replicas', ['1', '0']],
  [TOPIC, 'colour', ['red']],
  [TOPIC, 'flush.ms', ['1000']],
  [BROKER, 'log.retention.ms', ['100000000', '-1', 'x']],
  [BROKER, 'message.max.bytes', ['1048588', '900000', '-1']],
  [BROKER, 'log.dirs', ['/x']],
  [BROKER, 'log.cleaner.delete.retention.ms', ['5000', 'y']],
]

function alterConfigs({ random, oneIn, topic }: Cast): NewStep {
  const [resourceType, name, values] = random.pick(SETTINGS)
  const value = oneIn(12) ? null : random.pick(values)
  const configOperation = random.pick([0, 0, 0, 1, 2, 3, 9])
  const resourceName = resourceType === TOPIC ? topic() : random.pick(['1', '1', '', '7', 'x'])
  const validateOnly = oneIn(5)
  const configs = [{ name, value, configOperation }]
  const api = oneIn(4) ? 'AlterConfigs' : 'IncrementalAlterConfigs'
  const request = () => ({ resources: [{ resourceType, resourceName, configs }], validateOnly })
  return { api, request, changesTopics: true }
}

function describeConfigs({ random, oneIn, topic }: Cast): NewStep {
  const [resourceType, name] = random.pick(SETTINGS)
  const resourceName = resourceType === TOPIC ? topic() : random.pick(['1', '1', '', '7'])
  const resources = [{ resourceType, resourceName, configurationKeys: [name] }]
  const includeSynonyms = oneIn(2)
  return { api: 'DescribeConfigs', request: () => ({ resources, includeSynonyms }) }
}

/** Brokers that a run before may have changed have their defaults again. */
export const restoreBroker = (resourceName: string): NewStep => ({
  api: 'AlterConfigs',
  changesTopics: true,
  request: () => ({ resources: [{ resourceType: BROKER, resourceName, configs: [] }] }),
})
