// Records as they arrive in a topic, for the live browser: from the end on, all partitions, without
// a group.
import { setTimeout as sleep } from 'node:timers/promises'
import type { TopicRecord } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { KafkaAdmin } from './admin'
import { toRecord } from './browse'
import type { Decode } from '../registry/decode'
import { PartitionReader } from './reader'

const PAUSE_MS = 100
const PAUSE_AFTER_ERROR_MS = 1000

export interface TailOptions {
  readonly topic: string
  readonly decode?: Decode
  readonly signal: AbortSignal
  readonly onRecords: (records: TopicRecord[]) => void
  readonly onError?: (error: LabError) => void
}

export async function tailTopic(
  connection: ResolvedOf<'kafka'>,
  { topic, decode, signal, onRecords, onError }: TailOptions,
): Promise<void> {
  const admin = new KafkaAdmin(connection)
  let reader: PartitionReader | undefined
  const next = new Map<number, number>()
  const known = async () => {
    for (const end of await admin.endsOf(topic))
      if (!next.has(end.partition)) next.set(end.partition, end.latest)
  }
  try {
    while (!signal.aborted) {
      try {
        reader ??= await PartitionReader.open(connection)
        if (next.size === 0) await known()
        for (const [partition, part] of await reader.fetchAll(topic, next)) {
          if (part.next === next.get(partition)) continue
          // Moves to the end: the broker fills an answer in the order of its partitions.
          next.delete(partition)
          next.set(partition, part.next)
          if (part.messages.length === 0) continue
          const decoded = await decode?.(part.messages)
          onRecords(part.messages.map((message, at) => toRecord(message, partition, decoded?.[at])))
        }
        await sleep(PAUSE_MS, undefined, { signal })
      } catch (error) {
        if (signal.aborted) return
        onError?.(LabError.from(error))
        await reader?.close()
        reader = undefined
        await sleep(PAUSE_AFTER_ERROR_MS, undefined, { signal }).catch(() => {})
      }
    }
  } finally {
    await Promise.all([reader?.close(), admin.close()])
  }
}
