// What a person sees of a running aggregation: its windows, why the oldest is still open, and what each
// output mode makes of the batches. Nothing here steers what comes out.
import type { ModeRows, TimeStat } from '@shared/contract'
import { compileWriter, type Row } from '@shared/expr'
import type { Json, TimeDetail } from '../../../model/operator'
import type { Watermark } from '../../../model/watermark'
import type { Span } from '../../../model/windows'
import type { Group } from '../group'
import type { Groups } from '../groups'
import { Modes, SAMPLE_ROWS } from './modes'
import { openWindow } from './open-window'
import { goesByClock, type AggregateOptions } from './options'
import type { Results } from './results'
import { WindowBook, windowStateOf, type KnownWindow } from './window-book'

export class Sight {
  private readonly modes = new Modes()
  /** Sessions grow and become one, so they have no place in it. */
  private readonly book: WindowBook | undefined

  constructor(
    private readonly options: AggregateOptions,
    private readonly groups: Groups,
    private readonly watermark: Watermark,
    private readonly results: Results,
  ) {
    if (options.windows && !options.isSession) this.book = new WindowBook()
  }

  /** One more record of a window. */
  record(span: Span): KnownWindow | undefined {
    return this.book?.add(span)
  }

  made(group: Group, window?: KnownWindow): void {
    this.modes.rowsMade += 1
    if (window) this.book?.noteGroup(window, group)
  }

  /**
   * What each mode gives out of this batch. Sessions end in the state, so they are looked for there.
   */
  endBatch(changed: readonly Group[]): void {
    const { groups, modes, book, options } = this
    const { closing, late, isAhead } = this.watermark
    if (changed.length === 0 && !isAhead && !goesByClock(options)) return
    const passed = book?.pass(closing, groups.nowMs) ?? []
    const again = changed.filter(({ windowEnd }) => windowEnd <= late).length
    const { isSession } = options
    const over = isSession ? this.endedSessions() : passed.flatMap(window => window.groups)
    const count = isSession ? over.length : passed.reduce((sum, { keys }) => sum + keys, 0)
    if (isSession) modes.rowsMade = Math.max(modes.rowsMade, groups.size)
    const rowOf = (group: Group) => groups.row(group)
    if (changed.length > 0) modes.changed = changed.slice(0, SAMPLE_ROWS).map(rowOf)
    if (over.length > 0)
      modes.over = [...modes.over, ...over.slice(-SAMPLE_ROWS).map(rowOf)].slice(-SAMPLE_ROWS)
    modes.end({ changed: changed.length, over: count + again })
  }

  private endedSessions(): readonly Group[] {
    const { passedTo } = this.modes
    const { closing } = this.watermark
    if (closing <= passedTo) return []
    this.modes.passedTo = closing
    return [...this.groups.byKey.values()].filter(
      ({ windowEnd }) => windowEnd <= closing && windowEnd > passedTo,
    )
  }

  timeStat(): TimeStat {
    const stat = this.watermark.stat()
    const window = this.oldestWindow()
    const { mode } = this.options
    // In complete mode no window is ever given up.
    if (!window || mode === 'complete') return stat
    const open = openWindow(window, stat, goesByClock(this.options))
    return { ...stat, open: mode === 'append' ? { ...open, holds: true } : open }
  }

  private oldestWindow(): Span | undefined {
    const { groups, options } = this
    const { oldest } = this.results
    const end = groups.coldEarliest
    // A session of the cold shelf does not tell its start.
    if (end < (oldest?.windowEnd ?? Infinity) && !options.isSession)
      return options.windows?.(end - 1).find(window => window.end === end)
    const start = oldest?.head.window_start
    return oldest && typeof start === 'number' ? { start, end: oldest.windowEnd } : undefined
  }

  timeDetail(): TimeDetail {
    const { mode, time, delayMs, isSession, latenessMs, windows } = this.options
    const stat = this.timeStat()
    const passed = mode === 'complete' ? -Infinity : this.watermark.closing - latenessMs
    const stateOf = (end: number) => windowStateOf(end, stat, stat.open, passed)
    return {
      lanes: windows && time ? this.watermark.lanes : [],
      ...(delayMs === undefined ? {} : { delayMs }),
      refuses: delayMs !== undefined && (mode !== 'complete' || isSession),
      ...(this.book ? { windows: this.book.view(stateOf) } : {}),
      modes: this.modesView(),
    }
  }

  private modesView(): TimeDetail['modes'] {
    const { options, groups, modes, book } = this
    const { fields } = options.row
    const write = compileWriter(options.row, { decimals: 'number' })
    const shown = (row: Row): ModeRows['sample'][number] => {
      const written: unknown = write(row)
      const record = typeof written === 'object' && written !== null ? written : {}
      return fields.map(({ name }) => scalarOf(Reflect.get(record, name)))
    }
    const newest = book?.newest().flatMap(window => window.groups) ?? groups.first(SAMPLE_ROWS)
    const all = newest.slice(0, SAMPLE_ROWS).map(group => shown(groups.row(group)))
    const open = options.mode === 'complete' ? this.openGroups() : groups.size
    const inState = { append: open, update: open, complete: modes.rowsMade }
    const samples = {
      append: modes.over.map(shown),
      update: modes.changed.map(shown),
      complete: all.toReversed(),
    }
    return modes.view(
      options.mode,
      fields.map(({ name }) => name),
      inState,
      samples,
    )
  }

  /** Rows that the other modes would still keep. */
  private openGroups(): number {
    const { closing } = this.watermark
    if (!this.book) return this.groups.size
    return this.book.newest().reduce((sum, { end, keys }) => sum + (end > closing ? keys : 0), 0)
  }

  save(): Json {
    return { windows: this.book?.save() ?? null, modes: this.modes.save() }
  }

  /** After the groups have been read from a checkpoint. */
  restore(saved: Json | undefined): void {
    if (!isSeen(saved)) return
    this.book?.restore(saved.windows, this.groups.byKey.values())
    this.modes.restore(saved.modes)
  }
}

interface Seen {
  readonly windows: Json
  readonly modes: Json
}

const isSeen = (saved: Json | undefined): saved is Seen & Json =>
  typeof saved === 'object' && saved !== null && 'modes' in saved

const scalarOf = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? null
      : JSON.stringify(value)
