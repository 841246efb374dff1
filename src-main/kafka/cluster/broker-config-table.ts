// The settings of the broker, with Kafka's names, types and defaults. More of them can be changed
// while the broker runs than in Kafka, where the number of partitions of a new topic and the delay
// of a first rebalance need a restart: a lab is tried out, not rolled out. Settings that describe
// how this broker is built are listed as read-only, since tools look for them.
import { TOPIC_CONFIGS, type ConfigDefinition } from './config-table'

/**
 * `dynamic`: by AlterConfigs too. `start`: only when the broker is started. `fixed`: follows from
 * how the broker is built.
 */
export type ConfigUpdate = 'dynamic' | 'start' | 'fixed'

export interface BrokerConfigDefinition extends Omit<ConfigDefinition, 'default' | 'synonym'> {
  /** Null: not set, another setting counts. */
  readonly default: string | null
  readonly update: ConfigUpdate
}

const HOUR_MS = 3_600_000

/** Kafka's older names for the same setting, in other units; the first that is set counts. */
export const OTHER_UNITS: Readonly<
  Record<string, readonly { readonly name: string; readonly unitMs: number }[]>
> = {
  'log.retention.ms': [
    { name: 'log.retention.minutes', unitMs: 60_000 },
    { name: 'log.retention.hours', unitMs: HOUR_MS },
  ],
  'log.roll.ms': [{ name: 'log.roll.hours', unitMs: HOUR_MS }],
  'log.roll.jitter.ms': [{ name: 'log.roll.jitter.hours', unitMs: HOUR_MS }],
  'log.flush.interval.ms': [{ name: 'log.flush.scheduler.interval.ms', unitMs: 1 }],
}

/** What topics fall back to. */
function defaultsOfTopics(): Record<string, BrokerConfigDefinition> {
  const table: Record<string, BrokerConfigDefinition> = {}
  for (const { synonym, ...definition } of Object.values(TOPIC_CONFIGS)) {
    if (synonym === undefined) continue
    const hasOtherUnits = OTHER_UNITS[synonym] !== undefined
    table[synonym] = {
      ...definition,
      update: 'dynamic',
      default: hasOtherUnits ? null : definition.default,
    }
  }
  return table
}

const LONG_MAX = '9223372036854775807'
const INT_MAX = '2147483647'

const dynamic = (
  type: ConfigDefinition['type'],
  standard: string,
  doc: string,
  limits: Pick<ConfigDefinition, 'min' | 'max' | 'oneOf'> = {},
): BrokerConfigDefinition => ({ type, default: standard, doc, update: 'dynamic', ...limits })

const atStart = (
  ...args: [...Parameters<typeof dynamic>] | [ConfigDefinition['type'], null, string]
): BrokerConfigDefinition => {
  const [type, standard, doc, limits = {}] = args
  return { type, default: standard, doc, update: 'start', ...limits }
}

const fixed = (
  type: ConfigDefinition['type'],
  standard: string | null,
  doc: string,
): BrokerConfigDefinition => ({ type, default: standard, doc, update: 'fixed' })

const NO_EFFECT = 'No effect with one broker.'
const OWN_FILE = 'Kept in a file of their own, not in a topic.'

export const BROKER_CONFIGS: Readonly<Record<string, BrokerConfigDefinition>> = {
  ...defaultsOfTopics(),

  // Topics
  'auto.create.topics.enable': dynamic(
    'boolean',
    'true',
    'Whether a topic is made when a client asks for it.',
  ),
  'delete.topic.enable': dynamic('boolean', 'true', 'Whether topics can be deleted.'),
  'num.partitions': dynamic(
    'int',
    '1',
    'Partitions of a topic that is made without saying how many.',
    { min: 1 },
  ),
  'log.retention.minutes': atStart('int', null, 'As log.retention.ms, which counts first.'),
  'log.retention.hours': atStart('int', '168', 'As log.retention.ms, which counts first.'),
  'log.roll.hours': atStart('int', '168', 'As log.roll.ms, which counts first.', { min: 1 }),
  'log.roll.jitter.hours': atStart('int', '0', 'No effect with one broker.', { min: 0 }),
  'log.flush.scheduler.interval.ms': atStart('long', LONG_MAX, 'No effect.'),
  'log.retention.check.interval.ms': atStart('long', '300000', 'How often old segments go.', {
    min: 1,
  }),

  // Groups and transactions
  'group.initial.rebalance.delay.ms': dynamic(
    'int',
    '3000',
    'How long the first rebalance of a group waits for more members.',
  ),
  'group.max.session.timeout.ms': dynamic(
    'int',
    '1800000',
    'The longest session timeout of a member.',
  ),
  'group.min.session.timeout.ms': dynamic(
    'int',
    '6000',
    'The shortest session timeout of a member.',
  ),
  'group.max.size': dynamic('int', '1000', 'The most members that a group may have.', { min: 1 }),
  'offset.metadata.max.bytes': dynamic(
    'int',
    '4096',
    'The longest metadata text of a committed offset.',
  ),
  'offsets.retention.minutes': dynamic(
    'int',
    '10080',
    'How long the offsets of a group without members are kept.',
    { min: 1 },
  ),
  'transaction.max.timeout.ms': dynamic('int', '900000', 'The longest transaction.', { min: 1 }),

  // Connections and memory
  'connections.max.idle.ms': dynamic(
    'long',
    '600000',
    'A connection that says nothing for this long is closed.',
  ),
  'max.connections': dynamic('int', '2000', 'Connections at the same time.', { min: 0 }),
  'max.connections.per.ip': dynamic('int', INT_MAX, 'Connections from one address.', { min: 0 }),
  'fetch.max.bytes': dynamic('int', '57671680', 'The largest answer to a fetch.', { min: 1024 }),
  'socket.request.max.bytes': dynamic('int', '104857600', 'The largest request.', { min: 1 }),
  'queued.max.request.bytes': dynamic(
    'long',
    '134217728',
    'Requests that are held for all connections together; above it, none is read.',
  ),
  'max.incremental.fetch.session.cache.slots': dynamic(
    'int',
    '1000',
    'How many consumers may be in incremental fetch sessions.',
    { min: 0 },
  ),

  // How this broker is built
  'advertised.listeners': fixed('string', null, 'The addresses that clients get.'),
  listeners: fixed('list', null, 'The addresses that the broker listens on.'),
  'listener.security.protocol.map': fixed('string', 'PLAINTEXT:PLAINTEXT', 'No TLS, no SASL.'),
  'inter.broker.listener.name': fixed('string', null, NO_EFFECT),
  'security.inter.broker.protocol': fixed('string', 'PLAINTEXT', NO_EFFECT),
  'authorizer.class.name': fixed('string', '', 'No access control.'),
  'sasl.enabled.mechanisms': fixed('list', 'GSSAPI', 'No effect: there is no SASL.'),
  'broker.id': fixed('int', '1', 'The id of this broker.'),
  'node.id': fixed('int', '1', 'The id of this broker.'),
  'broker.rack': fixed('string', null, NO_EFFECT),
  'process.roles': fixed('list', 'broker,controller', 'One process does all.'),
  'log.dir': fixed('string', '/tmp/kafka-logs', 'See log.dirs.'),
  'log.dirs': fixed('string', null, 'Where the data lies.'),
  'inter.broker.protocol.version': fixed(
    'string',
    '3.4-IV0',
    'The version whose behaviour this broker shows.',
  ),
  'default.replication.factor': fixed('int', '1', 'Replicas of a new topic.'),
  'offsets.topic.num.partitions': fixed('int', '1', OWN_FILE),
  'offsets.topic.replication.factor': fixed('short', '1', OWN_FILE),
  'transaction.state.log.num.partitions': fixed('int', '1', OWN_FILE),
  'transaction.state.log.replication.factor': fixed('short', '1', OWN_FILE),
  'transaction.state.log.min.isr': fixed('int', '1', OWN_FILE),
  'transactional.id.expiration.ms': fixed('int', '604800000', 'Transactional ids are kept.'),
  'producer.id.expiration.ms': fixed('int', '86400000', 'When a silent producer is forgotten.'),
  'replica.lag.time.max.ms': fixed('long', '30000', NO_EFFECT),
  'auto.leader.rebalance.enable': fixed('boolean', 'true', NO_EFFECT),
  'num.io.threads': fixed('int', '8', 'No effect: one thread serves all.'),
  'num.network.threads': fixed('int', '3', 'No effect: one thread serves all.'),
  'queued.max.requests': fixed('int', '500', 'No effect: see queued.max.request.bytes.'),
  'request.timeout.ms': fixed('int', '30000', NO_EFFECT),
  'log.cleaner.enable': fixed('boolean', 'true', 'Compacted topics are compacted.'),
  'controlled.shutdown.enable': fixed('boolean', 'true', NO_EFFECT),
}
