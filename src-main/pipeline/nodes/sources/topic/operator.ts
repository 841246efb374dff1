// A topic that a job writes to. Its records are numbered by the job's own state, so a batch that is
// done again after a crash sends only records that are not in the topic yet.
import { compileWriter, type Row, type StructType } from '@shared/expr'
import { LabError } from '@shared/errors'
import { Misfit } from '@main/schemas'
import type { BadRecord, NodeEnv, Operator } from '../../../model/operator'
import type { SourceRecord } from '../../../model/source'
import { RecordEncoder } from '../../../topics/record-encoder'
import { TopicWriter, type WrittenUpTo } from '../../../topics/topic-writer'
import type { TopicConfig } from '../../../topics/topic-config'

/** A record on its way, and what it was made of. */
interface Waiting {
  readonly record: SourceRecord
  readonly of: Pick<BadRecord, 'row' | 'record'>
}

/** What a record has beside its row. */
interface Beside {
  readonly keyOf: (row: Row) => string | null
  readonly headers: readonly {
    readonly name: string
    readonly textOf: (row: Row) => string | null
  }[]
}

export class TopicSink implements Operator {
  private writer: TopicWriter | undefined
  private waiting: Waiting[] = []
  /** Number of the first record that waits. */
  private next = 0
  private savedPosition: WrittenUpTo = {}
  private savedTopicId: string | undefined
  private encoder: RecordEncoder | undefined
  private readonly toJson: ReturnType<typeof compileWriter>

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: TopicConfig,
    private readonly row: StructType,
    private readonly beside: Beside,
  ) {
    // A schema keeps decimals exact; in JSON others expect a number.
    this.toJson = compileWriter(row, settings.format === 'json' ? { decimals: 'number' } : {})
  }

  async open(): Promise<void> {
    const connection = this.env.connection(this.settings.connection)
    if (connection.type !== 'kafka')
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: `${this.settings.connection} is not a Kafka` },
      })
    this.writer ??= new TopicWriter(
      connection,
      this.settings,
      `${this.env.runId}.${this.env.node}`,
      this.savedPosition,
      this.savedTopicId,
    )
    await this.writer.open()
    this.encoder ??= await RecordEncoder.open(this.env.connection, this.settings, this.row)
  }

  batch: Operator['batch'] = (_input, { rows, records }) => {
    if (records)
      for (const record of records)
        this.waiting.push({
          record: { key: record.key, value: record.value ?? '' },
          of: { record },
        })
    for (const row of rows) {
      const record = this.fitting(row)
      if (record) this.waiting.push({ record, of: { row } })
    }
  }

  /** A row that the topic's schema does not take is a dead letter. */
  private fitting(row: Row): SourceRecord | undefined {
    try {
      return this.recordOf(row)
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      const params = { topic: this.settings.topic, message: error.message }
      const reason = { code: 'row-misfit', kind: 'data', params, retry: false } as const
      this.env.dead({ row, reason })
      return undefined
    }
  }

  private valueOf(row: Row): Buffer | string {
    const json = this.toJson(row)
    return this.encoder ? this.encoder.encode(json) : JSON.stringify(json)
  }

  private recordOf(row: Row): SourceRecord {
    const { keyOf, headers } = this.beside
    const record = { key: keyOf(row), value: this.valueOf(row) }
    if (headers.length === 0) return record
    const texts = headers.map(({ name, textOf }) => [name, textOf(row) ?? ''])
    return { ...record, headers: Object.fromEntries(texts) }
  }

  private get opened(): TopicWriter {
    if (!this.writer)
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: 'a topic was written before it was opened' },
      })
    return this.writer
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(): Promise<void> {
    // After a failed try the writer looks what arrived before it sends again.
    const refused = await this.opened.writeAccepted(
      this.next,
      this.waiting.map(({ record }) => record),
    )
    // Only now: a batch that failed halfway is written again, and says so again.
    for (const { at, error } of refused)
      this.env.dead({ ...this.waiting[at]?.of, reason: error.toData() })
    this.next += this.waiting.length
    this.waiting = []
  }

  skipWritten(): number {
    const next = Math.max(this.next, this.opened.nextFree)
    const left = next - this.next
    this.next = next
    return left
  }

  snapshot: Operator['snapshot'] = () => {
    const topicId = this.writer?.topicId ?? this.savedTopicId
    const writtenTo = { ...(this.writer?.position ?? this.savedPosition) }
    return { facts: { next: this.next, writtenTo, ...(topicId === undefined ? {} : { topicId }) } }
  }

  restore: Operator['restore'] = ({ facts }) => {
    if (typeof facts !== 'object' || facts === null || !('next' in facts)) return
    this.next = Number(facts.next)
    if (typeof facts.topicId === 'string') this.savedTopicId = facts.topicId
    const position = facts.writtenTo
    if (typeof position === 'object' && position !== null && !Array.isArray(position)) {
      this.savedPosition = Object.fromEntries(
        Object.entries(position).flatMap(([partition, at]) =>
          Array.isArray(at) ? [[partition, [Number(at[0]), Number(at[1])] as const]] : [],
        ),
      )
    }
  }

  async close(): Promise<void> {
    await this.writer?.close()
    this.writer = undefined
  }
}
