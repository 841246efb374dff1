// Sessions: windows that last as long as the events of a key come no more than a gap apart, as
// Spark's session_window. Each event brings a window of its own, from its time until the gap has
// passed, and windows of one key that overlap or touch become one. So a late event can join two
// sessions, or open one again that was over; rows that came out of them before are then taken back. Of a
// key whose sessions went to the cold shelf a file has their starts.
import { ColdStore } from '@main/platform'
import type { Key, Row } from '@shared/expr'
import { textOfKey } from '../../../model/rows'
import type { Span } from '../../../model/windows'
import type { ColdPlace } from '../../cold/cold-place'
import type { Group } from '../group'
import type { Groups, Movements } from '../groups'
import { keyFrom } from '../key-reader'

interface Session {
  readonly start: number
  readonly group: Group
}

/** The key of a window's group: what it is in the state, and in checkpoints. */
export const windowKey = (start: number, key: Key): string => `${start}|${textOfKey(key)}`

export class Sessions implements Movements {
  /** Of each key, by their start, of those in memory. No two of them touch. */
  private readonly byKey = new Map<string, Session[]>()
  /** They began after the last results, though they end early enough: no row of them is out. */
  private readonly unseen = new Set<Group>()
  private gone: Row[] = []
  /** Of each key: the starts of those that are not in memory. */
  private coldStarts: ColdStore | undefined

  constructor(
    private readonly groups: Groups,
    /** Rows of sessions that end by then have come out; Infinity: all come out at once. */
    private readonly givenTo: () => number,
    private readonly coldPlace?: ColdPlace,
  ) {
    groups.movements = this
  }

  /** All sessions of its key but this one may still be in memory. */
  left(key: Key): void {
    if (!this.coldPlace) return
    this.forget(key)
    const [start, text] = partsOf(key)
    this.coldStarts ??= new ColdStore(`${this.coldPlace.path}s`)
    this.coldStarts.set(text, JSON.stringify([...startsIn(this.coldStarts.get(text)), start]))
  }

  cameBack(key: Key): void {
    const [start, text] = partsOf(key)
    const sessions = this.byKey.get(text) ?? []
    // With the first of a key all others came, too.
    if (!sessions.some(session => session.start === start)) this.recall(text)
  }

  /** Takes the sessions of a key back into memory. */
  private recall(text: string): void {
    const { coldStarts, groups } = this
    const starts = startsIn(coldStarts?.get(text))
    if (starts.length === 0) return
    coldStarts?.delete(text)
    const sessions = [...(this.byKey.get(text) ?? [])]
    for (const start of starts) {
      const group = groups.find(`${start}|${text}`)
      if (group) sessions.push({ start, group })
    }
    this.byKey.set(
      text,
      sessions.sort((a, b) => a.start - b.start),
    )
  }

  /** The session of a row whose own window this is; `headOf` gives the row's key fields. */
  groupOf(span: Span, key: Key, headOf: () => Row): Group {
    const text = textOfKey(key)
    this.recall(text)
    const sessions = this.byKey.get(text) ?? []
    this.byKey.set(text, sessions)
    const from = sessions.findLastIndex(({ group }) => group.windowEnd < span.start) + 1
    let to = from
    while ((sessions[to]?.start ?? Infinity) <= span.end) to += 1
    const [first, ...later] = sessions.slice(from, to)
    const kept = first && first.start <= span.start ? first : this.begin(span, key, headOf, first)
    for (const { start, group } of later) {
      this.extend(kept.group, group.windowEnd)
      this.groups.absorb(kept.group, group)
      this.drop(windowKey(start, key), group)
    }
    this.extend(kept.group, span.end)
    if (kept !== first || later.length > 0) sessions.splice(from, to - from, kept)
    return kept.group
  }

  /** The session that a window of a key would become part of; nothing is taken back into memory. */
  touching(span: Span, key: Key): Group | undefined {
    const text = textOfKey(key)
    const away = startsIn(this.coldStarts?.get(text)).flatMap(start => {
      const group = this.groups.peek(`${start}|${text}`)
      return group ? [{ start, group }] : []
    })
    const sessions = [...(this.byKey.get(text) ?? []), ...away]
    return sessions.find(({ start, group }) => group.windowEnd >= span.start && start <= span.end)
      ?.group
  }

  /** A new session, which takes over one that begins later. */
  private begin(span: Span, key: Key, headOf: () => Row, later: Session | undefined): Session {
    const head = { window_start: span.start, window_end: span.end, ...headOf() }
    const group = this.groups.create(windowKey(span.start, key), head, span.end)
    if (span.end <= this.givenTo()) this.unseen.add(group)
    if (later) {
      this.extend(group, later.group.windowEnd)
      this.groups.absorb(group, later.group)
      this.drop(windowKey(later.start, key), later.group)
    }
    return { start: span.start, group }
  }

  /** A session that is over and grows past the watermark is open again: its row goes back. */
  private extend(group: Group, end: number): void {
    if (end > this.givenTo()) this.takeBack(group)
    this.groups.extend(group, end)
  }

  private drop(key: Key, group: Group): void {
    this.groups.drop(key, group)
    this.takeBack(group)
  }

  private takeBack(group: Group): void {
    if (group.windowEnd <= this.givenTo() && !this.unseen.delete(group)) this.gone.push(group.head)
  }

  /** The session is over and has left the state. */
  forget(key: Key): void {
    const [start, text] = partsOf(key)
    const left = (this.byKey.get(text) ?? []).filter(session => session.start !== start)
    if (left.length > 0) this.byKey.set(text, left)
    else this.byKey.delete(text)
  }

  /** Rows to take back now that results are given out. */
  takeGone(): Row[] {
    const { gone } = this
    this.gone = []
    this.unseen.clear()
    return gone
  }

  /** The same, for a checkpoint. */
  get owed(): readonly Row[] {
    return this.gone
  }

  /** Those that no row is out of yet, for a checkpoint. */
  get fresh(): string[] {
    return Array.from(this.unseen, ({ id }) => id)
  }

  /** After the groups have been read from a checkpoint. */
  restore(owed: readonly Row[], fresh: readonly string[]): void {
    this.gone = [...owed]
    for (const id of fresh) {
      // Results are owed of it, so it is in memory.
      const group = this.groups.byKey.get(keyFrom(id))
      if (group) this.unseen.add(group)
    }
    this.byKey.clear()
    for (const key of this.groups.coldKeys()) this.left(key)
    for (const [key, group] of this.groups.byKey) {
      const [start, text] = partsOf(key)
      const sessions = this.byKey.get(text) ?? []
      this.byKey.set(text, sessions)
      sessions.push({ start, group })
    }
    for (const sessions of this.byKey.values()) sessions.sort((a, b) => a.start - b.start)
  }

  close(): void {
    this.coldStarts?.close()
  }
}

function startsIn(text: string | undefined): readonly number[] {
  const starts: unknown = text === undefined ? [] : JSON.parse(text)
  return Array.isArray(starts) ? starts.map(Number) : []
}

function partsOf(key: Key): readonly [start: number, text: string] {
  const whole = String(key)
  const at = whole.indexOf('|')
  return [Number(whole.slice(0, at)), whole.slice(at + 1)]
}
