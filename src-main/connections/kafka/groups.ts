// Consumer groups: their members, assignments and lag.
import type { GroupDetail, GroupSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { KafkaAdmin, PartitionEnds } from './admin'
import { kafkajs } from './kafkajs'

export async function listGroups(admin: KafkaAdmin): Promise<GroupSummary[]> {
  const { groups } = await admin.with(a => a.listGroups())
  const ids = groups
    .filter(g => g.protocolType === 'consumer' || g.protocolType === '')
    .map(g => g.groupId)
  const ends = new EndsOnce(admin)
  const details = await Promise.all(ids.map(id => describe(admin, id, ends)))
  return details
    .map(({ id, state, members, topics, lag, lags }) => ({ id, state, members, topics, lag, lags }))
    .sort((a, b) => a.id.localeCompare(b.id))
}

/** Kafka's state for a group that it does not know. */
const GONE = 'Dead'
const noGroup = ({ address }: KafkaAdmin, group: string) =>
  new LabError('kafka-no-group', { kind: 'usage', params: { group, address } })

/** For a group that a person named: a missing one is an error, not an empty group. */
export async function knownGroup(admin: KafkaAdmin, group: string): Promise<GroupDetail> {
  const detail = await describeGroup(admin, group)
  if (detail.state === GONE) throw noGroup(admin, group)
  return detail
}

export async function describeGroup(admin: KafkaAdmin, group: string): Promise<GroupDetail> {
  return describe(admin, group, new EndsOnce(admin))
}

/** A group with members cannot be deleted; kafkajs would say so without Kafka's reason. */
export async function deleteGroup(admin: KafkaAdmin, group: string): Promise<void> {
  const { members, state } = await describeGroup(admin, group)
  if (members > 0)
    throw new LabError('kafka-group-active', { kind: 'conflict', params: { group, members } })
  if (state === GONE) throw noGroup(admin, group)
  await admin.with(a => a.deleteGroups([group]))
}

/** Asks for the ends of a topic once, however many groups read it. */
class EndsOnce {
  private readonly known = new Map<string, Promise<readonly PartitionEnds[]>>()
  constructor(private readonly admin: KafkaAdmin) {}
  of(topic: string): Promise<readonly PartitionEnds[]> {
    const known = this.known.get(topic) ?? this.admin.endsOf(topic).catch(() => [])
    this.known.set(topic, known)
    return known
  }
}

/** By topic, in the order of the offsets. */
function lagsOf(offsets: readonly { readonly topic: string; readonly lag: number }[]) {
  const byTopic = new Map<string, number>()
  for (const { topic, lag } of offsets) byTopic.set(topic, (byTopic.get(topic) ?? 0) + lag)
  return [...byTopic].map(([topic, lag]) => ({ topic, lag }))
}

async function describe(admin: KafkaAdmin, group: string, ends: EndsOnce): Promise<GroupDetail> {
  const [{ groups }, committed] = await Promise.all([
    admin.with(a => a.describeGroups([group])),
    admin.with(a => a.fetchOffsets({ groupId: group })),
  ])
  const found = groups[0]
  const offsets = await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const endOf = new Map((await ends.of(topic)).map(p => [p.partition, p]))
      return partitions
        .filter(p => Number(p.offset) >= 0)
        .map(({ partition, offset }) => {
          const latest = endOf.get(partition)?.latest ?? Number(offset)
          return {
            topic,
            partition,
            committed: offset,
            latest: String(latest),
            lag: Math.max(0, latest - Number(offset)),
          }
        })
    }),
  )
  const flat = offsets
    .flat()
    .sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
  const memberList = (found?.members ?? []).map(member => ({
    id: member.memberId,
    clientId: member.clientId,
    host: member.clientHost,
    assignment: assignmentOf(member.memberAssignment),
  }))
  const topics = new Set([
    ...flat.map(o => o.topic),
    ...memberList.flatMap(m => m.assignment.map(a => a.topic)),
  ])
  return {
    id: group,
    state: found?.state ?? 'Dead',
    protocol: found?.protocol ?? '',
    members: memberList.length,
    topics: [...topics].sort(),
    lag: flat.reduce((sum, o) => sum + o.lag, 0),
    lags: lagsOf(flat),
    memberList,
    offsets: flat,
  }
}

function assignmentOf(bytes: Buffer): { topic: string; partitions: number[] }[] {
  if (bytes.length === 0) return []
  try {
    const decoded: { assignment: Record<string, number[]> } | null =
      kafkajs.AssignerProtocol.MemberAssignment.decode(bytes)
    return Object.entries(decoded?.assignment ?? {}).map(([topic, partitions]) => ({
      topic,
      partitions: [...partitions].sort((a, b) => a - b),
    }))
  } catch {
    // Another client's own protocol (Connect, Streams): members are shown without what they own.
    return []
  }
}
