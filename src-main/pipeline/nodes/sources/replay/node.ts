// Recorded data as a stream: a CSV, NDJSON, JSON or Parquet file, or a table of a database, at the
// pace it was recorded, at a rate, or as fast as possible; once or in a loop.
import { access } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { readParquet, readTable } from '@main/connections'
import {
  openReplay,
  RateSchedule,
  type Replay,
  type ReplayOptions,
  type ReplayRecord,
} from '@main/generator'
import { parseRate, plainRateSchema } from '@shared/lab'
import { z } from 'zod'
import type { Json, NodeEnv } from '../../../model/operator'
import type { Source, SourceOptions, SourceRecord } from '../../../model/source'
import { defineNode, type BindContext } from '../../../model/define-node'
import { zoneOf } from '../../../model/zone'
import { recordRow } from '@shared/lab'

const config = z.strictObject({
  file: z
    .string()
    .min(1)
    .optional()
    .describe('Path of a CSV, NDJSON, JSON or Parquet file; or else a table'),
  connection: z.string().optional().describe('Connection of the table: sql or cassandra'),
  keyspace: z.string().min(1).optional().describe("The table's keyspace (Cassandra)"),
  table: z.string().min(1).optional().describe('Table whose rows are played'),
  orderBy: z
    .array(z.string())
    .default([])
    .describe('Columns that order a relational table; all when empty'),
  format: z.enum(['csv', 'ndjson', 'json', 'parquet']).optional(),
  separator: z.string().length(1).optional(),
  /** Names, for a CSV without a line of names. */
  columns: z.array(z.string()).optional(),
  types: z.union([z.enum(['auto', 'text']), z.record(z.string(), z.string())]).optional(),
  /** `original` is the pace of the field `time`. */
  rate: z.union([z.literal('original'), plainRateSchema]).default('10/s'),
  time: z.strictObject({ field: z.string(), format: z.string().optional() }).optional(),
  loop: z.boolean().default(false),
  /** Field that becomes the record's key. */
  key: z.string().optional(),
  events: z.number().int().min(1).optional(),
})
type Config = z.output<typeof config>

export const replayNode = defineNode({
  type: 'replay',
  version: 1,
  kind: 'source',
  group: 'sources',
  icon: 'history',
  title: { en: 'Replay', 'pt-BR': 'Reproduzir dados', es: 'Reproducir datos' },
  doc: {
    en: 'Plays a file or a table back as a stream: at its own pace, at a rate, or as fast as possible.',
    'pt-BR':
      'Reproduz um arquivo ou uma tabela como fluxo: no ritmo original, a uma taxa ou o mais rápido possível.',
    es: 'Reproduce un archivo o una tabla como flujo: a su ritmo original, a un ritmo dado o lo más rápido posible.',
  },
  inputs: 'none',
  outputs: ['out'],
  config,
  initial: { file: 'data.csv', rate: '10/s' },
  live: ['rate'],
  bind(context, settings) {
    if (settings.rate === 'original' && !settings.time)
      context.problem('time', 'lab-missing-setting', { expected: 'field' })
    if ((settings.file === undefined) === (settings.table === undefined))
      context.problem('file', 'lab-replay-source')
    if (settings.table !== undefined) checkTable(context, settings)
    return {
      outputs: { out: { row: recordRow, raw: true } },
      source: async (env, options) => {
        const { separator, columns, types, time, loop } = settings
        const replay = await openReplay({
          source: sourceOf(env, settings, await fileOf(env, settings)),
          loop,
          timezone: zoneOf(env.lab),
          ...(separator ? { separator } : {}),
          ...(columns ? { columns } : {}),
          ...(types ? { types } : {}),
          ...(time ? { time } : {}),
        })
        return replaySource(replay, settings, options)
      },
    }
  },
})

function checkTable(context: BindContext, { connection = '', keyspace }: Config): void {
  const isCassandra = context.lab.connections?.[connection]?.type === 'cassandra'
  context.connection('connection', connection, isCassandra ? 'cassandra' : 'sql')
  if (isCassandra && keyspace === undefined)
    context.problem('keyspace', 'lab-missing-setting', { expected: 'string' })
}

/**
 * A file beside the lab's own, as a person means it; else one of the folder in which the program
 * was started.
 */
async function fileOf({ labDir }: NodeEnv, { file }: Config): Promise<string | undefined> {
  if (file === undefined || labDir === undefined || isAbsolute(file)) return file
  const beside = join(labDir, file)
  const isThere = await access(beside).then(
    () => true,
    () => false,
  )
  return isThere ? beside : resolve(file)
}

/**
 * Parquet is read by the embedded SQL engine, tables by their own; all else by the generator
 * itself.
 */
function sourceOf(
  env: NodeEnv,
  { format, connection = '', table, keyspace, orderBy }: Config,
  file: string | undefined,
): ReplayOptions['source'] {
  if (file === undefined) {
    const source = { table: table ?? '', orderBy, ...(keyspace === undefined ? {} : { keyspace }) }
    return {
      name: keyspace === undefined ? source.table : `${keyspace}.${source.table}`,
      rows: () => readTable(env.connection(connection), source),
    }
  }
  if (format === 'parquet' || (format === undefined && /\.parquet$/i.test(file)))
    return { name: file, rows: () => readParquet(file) }
  return { file, ...(format ? { format } : {}) }
}

function replaySource(replay: Replay, settings: Config, options: SourceOptions): Source {
  const events = options.events ?? settings.events
  const limits = {
    ...(events === undefined ? {} : { events }),
    ...(options.forMs === undefined ? {} : { duration: `${options.forMs} ms` }),
  }
  let original = settings.rate === 'original' && options.rate === undefined
  const wanted = options.rate ?? (settings.rate === 'original' ? 'max' : settings.rate)
  // What `save` gave, read back from a file of ours: a parse boundary.
  const schedule = isState(options.saved)
    ? RateSchedule.restore(
        options.saved as unknown as Parameters<typeof RateSchedule.restore>[0],
        limits,
      )
    : RateSchedule.start(wanted, options.startMs ?? options.now(), limits)
  if (schedule.paused) schedule.resume(options.now(), options.from)
  schedule.change(wanted, options.now(), options.from)
  const reader = new Reader(replay, options.from)
  let made = options.from
  /** When record `from` of this start would have been made, by the data's own time. */
  let base: number | undefined
  const wait = () => {
    const offset = reader.next?.offsetMs
    if (!original || offset === undefined) return 0
    base ??= options.now() - offset
    return base + offset - options.now()
  }
  return {
    async records(from, count) {
      if (from !== reader.position) reader.seek(from)
      const records: SourceRecord[] = []
      while (records.length < count) {
        await reader.look()
        if (!reader.next || wait() > 0) break
        records.push(recordOf(reader.next, settings.key))
        reader.take()
      }
      made = Math.max(made, from + records.length)
      return records
    },
    due: () => (reader.ended ? made : original && wait() > 0 ? made : schedule.due(options.now())),
    nextInMs: () => Math.max(1, original ? wait() : schedule.nextDueMs(made) - options.now()),
    finished: count =>
      (reader.ended && count >= reader.position) || schedule.finished(count, options.now()),
    setRate: rate => {
      original = false
      schedule.change(rate, options.now(), made)
    },
    get rate() {
      const rate = schedule.rate
      const perSecond =
        typeof rate === 'string' || typeof rate === 'number' ? parseRate(rate) : undefined
      return perSecond === Infinity || perSecond === undefined ? 'max' : perSecond
    },
    pause: () => schedule.pause(options.now(), made),
    resume: () => {
      base = undefined
      schedule.resume(options.now(), made)
    },
    // A schedule's state is plain JSON by its contract.
    save: () => schedule.snapshot() as unknown as Json,
    close: () => reader.close(),
  }
}

const isState = (saved: Json | undefined) => typeof saved === 'object' && saved !== null

function recordOf(record: ReplayRecord, keyField: string | undefined): SourceRecord {
  // Its own time stays in the data: as Kafka's timestamp a moment years ago would have the broker's
  // retention delete it at once.
  return { key: keyField === undefined ? null : keyOf(record, keyField), value: record.value }
}

function keyOf({ value, problem }: ReplayRecord, field: string): string | null {
  if (problem) return null
  const json: unknown = JSON.parse(value)
  const key: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, field) : undefined
  return key === undefined || key === null ? null : String(key)
}

/** Reads one record ahead, so that the end is known when the last one is taken. */
class Reader {
  next: ReplayRecord | undefined
  ended = false
  private iterator: AsyncGenerator<ReplayRecord>

  constructor(
    private readonly replay: Replay,
    public position: number,
  ) {
    this.iterator = replay.records(position)
  }

  seek(to: number): void {
    void this.close()
    this.iterator = this.replay.records(to)
    this.position = to
    this.next = undefined
    this.ended = false
  }

  async look(): Promise<void> {
    if (this.next || this.ended) return
    const { value, done } = await this.iterator.next()
    if (done === true) this.ended = true
    else this.next = value
  }

  take(): void {
    this.next = undefined
    this.position += 1
  }

  async close(): Promise<void> {
    await this.iterator.return(undefined).catch(() => {})
  }
}
