// COPY TO and COPY FROM, as cqlsh has them: a table out to a CSV file and back, with its options HEADER,
// DELIMITER, QUOTE, ESCAPE, NULL, MAXROWS and PAGESIZE. Rows go page by page and line by line, so a
// large table needs no more memory than a small one.
import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import type { CqlColumn } from '@shared/contract'
import { LabError } from '@shared/errors'
import { csvLine, csvRows, type CsvForm } from './copy-csv'
import { cqlErrorText } from './cql-error'
import type { CqlSession } from './session'

const COPY =
  /^copy\s+((?:"(?:[^"]|"")+"|\w+)(?:\s*\.\s*(?:"(?:[^"]|"")+"|\w+))?)\s*(?:\(([^)]*)\))?\s*(to|from)\s+('(?:[^']|'')*'|stdout|stdin)\s*(?:with\s+([^]*))?$/i
const OPTION = /(\w+)\s*=\s*('(?:[^']|'')*'|[\w.-]+)/g
const KNOWN = new Set('HEADER DELIMITER QUOTE ESCAPE NULL MAXROWS PAGESIZE'.split(' '))
const PAGE_ROWS = 1000
const PAGE_ROWS_MAX = 5000
const TOGETHER = 16
/** cqlsh gives up here too. */
const ERRORS_MAX = 1000
const ERRORS_SHOWN = 5

interface Copy {
  readonly table: string
  /** As written; all when empty. */
  readonly columns: string
  readonly file: string
  readonly form: CsvForm
  readonly hasHeader: boolean
  readonly rowsMax: number
  readonly pageRows: number
}

export async function copy(shell: CqlSession, text: string): Promise<void> {
  const match = COPY.exec(text.trim())
  if (!match) return shell.fail('Improper COPY command.')
  const [, table = '', columns = '', way = '', target = '', options = ''] = match
  const given = new Map<string, string>()
  for (const [, name = '', value = ''] of options.matchAll(OPTION))
    given.set(name.toUpperCase(), value.startsWith("'") ? unquoted(value) : value)
  const unknown = [...given.keys()].find(name => !KNOWN.has(name))
  if (unknown !== undefined)
    return shell.fail(`Unrecognized COPY ${way.toUpperCase()} options: ${unknown.toLowerCase()}`)
  const wanted: Copy = {
    ...{ table, columns: columns.trim(), file: target },
    form: {
      delimiter: given.get('DELIMITER') ?? ',',
      quote: given.get('QUOTE') ?? '"',
      escape: given.get('ESCAPE') ?? '\\',
      nullText: given.get('NULL') ?? '',
    },
    hasHeader: /^(true|yes|1|on)$/i.test(given.get('HEADER') ?? ''),
    rowsMax: Number(given.get('MAXROWS') ?? -1) < 0 ? Infinity : Number(given.get('MAXROWS')),
    pageRows: Math.min(PAGE_ROWS_MAX, Math.max(1, Number(given.get('PAGESIZE') ?? PAGE_ROWS))),
  }
  const isOut = way.toUpperCase() === 'TO'
  if (/^stdin$/i.test(target) || (!isOut && /^stdout$/i.test(target)))
    return shell.fail('COPY FROM reads a file here: give its name in quotes.')
  return isOut ? copyTo(shell, wanted) : copyFrom(shell, wanted)
}

const unquoted = (text: string) => text.slice(1, -1).replaceAll("''", "'")

async function ask(shell: CqlSession, statement: string, pageSize: number, pageState?: string) {
  const { keyspace, consistency, options } = shell
  return options.client.queries.cql(
    { statement, pageSize, consistency, ...{ keyspace, pageState } },
    { signal: options.signal() },
  )
}

async function copyTo(shell: CqlSession, wanted: Copy): Promise<void> {
  const { table, columns, form, hasHeader, rowsMax, pageRows } = wanted
  const started = performance.now()
  const select = `SELECT ${columns || '*'} FROM ${table}`
  let page = await ask(shell, select, pageRows)
  const toFile = wanted.file.startsWith("'")
  const file = toFile ? createWriteStream(unquoted(wanted.file)) : undefined
  const opened = file && (await once(file, 'open').catch((error: unknown) => LabError.from(error)))
  if (opened instanceof LabError)
    return shell.fail(`Can't open ${wanted.file} for writing: ${opened.message}`)
  const write = async (line: string) => {
    if (!file) shell.say(line)
    else if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  const names = page.columns.map(({ name }) => name)
  if (toFile) shell.say(`Starting copy of ${table} with columns [${names.join(', ')}].`)
  if (hasHeader) await write(csvLine(names, form))
  let rows = 0
  for (;;) {
    for (const row of page.rows) {
      if (rows >= rowsMax) break
      await write(csvLine(row, form))
      rows++
    }
    if (page.pageState === undefined || rows >= rowsMax || shell.options.signal().aborted) break
    page = await ask(shell, select, pageRows, page.pageState)
  }
  if (file) await new Promise(resolve => file.end(() => resolve(undefined)))
  if (toFile) shell.say(`${rows} rows exported to 1 files in ${secondsSince(started)} seconds.`)
}

async function copyFrom(shell: CqlSession, wanted: Copy): Promise<void> {
  const { table, form, hasHeader, rowsMax } = wanted
  const started = performance.now()
  const path = unquoted(wanted.file)
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return shell.fail(`Can't open '${path}' for reading: no matching file found`)
  const lines = csvRows(createReadStream(path, 'utf8'), form)
  const first = hasHeader ? await lines.next() : undefined
  const header = first?.done === false ? first.value : undefined
  const asked = wanted.columns || header?.map(name => quotedName(name ?? '')).join(', ') || '*'
  const { columns } = await ask(shell, `SELECT ${asked} FROM ${table} LIMIT 1`, 1)
  const names = columns.map(({ name }) => name)
  shell.say(`Starting copy of ${table} with columns [${names.join(', ')}].`)
  const into = `INSERT INTO ${table} (${names.map(quotedName).join(', ')}) VALUES`
  const failures: string[] = []
  let [line, done] = [0, 0]
  const insert = async (row: readonly (string | null)[], at: number) => {
    try {
      if (row.length !== columns.length)
        throw new LabError('copy-columns', {
          kind: 'data',
          params: { line: at, expected: columns.length, found: row.length },
        })
      const values = columns.map((column, index) => literal(row[index] ?? null, column))
      await ask(shell, `${into} (${values.join(', ')})`, 1)
      done++
    } catch (error) {
      const words = cqlErrorText(LabError.from(error), shell.options.language, false)
      failures.push(`Failed to import row ${at}: ${words}`)
    }
  }
  let batch: Promise<void>[] = []
  for await (const row of lines) {
    if (line >= rowsMax || failures.length > ERRORS_MAX || shell.options.signal().aborted) break
    batch.push(insert(row, ++line))
    if (batch.length < TOGETHER) continue
    await Promise.all(batch)
    batch = []
  }
  await Promise.all(batch)
  for (const failure of failures.slice(0, ERRORS_SHOWN)) shell.fail(failure)
  if (failures.length > ERRORS_SHOWN)
    shell.fail(`${failures.length - ERRORS_SHOWN} more rows failed.`)
  shell.say(
    `${done} rows imported from 1 files in ${secondsSince(started)} seconds (${failures.length} failed).`,
  )
}

const secondsSince = (started: number) => ((performance.now() - started) / 1000).toFixed(3)
const quotedName = (name: string) =>
  /^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`

/** Types whose values are texts in CQL. Others are written as cqlsh prints them. */
const QUOTED = new Set(['text', 'varchar', 'ascii', 'inet', 'timestamp', 'date', 'time'])

function literal(value: string | null, { type }: CqlColumn): string {
  if (value === null) return 'null'
  return QUOTED.has(type) ? `'${value.replaceAll("'", "''")}'` : value
}
