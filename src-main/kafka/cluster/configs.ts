// The settings of a topic: its own values, else those of the broker. Values are checked when they
// are set and parsed once per change.
import { ApiError } from '../wire/errors'
import type { LogSettings } from '../log/services'
import { TOPIC_CONFIGS, type ConfigDefinition } from './config-table'

export interface TopicSettings extends LogSettings {
  readonly maxMessageBytes: number
  readonly appendTime: boolean
  readonly isCompacted: boolean
  readonly deleteRetentionMs: number
  readonly minCleanableRatio: number
  readonly minCompactionLagMs: number
  readonly timestampBeforeMsMax: number
  readonly timestampAfterMsMax: number
}

export type ConfigValues = ReadonlyMap<string, string>

/** The broker's value in force for the setting that a topic's falls back to. */
export type Fallback = (brokerConfig: string) => string

export function settingsOf(values: ConfigValues, fallback: Fallback): TopicSettings {
  const text = (name: string) => {
    const { synonym, default: standard = '' } = TOPIC_CONFIGS[name] ?? {}
    return values.get(name) ?? (synonym === undefined ? standard : fallback(synonym))
  }
  const number = (name: string) => Number(text(name))
  const cleanup = cleanupOf(text('cleanup.policy'))
  return {
    segmentBytes: number('segment.bytes'),
    segmentMs: number('segment.ms'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    cleanup,
    isCompacted: cleanup.startsWith('compact'),
    maxMessageBytes: number('max.message.bytes'),
    appendTime: text('message.timestamp.type') === 'LogAppendTime',
    deleteRetentionMs: number('delete.retention.ms'),
    minCleanableRatio: number('min.cleanable.dirty.ratio'),
    minCompactionLagMs: number('min.compaction.lag.ms'),
    timestampBeforeMsMax: Math.min(
      number('message.timestamp.before.max.ms'),
      number('message.timestamp.difference.max.ms'),
    ),
    timestampAfterMsMax: Math.min(
      number('message.timestamp.after.max.ms'),
      number('message.timestamp.difference.max.ms'),
    ),
  }
}

function cleanupOf(policy: string): TopicSettings['cleanup'] {
  const policies = policy.split(',').map(one => one.trim())
  const isDeleted = policies.includes('delete')
  if (policies.includes('compact')) return isDeleted ? 'compact,delete' : 'compact'
  return isDeleted ? 'delete' : 'none'
}

/** Throws INVALID_CONFIG, in Kafka's words, for a name or value that the table does not allow. */
export function checkConfig(name: string, value: string | null): string {
  const definition = TOPIC_CONFIGS[name]
  if (!definition) throw new ApiError('INVALID_CONFIG', `Unknown topic config name: ${name}`)
  const problem = checkValue(definition, name, value)
  if (problem) throw new ApiError('INVALID_CONFIG', problem)
  return value ?? ''
}

type Checked = Pick<ConfigDefinition, 'type' | 'oneOf' | 'min' | 'max'>

/** What is wrong with a value, in Kafka's words. */
export function checkValue(
  definition: Checked,
  name: string,
  value: string | null,
): string | undefined {
  const problem = value === null ? 'Entry must not be null' : problemOf(definition, value)
  if (problem === undefined) return undefined
  const wrong = value !== null && definition.type === 'list' ? strangerOf(definition, value) : value
  return `Invalid value ${wrong} for configuration ${name}: ${problem}`
}

/** The first item of a list that is not among those that there are. */
const strangerOf = ({ oneOf }: Checked, value: string): string | undefined =>
  value.trim() === ''
    ? undefined
    : value
        .split(',')
        .map(item => item.trim())
        .find(item => oneOf?.includes(item) === false)

function problemOf(definition: Checked, value: string): string | undefined {
  const { type, oneOf } = definition
  if (type === 'boolean')
    return value === 'true' || value === 'false'
      ? undefined
      : 'Expected value to be either true or false'
  if (type === 'string')
    return oneOf && !oneOf.includes(value)
      ? `String must be one of: ${oneOf.join(', ')}`
      : undefined
  if (type === 'list')
    return strangerOf(definition, value) !== undefined
      ? `String must be one of: ${oneOf?.join(', ')}`
      : undefined
  if (type !== 'double' && !/^[+-]?\d{1,19}$/.test(value.trim()))
    return `Not a number of type ${type.toUpperCase()}`
  const number = Number(value)
  if (value.trim() === '' || Number.isNaN(number))
    return `Not a number of type ${type.toUpperCase()}`
  if (type === 'int' && Math.abs(number) > 0x7fffffff) return 'Not a number of type INT'
  if (definition.min !== undefined && number < definition.min)
    return `Value must be at least ${definition.min}`
  if (definition.max !== undefined && number > definition.max)
    return `Value must be no more than ${definition.max}`
  return undefined
}
