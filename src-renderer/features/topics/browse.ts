// Where the message browser reads from, as the contract asks for it, and its rows as files.
import { csvText } from '@renderer/ui'
import type { TopicRecord } from '@shared/contract'
import { nodeText, parseJson, fieldOf, type JsonNode } from './json-nodes'

export type ReadMode = 'live' | 'newest' | 'oldest' | 'offset' | 'time'
export type BrowseFrom = 'oldest' | 'newest' | { offset: number } | { timeMs: number }

/** Undefined while the text is not yet an offset or a time. */
export function startOf(
  mode: Exclude<ReadMode, 'live'>,
  offset: string,
  time: string,
): BrowseFrom | undefined {
  if (mode === 'newest' || mode === 'oldest') return mode
  if (mode === 'offset')
    return /^\d{1,15}$/.test(offset.trim()) ? { offset: Number(offset) } : undefined
  const timeMs = Date.parse(time)
  return Number.isNaN(timeMs) ? undefined : { timeMs }
}

export interface MessageRow {
  readonly id: string
  readonly record: TopicRecord
  readonly json: JsonNode | undefined
}

export function rowOf(record: TopicRecord): MessageRow {
  return {
    id: `${record.partition}-${record.offset}`,
    record,
    json: record.value === null || record.truncated ? undefined : parseJson(record.value),
  }
}

export function matches(record: TopicRecord, filter: string): boolean {
  const wanted = filter.toLowerCase()
  return (
    wanted === '' ||
    (record.key ?? '').toLowerCase().includes(wanted) ||
    (record.value ?? '').toLowerCase().includes(wanted)
  )
}

export const cell = (row: MessageRow, field: string) => nodeText(fieldOf(row.json, field))

const isoTime = (ms: number) => new Date(ms).toISOString()

export function asJson(rows: readonly MessageRow[]): string {
  return JSON.stringify(
    rows.map(({ record }) => ({
      partition: record.partition,
      offset: record.offset,
      time: isoTime(record.timeMs),
      key: record.key,
      headers: Object.fromEntries(record.headers),
      value: record.value,
    })),
    null,
    2,
  )
}

/** One value per line; a value with line breaks of its own is written as a JSON string. */
export function asNdjson(rows: readonly MessageRow[]): string {
  return rows
    .map(
      ({ record: { value } }) =>
        `${value === null ? 'null' : /[\r\n]/.test(value) ? oneLine(value) : value}\n`,
    )
    .join('')
}

function oneLine(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value))
  } catch {
    return JSON.stringify(value)
  }
}

export function asCsv(rows: readonly MessageRow[], fields: readonly string[]): string {
  const head = ['partition', 'offset', 'time', 'key', ...fields]
  const lines = rows.map(row => [
    String(row.record.partition),
    row.record.offset,
    isoTime(row.record.timeMs),
    row.record.key,
    ...fields.map(field => (field === 'value' && !row.json ? row.record.value : cell(row, field))),
  ])
  return csvText([head, ...lines])
}
