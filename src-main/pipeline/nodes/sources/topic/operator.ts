// A topic that a job writes to. Its records are numbered by the job's own state, so a batch that is
// done again after a crash sends only records that are not in the topic yet.
import { compileWriter, type Row, type StructType } from '@shared/expr'
import { LabError } from '@shared/errors'
import type { NodeEnv, Operator } from '../../../model/operator'
import type { SourceRecord } from '../../../model/source'
import { TopicWriter, type WrittenUpTo } from '../../../topics/topic-writer'
import type { TopicConfig } from '../../../topics/topic-config'

export class TopicSink implements Operator {
  private writer: TopicWriter | undefined
  private waiting: SourceRecord[] = []
  /** Number of the first record that waits. */
  private next = 0
  private savedPosition: WrittenUpTo = {}
  private readonly toJson: ReturnType<typeof compileWriter>

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: TopicConfig,
    row: StructType,
    private readonly keyOf: (row: Row) => string | null,
  ) {
    this.toJson = compileWriter(row, { decimals: 'number' })
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
    )
    await this.writer.open()
  }

  batch: Operator['batch'] = (_input, { rows, records }) => {
    if (records)
      for (const { key, value } of records) this.waiting.push({ key, value: value ?? '' })
    for (const row of rows)
      this.waiting.push({ key: this.keyOf(row), value: JSON.stringify(this.toJson(row)) })
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(): Promise<void> {
    // After a failed try: looks what arrived before it sends again.
    await this.writer?.open()
    await this.writer?.write(this.next, this.waiting)
    this.next += this.waiting.length
    this.waiting = []
  }

  snapshot: Operator['snapshot'] = () => ({
    facts: { next: this.next, writtenTo: { ...(this.writer?.position ?? this.savedPosition) } },
  })

  restore: Operator['restore'] = ({ facts }) => {
    if (typeof facts !== 'object' || facts === null || !('next' in facts)) return
    this.next = Number(facts.next)
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
