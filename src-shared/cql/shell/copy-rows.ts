// Carries out COPY: a table out to CSV and back. It knows neither files nor a screen: a caller gives
// lines and takes them. Rows go page by page and line by line, so a large table needs no more memory
// than a small one. Values of a file are bound to one prepared INSERT: what a file holds is never CQL.
import { LabError } from '@shared/errors'
import type { Copy } from './copy-text'
import { csvLine, csvRows } from './csv'

const TOGETHER = 16
/** cqlsh gives up here too. */
const ERRORS_MAX = 1000

export interface CopyPage {
  readonly columns: readonly { readonly name: string }[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly pageState?: string
}
export interface PageWish {
  readonly pageSize: number
  readonly pageState?: string
  /** Values of the markers, in order. */
  readonly bind?: (string | null)[]
}
/** Asks the database for one page. */
export type AskPage = (statement: string, wish: PageWish) => Promise<CopyPage>

interface Watch {
  readonly signal: AbortSignal
  /** Before the first row, with the names of the columns. */
  begin(names: readonly string[]): void | Promise<void>
  /** How many rows are done. */
  moved?(rows: number): void
}

export async function copyOut(
  ask: AskPage,
  wanted: Copy,
  watch: Watch & { write(line: string): void | Promise<void> },
): Promise<number> {
  const { table, columns, form, hasHeader, rowsMax, pageRows } = wanted
  const select = `SELECT ${columns || '*'} FROM ${table}`
  let page = await ask(select, { pageSize: pageRows })
  const names = page.columns.map(({ name }) => name)
  await watch.begin(names)
  if (hasHeader) await watch.write(csvLine(names, form))
  let rows = 0
  for (;;) {
    for (const row of page.rows) {
      if (rows >= rowsMax) break
      await watch.write(csvLine(row, form))
      rows++
    }
    watch.moved?.(rows)
    if (page.pageState === undefined || rows >= rowsMax || watch.signal.aborted) return rows
    page = await ask(select, { pageSize: pageRows, pageState: page.pageState })
  }
}

export interface CopyFailure {
  readonly row: number
  readonly error: LabError
}

export interface CopiedIn {
  readonly rows: number
  readonly failures: readonly CopyFailure[]
  /** So many rows failed that the rest of the file was not read. */
  readonly gaveUp: boolean
}

export async function copyIn(
  ask: AskPage,
  wanted: Copy,
  parts: AsyncIterable<string>,
  watch: Watch,
): Promise<CopiedIn> {
  const { table, form, hasHeader, rowsMax } = wanted
  const lines = csvRows(parts, form)
  const first = hasHeader ? await lines.next() : undefined
  const header = first?.done === false ? first.value : undefined
  const asked = wanted.columns || header?.map(name => quotedName(name ?? '')).join(', ') || '*'
  const { columns } = await ask(`SELECT ${asked} FROM ${table} LIMIT 1`, { pageSize: 1 })
  await watch.begin(columns.map(({ name }) => name))
  const names = columns.map(({ name }) => quotedName(name)).join(', ')
  const into = `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`
  const failures: CopyFailure[] = []
  let [line, done] = [0, 0]
  const insert = async (row: (string | null)[], at: number) => {
    try {
      if (row.length !== columns.length)
        throw new LabError('copy-columns', {
          kind: 'data',
          params: { line: at, expected: columns.length, found: row.length },
        })
      await ask(into, { pageSize: 1, bind: row })
      done++
    } catch (error) {
      failures.push({ row: at, error: LabError.from(error) })
    }
  }
  let batch: Promise<void>[] = []
  let gaveUp = false
  for await (const row of lines) {
    gaveUp = failures.length > ERRORS_MAX
    if (line >= rowsMax || gaveUp || watch.signal.aborted) break
    batch.push(insert(row, ++line))
    if (batch.length < TOGETHER) continue
    await Promise.all(batch)
    batch = []
    watch.moved?.(done)
  }
  await Promise.all(batch)
  watch.moved?.(done)
  return { rows: done, failures, gaveUp }
}

const quotedName = (name: string) =>
  /^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
