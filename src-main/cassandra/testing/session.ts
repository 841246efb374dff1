// A client of the database without TCP: statements go through the plan cache and storage of a real
// engine in a temporary directory, answers come back as text tests show them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CqlError } from '../errors'
import { type CqlLimits, DEFAULT_LIMITS } from '../limits'
import type { Bound, Result } from '../result'
import { openEngine, type Engine } from '../server/engine'
import type { Answer } from './cql-test'
import { showType, showValue } from './show-value'

export interface SessionMode {
  readonly pageSize?: number
  readonly prepare?: boolean
}

export class TestSession {
  private keyspace: string | undefined

  private constructor(
    readonly engine: Engine,
    private readonly ownDir: string | undefined,
    private readonly now: () => number,
  ) {}

  /** `kept`: a folder that the session leaves as it is. */
  static async open(
    limits: Partial<CqlLimits> = {},
    kept?: string,
    now = Date.now,
  ): Promise<TestSession> {
    const dir = kept ?? (await mkdtemp(join(tmpdir(), 'cql-session-')))
    const engine = await openEngine({
      dataDir: dir,
      host: '127.0.0.1',
      port: 0,
      durability: 'fast',
      limits: { ...DEFAULT_LIMITS, ...limits },
    })
    return new TestSession(engine, kept === undefined ? dir : undefined, now)
  }

  async close(): Promise<void> {
    this.engine.db.indexes.close()
    await this.engine.db.store.close()
    if (this.ownDir !== undefined) await rm(this.ownDir, { recursive: true, force: true })
  }

  /** Errors of CQL are answers; any other error is thrown. */
  async answer(statement: string, mode: SessionMode = {}): Promise<Answer> {
    try {
      return await this.run(statement, mode)
    } catch (error) {
      if (!(error instanceof CqlError)) throw error
      return { kind: 'error', error: { code: error.code, message: error.message } }
    }
  }

  /** The rows that a statement gives, as text; an error of CQL is thrown. */
  async rows(
    statement: string,
    values: readonly Bound[] = [],
  ): Promise<readonly (readonly string[])[]> {
    return (await this.run(statement, {}, values)).rows ?? []
  }

  private async run(
    statement: string,
    { pageSize = 5000, prepare = false }: SessionMode,
    values: readonly Bound[] = [],
  ): Promise<Answer> {
    const { plans } = this.engine
    const { plan } = prepare
      ? plans.prepare(statement, this.keyspace).compiled
      : plans.planOf(statement, this.keyspace)
    let pagingState: Buffer | undefined
    let whole: Answer | undefined
    do {
      const nowMs = this.now()
      const request = {
        values,
        pageSize,
        pagingState,
        timestamp: undefined,
        nowMs,
        nowSeconds: Math.floor(nowMs / 1000),
      }
      const result = await plan.run(request)
      const page = shown(result)
      if (result.kind === 'setKeyspace') this.keyspace = result.keyspace
      pagingState = result.kind === 'rows' ? result.pagingState : undefined
      whole = whole ? { ...whole, rows: [...(whole.rows ?? []), ...(page.rows ?? [])] } : page
    } while (pagingState)
    return whole
  }
}

function shown(result: Result): Answer {
  const warned = result.warnings && result.warnings.length > 0 ? { warnings: result.warnings } : {}
  switch (result.kind) {
    case 'void':
      return { kind: 'void', ...warned }
    case 'setKeyspace':
      return { kind: 'void', set_keyspace: result.keyspace }
    case 'schemaChange':
      return { kind: 'schema', schema_change: result.change, ...warned }
    case 'rows': {
      const { columns, rows } = result
      return {
        kind: 'rows',
        columns: columns.map(c => ({ name: c.name, type: showType(c.type) })),
        rows: rows.map(row => row.map((value, i) => showValue(columns[i]!.type, value))),
        ...warned,
      }
    }
  }
}
