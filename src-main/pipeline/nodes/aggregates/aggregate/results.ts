// What an aggregation gives out at the end of a batch, and which windows leave the state then.
import type { Row } from '@shared/expr'
import type { Emit } from '../../../model/batch'
import { keyTextOf } from '../../../model/rows'
import type { Watermark } from '../../../model/watermark'
import type { Group } from '../group'
import type { Groups } from '../groups'
import type { AggregateOptions } from './options'
import type { Sessions } from './sessions'

/** Rows of a table that is given out again, at once. */
const REFRESH_ROWS = 20_000

export class Results {
  /** Of the windows in the state; undefined where none is known. */
  oldest: Group | undefined
  private readonly rowKey: (row: Row) => string

  constructor(
    private readonly options: AggregateOptions,
    private readonly groups: Groups,
    private readonly watermark: Watermark,
    private readonly sessions: Sessions | undefined,
  ) {
    const { by, row } = options
    this.rowKey = keyTextOf(['window_start', ...by.map(({ name }) => name)], row)
  }

  noteOpen(group: Group): void {
    if (group.windowEnd < (this.oldest?.windowEnd ?? Infinity)) this.oldest = group
  }

  give(emit: Emit, changed: readonly Group[]): void {
    const { mode, windows } = this.options
    if (mode === 'append') this.giveClosed(emit, changed)
    else {
      this.giveRows(emit, changed)
      if (mode === 'update' && windows) this.closed()
    }
  }

  /** Windows that are over, and those that late rows changed since. */
  private giveClosed(emit: Emit, changed: readonly Group[]): void {
    const { latenessMs } = this.options
    const { late, closing } = this.watermark
    // Windows behind `late` are of a life with a lateness, which gave them out.
    const over =
      latenessMs === 0
        ? this.closed().filter(({ windowEnd }) => windowEnd > late)
        : this.over(new Set(changed), late, closing)
    if (latenessMs > 0) this.closed()
    this.giveRows(emit, over)
  }

  /** With the rows of sessions that late rows moved since they came out. */
  private giveRows(emit: Emit, groups: readonly Group[]): void {
    const gone = this.sessions?.takeGone() ?? []
    const rows = groups.map(group => this.groups.row(group))
    const given = gone.length > 0 ? new Set(rows.map(this.rowKey)) : undefined
    // A session that only became longer takes the place of its row by itself.
    const removed = given ? gone.filter(row => !given.has(this.rowKey(row))) : []
    if (rows.length > 0 || removed.length > 0)
      emit('out', removed.length > 0 ? { rows, removed } : { rows })
  }

  private over(changed: ReadonlySet<Group>, late: number, closing: number): Group[] {
    const over = [...this.groups.byKey.values()].filter(
      group => group.windowEnd <= closing && (group.windowEnd > late || changed.has(group)),
    )
    return over.sort(byEnd)
  }

  /** Windows that nothing can change any more leave the state. */
  private closed(): Group[] {
    const closed: Group[] = []
    const closing = this.watermark.closing - this.options.latenessMs
    if (!Number.isFinite(closing)) return closed
    this.oldest = undefined
    for (const [key, group] of this.groups.byKey) {
      if (group.windowEnd > closing) {
        this.noteOpen(group)
        continue
      }
      closed.push(group)
      this.groups.delete(key, group)
      this.sessions?.forget(key)
    }
    return closed.sort(byEnd)
  }

  /** The whole table as it came out, for whoever forgot it. */
  again(emit: Emit): void {
    const { mode, latenessMs } = this.options
    if (mode === 'append' && latenessMs === 0) return
    const until = mode === 'append' ? this.watermark.late : Infinity
    let rows: Row[] = []
    const give = () => {
      if (rows.length > 0) emit('out', { rows })
      rows = []
    }
    for (const group of this.groups.all()) {
      if (group.windowEnd > until) continue
      rows.push(this.groups.row(group))
      if (rows.length >= REFRESH_ROWS) give()
    }
    give()
  }
}

/** The same, whichever of them were in memory. */
const byEnd = (a: Group, b: Group) => a.windowEnd - b.windowEnd || a.order - b.order
