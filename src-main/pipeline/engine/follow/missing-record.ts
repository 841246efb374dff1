// Why a record is not there: it was deleted, nobody has written it yet, or it never was.
import { KafkaAdmin } from '@main/connections'
import { LabError } from '@shared/errors'
import type { RecordAsked } from '../../model/run-types'
import type { TopicAddress } from '../../model/topic-address'
import { kafkaOf, type RunContext } from '../run-context'
import { READ_MS, withinMs } from './tracer'

export async function missingRecord(
  topic: TopicAddress | undefined,
  asked: RecordAsked,
  run: RunContext,
): Promise<LabError> {
  const ends = topic && (await withinMs(READ_MS, endsOf(topic, run)))
  const end = ends?.find(({ partition }) => partition === asked.partition)
  const code =
    end && asked.offset < end.earliest
      ? 'follow-gone'
      : end && asked.offset >= end.latest
        ? 'follow-ahead'
        : 'follow-no-record'
  return new LabError(code, { kind: 'usage', params: { ...asked, ...end } })
}

/** Where each partition of it begins and ends. */
export async function endsOf({ connection, topic }: TopicAddress, run: RunContext) {
  const admin = new KafkaAdmin(kafkaOf(run, connection))
  try {
    return await admin.endsOf(topic)
  } finally {
    await admin.close()
  }
}
