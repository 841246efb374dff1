// How long a topic keeps a record by its time. Kafka deletes by the time that a record carries, so
// that records which are dated back further than that are gone at the broker's next look.
import { newTopic, type TopicConfig } from './topic-config'

export type Configs = Readonly<Record<string, string | null | undefined>>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Of Kafka, in ms. */
const DEFAULT_MS = 168 * HOUR_MS

/** Infinity: what a record's time is does not matter. `configs` are those of a topic. */
export function keptMs(configs: Configs): number {
  if (configs['message.timestamp.type'] === 'LogAppendTime') return Infinity
  const policy = configs['cleanup.policy'] ?? 'delete'
  if (!policy.split(',').some(each => each.trim() === 'delete')) return Infinity
  const ms = Number(configs['retention.ms'] ?? DEFAULT_MS)
  return Number.isFinite(ms) && ms >= 0 ? ms : Infinity
}

/** The settings of a topic that the lab is going to make, on a broker with these settings. */
export function configsOfNew(config: TopicConfig, broker: Configs): Configs {
  return {
    'message.timestamp.type': broker['log.message.timestamp.type'],
    'cleanup.policy': broker['log.cleanup.policy'],
    'retention.ms': retentionOf(broker),
    ...newTopic(config).configs,
  }
}

/** The finest unit that is set counts. */
function retentionOf(broker: Configs): string {
  const of = (unit: string, ms: number) => {
    const value = broker[`log.retention.${unit}`] ?? ''
    return value === '' ? undefined : String(Number(value) * ms)
  }
  return of('ms', 1) ?? of('minutes', MINUTE_MS) ?? of('hours', HOUR_MS) ?? String(DEFAULT_MS)
}
