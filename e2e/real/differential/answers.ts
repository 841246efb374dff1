// Answers in a form that can be compared: what a broker makes up itself (ids, its address, how long
// it throttles) is left out or named alike on both sides.
import type { Json, Message, Side } from './side'

/** Made up by each broker, or about what it runs on. */
const LEFT_OUT = new Set([
  'throttleTimeMs',
  'topicId',
  'brokers',
  'clusterId',
  'controllerId',
  'documentation',
  'configType',
  'clientHost',
  'leaderEpoch',
  'coordinatorEpoch',
  'lastTimestamp',
  'logAppendTimeMs',
  'topicAuthorizedOperations',
  'clusterAuthorizedOperations',
  'authorizedOperations',
  'transactionStartTimeMs',
  'currentLeader',
  'host',
  'port',
  'nodeId',
])
const LEADER_EPOCH_AT = 12
const PREFIX_BYTES = 12

export function comparable(answer: Message, side: Side): Json {
  const names = new Map<unknown, string>()
  for (const [name, { producerId }] of side.producers) names.set(producerId, `producer ${name}`)
  for (const [name, { memberId }] of side.members) names.set(memberId, `member ${name}`)
  const plain = (value: unknown, key: string): Json => {
    if (Buffer.isBuffer(value)) return key === 'records' ? batches(value) : value.toString('latin1')
    if (Array.isArray(value)) return value.map(one => plain(one, key))
    if (typeof value === 'object' && value !== null) {
      if ('value' in value && 'name' in value && value.name === 'log.dirs') return 'a folder'
      const entries = Object.entries(value).filter(([name]) => !LEFT_OUT.has(name))
      return Object.fromEntries(entries.map(([name, one]) => [name, plain(one, name)]))
    }
    // With LogAppendTime it is each broker's own.
    if (key === 'timestamp') return Number(value) >= 0 ? 'a time' : -1
    // A broker may skip epochs when it fences a producer.
    if (key === 'producerEpoch') return Number(value) >= 0 ? 'an epoch' : -1
    if (key === 'producerId' && Number(value) >= 0) return names.get(value) ?? 'a producer'
    if (key === 'producerId' || /member|leader$/i.test(key)) return names.get(value) ?? given(value)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null
  }
  return sorted(plain(answer, ''))
}

const given = (value: unknown): Json =>
  typeof value === 'string' && value !== '' ? 'a name' : String(value)

/** Base offset and content of each batch; the leader's epoch is the broker's own. */
function batches(records: Buffer): Json {
  const found: Json[] = []
  for (let at = 0; at + PREFIX_BYTES + 4 < records.length;) {
    const size = PREFIX_BYTES + records.readInt32BE(at + 8)
    // Kafka may end an answer with a part of a batch, which clients leave out.
    if (at + size > records.length) break
    const batch = Buffer.from(records.subarray(at, at + size))
    batch.fill(0, LEADER_EPOCH_AT, LEADER_EPOCH_AT + 4)
    const isControl = (batch.readInt16BE(21) & 0x20) !== 0
    found.push(isControl ? `${batch.readBigInt64BE(0)} control` : digest(batch))
    at += size
  }
  return found
}

/** The producer's id lies in the batch and is each broker's own. */
function digest(batch: Buffer): string {
  const id = batch.length >= 51 ? batch.readBigInt64BE(43) : -1n
  return `${batch.readBigInt64BE(0)} ${id < 0n ? 'plain' : 'numbered'} ${batch.subarray(53).toString('base64')}`
}

const KEYS = ['name', 'topic', 'partitionIndex', 'partition', 'index', 'groupId', 'resourceName']

/** What an item of a list is known by: the order of such lists means nothing. */
function keyIn(item: Json): Json | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined
  const fields = item as Readonly<Record<string, Json>>
  return KEYS.map(key => fields[key]).find(key => key !== undefined)
}

/** Lists of named things become maps. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(sorted)
    if (items.every(item => typeof item === 'number')) return items.sort((a, b) => a - b)
    const keys = items.map(keyIn)
    return keys.every(key => key !== undefined)
      ? Object.fromEntries(items.map((item, i) => [String(keys[i]), item] as const))
      : items
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, sorted(one)] as const),
    )
  return value
}

export interface Difference {
  readonly path: string
  readonly ours: Json | undefined
  readonly theirs: Json | undefined
}

export function differences(
  ours: Json | undefined,
  theirs: Json | undefined,
  path = '',
): Difference[] {
  const isBoth = (test: (value: Json | undefined) => boolean) => test(ours) && test(theirs)
  if (isBoth(value => typeof value === 'object' && value !== null)) {
    const [a, b] = [ours, theirs] as [Record<string, Json>, Record<string, Json>]
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].flatMap(key => differences(a[key], b[key], `${path}/${key}`))
  }
  return ours === theirs ? [] : [{ path, ours, theirs }]
}
