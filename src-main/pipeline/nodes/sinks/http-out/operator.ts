// The running HTTP sink. Requests of a batch are in the order of its rows and have keys that follow from
// run, node, batch, place and content, so a batch that is sent again has the same keys: a receiver that knows
// Idempotency-Key takes it once. Nobody can know what any other receiver does with it, so such rows count
// as doubled.
import { createHash } from 'node:crypto'
import { LabError } from '@shared/errors'
import { compileWriter, type Row, type StructType } from '@shared/expr'
import {
  sendRequest,
  webAgents,
  type ResolvedConnection,
  type ResolvedOf,
  type WebAnswer,
} from '@main/connections'
import { durationMs } from '../../../model/duration'
import type { NodeEnv, Operator } from '../../../model/operator'
import type { Config } from './config'

/** So much of what the other side says goes into a dead letter. */
const SAID_CHARS_MAX = 300
/** A request timeout, too early, too many requests: the same may be taken later. */
const LATER = new Set([408, 425, 429])

export class HttpSink implements Operator {
  private waiting: Row[] = []
  /** Requests of the batch under way that are done. */
  private done = 0
  private batchNo: number | undefined
  private failures = 0
  private sent = 0
  private requests = 0
  private twice = 0
  private readonly agents = webAgents()
  private readonly toJson: (row: Row) => unknown

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    { fields }: StructType,
  ) {
    const shown = fields.filter(({ name }) => settings.fields?.includes(name) ?? true)
    this.toJson = compileWriter({ kind: 'struct', fields: shown }, { decimals: 'exact' })
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) this.waiting.push(row)
  }

  /** A run without an address fails before it takes anything in. */
  async prepare(): Promise<void> {
    this.target(this.settings.connection)
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(batchNo: number, again: boolean): Promise<void> {
    if (this.batchNo !== batchNo) {
      this.batchNo = batchNo
      this.done = 0
      this.failures = 0
      // Before a crash some of it may have been taken.
      if (again) this.twice += this.waiting.length
    }
    while (this.waiting.length > 0) {
      const rows = this.waiting.slice(0, this.settings.rowsPerRequest)
      await this.send(rows, batchNo)
      this.waiting = this.waiting.slice(rows.length)
      this.done += 1
      this.failures = 0
    }
  }

  private async send(rows: readonly Row[], batchNo: number): Promise<void> {
    const { connection, path, method, headers, timeout, rowsPerRequest } = this.settings
    const target = this.target(connection)
    const content = rowsPerRequest === 1 ? this.toJson(rows[0] ?? {}) : rows.map(this.toJson)
    const body = JSON.stringify(content)
    this.requests += 1
    try {
      const answer = await sendRequest(
        target,
        {
          ...{ method, path, timeoutMs: durationMs(timeout) },
          headers: {
            ...headers,
            'Content-Type': 'application/json',
            'Idempotency-Key': this.keyOf(batchNo, body),
          },
          body: Buffer.from(body),
        },
        this.agents,
      )
      this.judge(answer, rows, target)
    } catch (cause) {
      if (cause instanceof LabError) throw cause
      const message = cause instanceof Error ? cause.message : String(cause)
      // The request may have been taken, and only its answer lost.
      if (!/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(message)) this.twice += rows.length
      const error = new LabError('http-unreachable', {
        kind: 'unreachable',
        params: { address: target.profile.url, message },
        cause,
      })
      this.giveUpOrThrow(error, rows)
    }
  }

  private judge(
    { status, text }: WebAnswer,
    rows: readonly Row[],
    target: ResolvedOf<'http'>,
  ): void {
    const said = text.slice(0, SAID_CHARS_MAX)
    const params = { address: target.profile.url, status, message: said }
    if (status >= 200 && status < 300) this.sent += rows.length
    else if (status === 401 || status === 403)
      throw new LabError('http-login', { kind: 'auth', params })
    else if (status >= 500 || LATER.has(status))
      this.giveUpOrThrow(new LabError('http-later', { kind: 'remote', params, retry: true }), rows)
    else this.bury(new LabError('http-refused', { kind: 'data', params }), rows)
  }

  private giveUpOrThrow(error: LabError, rows: readonly Row[]): void {
    this.failures += 1
    if (this.failures < (this.settings.tries ?? Infinity)) throw error
    this.bury(error, rows)
  }

  private bury(error: LabError, rows: readonly Row[]): void {
    const reason = error.toData()
    for (const row of rows) this.env.dead({ row, reason })
  }

  private target(name: string): ResolvedOf<'http'> {
    const found = this.connectionOf(name)
    if (found.type === 'http') return found
    throw new LabError('lab-connection-type', {
      kind: 'config',
      params: { name, found: found.type, type: 'http' },
    })
  }

  private connectionOf(name: string): ResolvedConnection {
    try {
      return this.env.connection(name)
    } catch (error) {
      if (LabError.from(error).code !== 'run-no-connection') throw error
      throw new LabError('http-no-address', { kind: 'config', params: { name } })
    }
  }

  /** With the content: after a change of the settings, the same place may have other rows. */
  private keyOf(batchNo: number, body: string): string {
    const parts = [this.env.runId, this.env.node, batchNo, this.done, body]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  }

  doubled(): number {
    return this.twice
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.sent, requests: this.requests }
  }

  snapshot: Operator['snapshot'] = () => ({ facts: [this.sent, this.requests, this.twice] })

  restore: Operator['restore'] = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [sent = 0, requests = 0, twice = 0] = facts.map(Number)
    Object.assign(this, { sent, requests, twice })
  }

  async close(): Promise<void> {
    this.agents.http.destroy()
    this.agents.https.destroy()
  }
}
