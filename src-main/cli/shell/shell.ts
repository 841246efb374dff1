// A CQL session as cqlsh has it: typed text goes in, is run unit by unit, and text comes out. The
// terminal (terminal.ts) and scripts (verbs/cql.ts) are two ways to feed it; it knows neither.
import type { CqlResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import { expandedLines, tableLines } from '@shared/printed'
import { exitCodeOf, EXIT_OK } from '../exit-code'
import { runCommand } from './commands'
import type { Consistency } from './consistency'
import { cqlErrorText } from './cql-error'
import { describeLines } from './result'
import type { Capture, CqlSession, SerialConsistency, ShellOptions } from './session'
import { takeUnits, type Unit } from './units'

/** Without paging, rows are still fetched in portions; they are only not paused at. */
const UNPAGED_FETCH_ROWS = 1000

export class Shell implements CqlSession {
  keyspace: string | undefined
  consistency: Consistency = 'ONE'
  serialConsistency: SerialConsistency = 'SERIAL'
  pageSize = 100
  paging = true
  expand = false
  tracing = false
  capture: Capture | undefined
  /** The exit code that the session has earned: that of its last error. */
  exitCode = EXIT_OK
  isOver = false
  /** The values of the statement that runs. */
  private bind: string[] | undefined

  constructor(readonly options: ShellOptions) {}

  /** Runs the complete units in `input` and returns the rest. */
  async feed(input: string, isEnd = false): Promise<string> {
    const { units, rest } = takeUnits(input, isEnd)
    for (const unit of units) {
      if (this.isOver || this.options.signal().aborted) return ''
      await this.runUnit(unit)
    }
    return rest
  }

  say(line = ''): void {
    if (this.capture) this.capture.write(`${line}\n`)
    else this.options.out(`${line}\n`)
  }

  fail(line: string, exitCode = exitCodeOf('usage')): void {
    this.exitCode = exitCode
    this.options.err(`${line}\n`)
  }

  private async runUnit(unit: Unit): Promise<void> {
    const isDescribe = /^desc(ribe)?\b/i.test(unit.text)
    try {
      if (unit.kind === 'command' && !isDescribe) return await runCommand(this, unit.text)
      await this.runStatement(unit.text, isDescribe)
    } catch (cause) {
      const error = LabError.from(cause)
      this.fail(cqlErrorText(error, this.options.language, isDescribe), exitCodeOf(error.kind))
    }
  }

  private async runStatement(typed: string, isDescribe: boolean): Promise<void> {
    const statement = typed.replace(/;\s*$/, '').replace(/^desc\b/i, 'DESCRIBE')
    this.bind = this.options.bound?.take(statement)
    const first = await this.execute(statement)
    if (first.kind === 'use') this.keyspace = first.keyspace
    if (first.columns.length === 0 && first.rows.length === 0) return this.tellWarnings(first)
    if (this.options.json) await this.printJson(statement, first)
    else if (isDescribe) this.printDescribe(statement, first)
    else await this.printResult(statement, first)
  }

  private execute(statement: string, pageState?: string): Promise<CqlResult> {
    const { client, signal } = this.options
    return client.queries.cql(
      {
        statement,
        keyspace: this.keyspace,
        pageState,
        pageSize: this.paging ? this.pageSize : UNPAGED_FETCH_ROWS,
        consistency: this.consistency,
        serialConsistency: this.serialConsistency,
        tracing: this.tracing,
        bind: this.bind,
      },
      { signal: signal() },
    )
  }

  private async *pages(statement: string, first: CqlResult): AsyncGenerator<CqlResult> {
    let page = first
    yield page
    while (page.pageState !== undefined && !this.options.signal().aborted) {
      page = await this.execute(statement, page.pageState)
      yield page
    }
  }

  private async printJson(statement: string, first: CqlResult): Promise<void> {
    for await (const page of this.pages(statement, first)) {
      const names = page.columns.map(column => column.name)
      for (const row of page.rows) {
        this.say(
          JSON.stringify(
            Object.fromEntries(
              names.map((name, at) => [name, typedValue(row[at] ?? null, page.columns[at]!.type)]),
            ),
          ),
        )
      }
    }
  }

  private printDescribe(statement: string, result: CqlResult): void {
    const isElement = result.columns.some(column => column.name === 'create_statement')
    for (const line of describeLines(result, this.keyspace, this.options.columns)) this.say(line)
    if (isElement && /^desc(ribe)?\s+(full\s+)?(schema|keyspace|table|type|index)/i.test(statement))
      this.say()
  }

  private async printResult(statement: string, first: CqlResult): Promise<void> {
    const counted = /^\s*(select|list)\b/i.test(statement)
    const pauses =
      this.options.isTerminal && this.paging && !this.capture && this.options.more !== undefined
    let shown = 0
    this.say()
    for await (const page of this.pages(statement, first)) {
      const names = page.columns.map(column => column.name)
      const isFirst = page === first
      if (page.rows.length === 0 && !isFirst) continue
      if (!isFirst && pauses) await this.options.more?.()
      const lines =
        this.expand && page.rows.length > 0
          ? expandedLines(names, page.rows, shown)
          : tableLines(names, page.rows, isFirst || this.options.isTerminal)
      for (const line of lines) this.say(line)
      shown += page.rows.length
      if (this.options.isTerminal && !this.expand) this.say()
    }
    if (!this.options.isTerminal && !this.expand) this.say()
    if (counted) this.say(`(${shown} rows)`)
    this.tellWarnings(first)
    this.tellTrace(first)
  }

  private tellWarnings(result: CqlResult): void {
    if (result.warnings.length === 0) return
    for (const line of ['', 'Warnings :', ...result.warnings, '']) this.say(line)
  }

  private tellTrace(result: CqlResult): void {
    if (!result.trace) return
    const rows = result.trace.map(event => [event.activity, event.source, String(event.elapsedUs)])
    for (const line of ['', ...tableLines(['activity', 'source', 'source_elapsed'], rows), ''])
      this.say(line)
  }
}

const NUMBERS = new Set([
  'int',
  'smallint',
  'tinyint',
  'float',
  'double',
  'bigint',
  'counter',
  'varint',
])

/**
 * For JSON: numbers as numbers while they are exact, truth values as such, the rest as cqlsh prints
 * it.
 */
export function typedValue(text: string | null, type: string): string | number | boolean | null {
  if (text === null) return null
  if (type === 'boolean') return text === 'True'
  if (!NUMBERS.has(type)) return text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/double|float/.test(type)
    ? text
    : value
}
