// Which groups a row belongs to. A row whose windows were all given up before this batch is counted, and
// given out by the port for what is late.
import type { Row } from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { Emit } from '../../../model/batch'
import type { NodeEnv } from '../../../model/operator'
import type { Watermark } from '../../../model/watermark'
import type { Span } from '../../../model/windows'
import type { Group } from '../group'
import type { Groups } from '../groups'
import type { KeyReader } from '../key-reader'
import { goesByClock, type AggregateOptions } from './options'
import type { Results } from './results'
import { windowKey, type Sessions } from './sessions'
import type { Sight } from './sight'

/** The parts of an aggregation that rows come to. */
export interface IntakeParts {
  readonly env: NodeEnv
  readonly options: AggregateOptions
  readonly groups: Groups
  readonly keys: KeyReader
  readonly watermark: Watermark
  readonly sessions: Sessions | undefined
  readonly results: Results
  readonly sight: Sight
}

export class Intake {
  constructor(private readonly parts: IntakeParts) {}

  add(rows: readonly Row[], emit: Emit): void {
    const { windows } = this.parts.options
    if (windows) this.addWindowed(rows, windows, emit)
    else this.addPlain(rows)
  }

  private addPlain(rows: readonly Row[]): void {
    const { groups, keys, sight } = this.parts
    for (const row of rows) {
      const key = keys.keyOf(row)
      let group = groups.find(key)
      if (!group) {
        group = groups.create(key, keys.head(row))
        sight.made(group)
      }
      groups.add(group, row)
    }
  }

  private addWindowed(
    rows: readonly Row[],
    windows: (ms: number) => readonly Span[],
    emit: Emit,
  ): void {
    const { env, options, watermark, sessions, groups } = this.parts
    const { time, mode, latenessMs } = options
    const refusedTo = watermark.late - latenessMs
    let newest = -Infinity
    // In complete mode Spark leaves out rows that are too late only where windows are sessions.
    const takesAll = goesByClock(options) || (mode === 'complete' && !sessions)
    const seen = env.watch.begin(env.lane(), rows.length, groups.nowMs)
    const { drops } = env.watch
    const tooLate: Row[] = []
    let late = 0
    let untimed = 0
    for (const row of rows) {
      const value = time ? time.evaluate(row) : groups.nowMs
      // A row without a time belongs to no window, as in Spark.
      if (typeof value !== 'number') {
        untimed += 1
        continue
      }
      if (value > newest) newest = value
      const all = windows(value)
      const end = all.at(-1)?.end ?? value
      if (!takesAll) drops.add(watermark.slackOf(end) - latenessMs)
      const open = takesAll ? all : all.filter(w => w.end > refusedTo)
      if (open.length === 0) {
        tooLate.push(row)
        seen.late(value, watermark.behind(value), true, end)
        continue
      }
      if (time && value < watermark.closing) {
        late += 1
        seen.late(value, watermark.behind(value), false, end)
      } else seen.onTime(value)
      for (const span of open) this.addTo(span, row)
    }
    watermark.see(newest)
    if (late > 0 || untimed > 0 || tooLate.length > 0) env.late(late, tooLate, untimed)
    if (tooLate.length > 0) emit(LATE_PORT, { rows: tooLate })
  }

  private addTo(span: Span, row: Row): void {
    const { groups, keys, sessions } = this.parts
    const key = keys.keyOf(row)
    const group =
      sessions?.groupOf(span, key, () => keys.head(row)) ?? this.fixedGroup(span, key, row)
    groups.add(group, row)
  }

  private fixedGroup(span: Span, rowKey: ReturnType<KeyReader['keyOf']>, row: Row): Group {
    const { groups, keys, results, sight } = this.parts
    const window = sight.record(span)
    const key = windowKey(span.start, rowKey)
    const known = groups.find(key)
    if (known) return known
    const head = { window_start: span.start, window_end: span.end, ...keys.head(row) }
    const group = groups.create(key, head, span.end)
    sight.made(group, window)
    results.noteOpen(group)
    return group
  }
}
