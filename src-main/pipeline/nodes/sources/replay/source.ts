// The records of a replay: from a file or a table, at the pace of the data or at a rate.
import { access } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { parseRate, UPLOADS } from '@shared/lab'
import { readTable, readParquet } from '@main/connections'
import { type ReplayOptions, type Replay, RateSchedule, type ReplayRecord } from '@main/generator'
import type { NodeEnv, Json } from '../../../model/operator'
import type { SourceOptions, Source, SourceRecord } from '../../../model/source'
import type { Config } from './config'

/**
 * A file beside the lab's own, as a person means it; else one that a page uploaded, or one of the
 * folder in which the program was started.
 */
export async function fileOf(
  { labDir, dataDir }: Pick<NodeEnv, 'labDir' | 'dataDir'>,
  { file }: Pick<Config, 'file'>,
): Promise<string | undefined> {
  if (file === undefined || isAbsolute(file)) return file
  const places = [
    ...(labDir === undefined ? [] : [join(labDir, file)]),
    ...(file.startsWith(`${UPLOADS}/`) ? [join(dataDir, file)] : []),
  ]
  for (const path of places)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path
  return labDir === undefined ? file : resolve(file)
}

/**
 * Parquet is read by the embedded SQL engine, tables by their own; all else by the generator
 * itself.
 */
export function sourceOf(
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

export function replaySource(replay: Replay, settings: Config, options: SourceOptions): Source {
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
