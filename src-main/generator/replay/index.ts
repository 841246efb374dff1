// Replays recorded data as a stream: a CSV, NDJSON or JSON file, or any rows that the caller can
// read again (a Parquet file, a database table). Records come in their own order and can be taken
// up at any number; once or in a loop; each says when it falls due at the data's own pace.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { datePattern, findZone, parseTimestamp, utc, type Zone } from '@shared/expr'
import { LabError } from '@shared/errors'
import { anyJson, compactJson } from '../json-text'
import { columnsOf, SAMPLE_ROWS, type Column, type ColumnTypes } from './columns'
import { CsvReader, CsvTooLong, guessSeparator, RECORD_LENGTH_MAX, type CsvRow } from './csv'
import { JsonSplitter, PIECE_LENGTH_MAX, PieceTooLong } from './lines'

export type ReplayFormat = 'csv' | 'ndjson' | 'json'

export interface ReplayOptions {
  /** A path, or rows that can be read from the start again and again. */
  readonly source:
    | { readonly file: string; readonly format?: ReplayFormat }
    | { readonly name: string; rows(): AsyncIterable<Readonly<Record<string, unknown>>> }
  /** CSV: guessed from the first line when absent. */
  readonly separator?: string
  /** CSV without a line of names. */
  readonly columns?: readonly string[]
  /** CSV: each column's type; `auto` judges by the first rows, `text` leaves all as texts. */
  readonly types?: ColumnTypes
  /** After the last record the first again. */
  readonly loop?: boolean
  /**
   * Field that says when a record happened: needed for the original pace, and then the event's
   * time.
   */
  readonly time?: { readonly field: string; readonly format?: string }
  readonly timezone?: string
}

export interface ReplayRecord {
  /** From 0, going on through every loop. */
  readonly seq: number
  /** Of the file, from 1; of the row for other sources. */
  readonly line: number
  /** JSON text; for a record that could not be read, its bytes as they are. */
  readonly value: string
  /** When it happened by its own time field. */
  readonly timeMs: number | undefined
  /**
   * How long after the first record it falls due at the original pace; never less than the record
   * before.
   */
  readonly offsetMs: number
  /** Why it could not be read: a record for the dead letters. */
  readonly problem: LabError | undefined
}

export interface Replay {
  /** The types that a parse step would find, as far as the source knows them. */
  readonly columns: readonly Column[] | undefined
  /** Records from number `from` on; ends with the data unless it loops. */
  records(from: number): AsyncGenerator<ReplayRecord>
}

interface Raw {
  readonly line: number
  readonly text: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly problem?: LabError
}

export async function openReplay(options: ReplayOptions): Promise<Replay> {
  const zone = findZone(options.timezone ?? 'UTC') ?? utc
  const { source } = options
  const name = 'file' in source ? source.file : source.name
  const format = 'file' in source ? (source.format ?? formatOf(source.file)) : undefined
  if ('file' in source) await readable(source.file)
  const csv =
    'file' in source && format === 'csv' ? await openCsv(source.file, options, zone) : undefined
  const read = (): AsyncIterable<Raw> => {
    if (csv) return csv.read()
    if (!('file' in source)) return readRows(source.rows())
    return format === 'json' ? readJson(source.file) : readNdjson(source.file)
  }
  const timeOf = options.time && timeReader(options.time, zone, name)

  async function* records(from: number): AsyncGenerator<ReplayRecord> {
    let seq = 0
    let baseMs = 0
    for (;;) {
      const begin = seq
      let firstMs: number | undefined
      let offsetMs = 0
      for await (const raw of read()) {
        const timeMs = timeOf?.(raw)
        if (timeMs !== undefined) {
          firstMs ??= timeMs
          // Data that goes back in time (newest first) falls due at once, one after the other.
          offsetMs = Math.max(offsetMs, timeMs - firstMs)
        }
        if (seq >= from)
          yield {
            seq,
            line: raw.line,
            value: raw.text,
            timeMs,
            offsetMs: baseMs + offsetMs,
            problem: raw.problem,
          }
        seq++
      }
      if (seq === begin)
        throw new LabError('replay-empty', { kind: 'data', params: { file: name } })
      if (!options.loop) return
      baseMs += offsetMs
      // Whole rounds that lie before `from` need no reading; without a time field they are all
      // alike.
      const round = seq - begin
      if (begin === 0 && from > seq) {
        const rounds = Math.floor((from - seq) / round)
        seq += rounds * round
        baseMs += rounds * offsetMs
      }
    }
  }

  return { columns: csv?.columns, records }
}

function formatOf(file: string): ReplayFormat {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase()
  if (extension === 'csv' || extension === 'tsv' || extension === 'txt') return 'csv'
  if (extension === 'ndjson' || extension === 'jsonl') return 'ndjson'
  if (extension === 'json') return 'json'
  throw new LabError('replay-format', { kind: 'usage', params: { file } })
}

async function readable(file: string): Promise<void> {
  try {
    const found = await stat(file)
    if (!found.isFile()) throw new Error('not a file')
  } catch (cause) {
    throw new LabError('replay-no-file', {
      kind: 'usage',
      params: { file, message: cause instanceof Error ? cause.message : String(cause) },
      cause,
    })
  }
}

async function* textChunks(file: string): AsyncGenerator<string> {
  try {
    for await (const chunk of createReadStream(file, {
      encoding: 'utf8',
      highWaterMark: 256 * 1024,
    }))
      yield String(chunk)
  } catch (cause) {
    throw new LabError('replay-no-file', {
      kind: 'storage',
      params: { file, message: cause instanceof Error ? cause.message : String(cause) },
      cause,
    })
  }
}

interface OpenCsv {
  readonly columns: readonly Column[]
  read(): AsyncGenerator<Raw>
}

async function openCsv(file: string, options: ReplayOptions, zone: Zone): Promise<OpenCsv> {
  const separator = options.separator ?? guessSeparator(await firstLine(file))
  const sample: CsvRow[] = []
  for await (const row of csvRows(file, separator)) {
    sample.push(row)
    if (sample.length > SAMPLE_ROWS) break
  }
  const names =
    options.columns ?? sample.shift()?.fields.map((n, i) => n.trim() || `column_${i + 1}`) ?? []
  if (names.length === 0) throw new LabError('replay-empty', { kind: 'data', params: { file } })
  const columns = columnsOf(
    names,
    sample.map(r => r.fields),
    options.types ?? 'auto',
    zone,
  )
  const keys = columns.map((c, i) => `${i === 0 ? '{' : ','}${compactJson.text(c.name)}:`)
  async function* read(): AsyncGenerator<Raw> {
    let header = options.columns === undefined
    for await (const { line, fields } of csvRows(file, separator)) {
      if (header) {
        header = false
        continue
      }
      if (fields.length > columns.length) {
        yield {
          line,
          text: fields.join(separator),
          problem: rowError(file, line, `${fields.length} ≠ ${columns.length}`),
        }
        continue
      }
      let text = ''
      for (let i = 0; i < columns.length; i++)
        text += (keys[i] ?? '') + (columns[i]?.write(fields[i] ?? '') ?? 'null')
      yield {
        line,
        text: `${text}}`,
        fields: options.time
          ? Object.fromEntries(columns.map((c, i) => [c.name, fields[i]]))
          : undefined,
      }
    }
  }
  return { columns, read }
}

const rowError = (file: string, line: number, reason: string) =>
  new LabError('replay-row', { kind: 'data', params: { file, line, reason } })

async function firstLine(file: string): Promise<string> {
  for await (const chunk of textChunks(file)) return chunk.split(/\r?\n/, 1)[0] ?? ''
  return ''
}

async function* csvRows(file: string, separator: string): AsyncGenerator<CsvRow> {
  const reader = new CsvReader(separator)
  try {
    for await (const chunk of textChunks(file)) yield* reader.push(chunk)
    yield* reader.end()
  } catch (error) {
    if (error instanceof CsvTooLong)
      throw new LabError('replay-row-too-long', {
        kind: 'data',
        params: { file, line: error.line, max: RECORD_LENGTH_MAX },
        cause: error,
      })
    throw error
  }
}

/** Line by line, so that a damaged line costs that line alone. */
async function* readNdjson(file: string): AsyncGenerator<Raw> {
  let rest = ''
  let line = 0
  for await (const chunk of textChunks(file)) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      line++
      if (text.trim() !== '') yield parsed(file, { line, text: trimmed(text) })
    }
    if (rest.length > PIECE_LENGTH_MAX)
      throw new LabError('replay-row-too-long', {
        kind: 'data',
        params: { file, line: line + 1, max: PIECE_LENGTH_MAX },
      })
  }
  if (rest.trim() !== '') yield parsed(file, { line: line + 1, text: trimmed(rest) })
}

const trimmed = (text: string) => text.replace(/^\ufeff/, '').trim()

async function* readJson(file: string): AsyncGenerator<Raw> {
  const splitter = new JsonSplitter()
  try {
    for await (const chunk of textChunks(file))
      for (const piece of splitter.push(chunk)) yield parsed(file, piece)
    for (const piece of splitter.end()) yield parsed(file, piece)
  } catch (error) {
    if (error instanceof PieceTooLong)
      throw new LabError('replay-row-too-long', {
        kind: 'data',
        params: { file, line: error.line, max: PIECE_LENGTH_MAX },
        cause: error,
      })
    throw error
  }
}

function parsed(
  file: string,
  { line, text }: { readonly line: number; readonly text: string },
): Raw {
  try {
    const value: unknown = JSON.parse(text)
    const fields =
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value))
        : undefined
    // On one line, with the digits and the order of the file.
    return { line, text: text.includes('\n') ? JSON.stringify(value) : text, fields }
  } catch (cause) {
    return {
      line,
      text,
      problem: rowError(file, line, cause instanceof Error ? cause.message : String(cause)),
    }
  }
}

async function* readRows(
  rows: AsyncIterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<Raw> {
  let line = 0
  for await (const fields of rows)
    yield { line: ++line, text: anyJson(fields, compactJson), fields }
}

function timeReader(
  { field, format }: { readonly field: string; readonly format?: string },
  zone: Zone,
  file: string,
): (raw: Raw) => number | undefined {
  const read =
    format === undefined || format === 'epoch' || format === 'epochMs'
      ? undefined
      : datePattern(format)?.parse
  if (format !== undefined && format !== 'epoch' && format !== 'epochMs' && !read)
    throw new LabError('generator-date-format', { kind: 'usage', params: { field, format } })
  return raw => {
    if (raw.problem) return undefined
    const found = raw.fields?.[field]
    let ms: number | undefined
    if (found instanceof Date) ms = found.getTime()
    else if (typeof found === 'number' || format === 'epoch' || format === 'epochMs')
      ms = Number(found) * (format === 'epoch' ? 1000 : 1)
    else if (typeof found === 'string') ms = read ? read(found, zone) : parseTimestamp(found, zone)
    if (ms !== undefined && Number.isFinite(ms)) return ms
    throw new LabError('replay-time-column', {
      kind: 'data',
      params: { file, column: field, line: raw.line, found: String(found ?? '') },
    })
  }
}
