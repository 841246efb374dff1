// The running mail sink. Mails of a batch go out in the order of its rows, each with a Message-ID that
// follows from run, node, batch and place. A journal says how far a batch is, so one that is done again
// sends only the rest; the mail that was on its way in a crash counts as doubled.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { ViewRow } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { Row } from '@shared/expr'
import { KeyedTable } from '@shared/feed'
import { MailServer, type Mail, type ResolvedConnection } from '@main/connections'
import { durationMs } from '../../../model/duration'
import type { NodeEnv, Operator, ReadBack } from '../../../model/operator'
import { outboxOf } from '../../text/own-files'
import type { Config } from './config'
import { MailJournal } from './journal'
import { gather, letterOf, type Letter, type LetterShape } from './letters'
import { PerMinute } from './minute'
import { Outbox, OUTBOX_MAILS_MAX } from './outbox'

const COLUMNS = [
  { name: 'to', type: 'string' },
  { name: 'subject', type: 'string' },
  { name: 'text', type: 'string' },
  { name: 'sent', type: 'boolean' },
]
/** Of mails that are not sent. */
const NOBODY = 'lab@localhost.localdomain'
const SHOWN_CHARS_MAX = 2000

export class MailSink implements Operator {
  private server: MailServer | undefined
  private outbox: Outbox | undefined
  private fresh: Letter[] = []
  /** Of the batch under way, those that are not out yet. */
  private waiting: Letter[] = []
  private done = 0
  private batchNo: number | undefined
  private failures = 0
  private mails = 0
  private rows = 0
  private twice = 0
  private readonly minute: PerMinute
  private readonly journal: MailJournal
  private readonly table = new KeyedTable<ViewRow>({ rowsMax: OUTBOX_MAILS_MAX })
  readonly view = { info: { columns: COLUMNS, chart: 'table' as const }, table: this.table }

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly shape: LetterShape,
    private readonly now: () => number = Date.now,
  ) {
    this.minute = new PerMinute(settings.perMinute)
    this.journal = new MailJournal(env.runDir, env.node)
  }

  async open(): Promise<void> {
    const found = this.connection()
    if (found === undefined)
      this.outbox ??= await Outbox.open(join(this.env.filesDir, outboxOf(this.env.node)))
    else if (found.type === 'smtp')
      this.server ??= new MailServer(found, durationMs(this.settings.timeout))
    else
      throw new LabError('lab-connection-type', {
        kind: 'config',
        params: { name: this.settings.connection ?? '', found: found.type, type: 'smtp' },
      })
  }

  private connection(): ResolvedConnection | undefined {
    const { connection } = this.settings
    if (connection === undefined) return undefined
    try {
      return this.env.connection(connection)
    } catch (error) {
      if (LabError.from(error).code === 'run-no-connection') return undefined
      throw error
    }
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows)
      try {
        this.fresh.push(letterOf(this.shape, row))
      } catch (error) {
        this.bury(LabError.from(error), [row])
      }
  }

  pending(): boolean {
    return this.fresh.length > 0 || this.waiting.length > 0
  }

  async flush(batchNo: number, again: boolean): Promise<void> {
    if (this.batchNo !== batchNo) await this.begin(batchNo, again)
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const mail = this.mailOf(next, batchNo)
      if (this.server) await this.send(this.server, mail, next.rows, batchNo)
      // Of more than are kept, the first would go at once.
      else if (this.waiting.length <= OUTBOX_MAILS_MAX)
        await this.outbox?.put(batchNo, this.done, mail)
      this.waiting.shift()
      this.done += 1
      this.failures = 0
      this.count(next.rows)
      this.show(mail)
    }
  }

  private count(rows: readonly Row[]): void {
    this.mails += 1
    this.rows += rows.length
  }

  private async begin(batchNo: number, again: boolean): Promise<void> {
    const letters = gather(this.fresh, this.settings.rowsPerMail)
    const { done, isSending } =
      again && this.server ? await this.journal.of(batchNo) : { done: 0, isSending: false }
    if (isSending) this.twice += letters[done]?.rows.length ?? 0
    // The checkpoint is older than they are.
    for (const { rows } of letters.slice(0, done)) this.count(rows)
    Object.assign(this, { batchNo, done, failures: 0, fresh: [], waiting: letters.slice(done) })
  }

  private async send(
    server: MailServer,
    mail: Mail,
    rows: readonly Row[],
    batchNo: number,
  ): Promise<void> {
    const waitMs = this.minute.waitMs(this.now())
    if (waitMs > 0)
      throw new LabError('mail-held-back', {
        kind: 'remote',
        params: {
          node: this.env.node,
          perMinute: this.settings.perMinute,
          waiting: this.waiting.length,
          seconds: Math.ceil(waitMs / 1000),
        },
        retry: true,
      })
    await this.journal.note(batchNo, this.done, true)
    this.minute.note(this.now())
    try {
      const rejected = await server.send(mail)
      if (rejected.length > 0)
        this.bury(
          new LabError('smtp-recipients', {
            kind: 'data',
            params: { address: rejected.join(', ') },
          }),
          rows,
        )
    } catch (cause) {
      const error = LabError.from(cause)
      this.failures += 1
      const isLast = error.retry && this.failures >= (this.settings.tries ?? Infinity)
      if (error.code !== 'smtp-refused' && !isLast) throw error
      this.bury(error, rows)
    }
    await this.journal.note(batchNo, this.done + 1, false)
  }

  private mailOf({ to, subject, text }: Letter, batchNo: number): Mail {
    const parts = [this.env.runId, this.env.node, batchNo, this.done]
    const id = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
    return { id, from: this.server?.sender ?? NOBODY, to, subject, text }
  }

  private show({ id, to, subject, text }: Mail): void {
    const values = [
      to.join(', '),
      subject,
      text.slice(0, SHOWN_CHARS_MAX),
      this.server !== undefined,
    ]
    this.table.set(id, { key: id, values, changedAt: this.now() })
  }

  private bury(error: LabError, rows: readonly Row[]): void {
    const reason = error.toData()
    for (const row of rows) this.env.dead({ row, reason })
  }

  doubled(): number {
    return this.twice
  }

  figures(): Readonly<Record<string, number>> {
    const { mails, rows } = this
    return { written: rows, [this.outbox ? 'outbox' : 'mails']: mails }
  }

  async readBack(): Promise<ReadBack> {
    const rows = [...this.table.values()].map(({ values }) =>
      Object.fromEntries(COLUMNS.map(({ name }, i) => [name, values[i]])),
    )
    return {
      name: this.env.node,
      rows,
      ...(this.mails > rows.length ? { rowsInAll: this.mails } : {}),
    }
  }

  snapshot: Operator['snapshot'] = () => ({ facts: [this.mails, this.rows, this.twice] })

  restore: Operator['restore'] = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [mails = 0, rows = 0, twice = 0] = facts.map(Number)
    Object.assign(this, { mails, rows, twice })
  }

  async close(): Promise<void> {
    this.server?.close()
  }
}
