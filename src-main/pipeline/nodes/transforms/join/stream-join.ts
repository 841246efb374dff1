// The running join of two streams, as Spark's symmetric hash join: each row meets the rows of the
// other side that wait, then waits itself. A row is given up when only rows behind the watermark
// could meet it; where the join keeps rows without a partner, it then comes out alone.
import type { ColdPart, JoinLedger, TimeStat } from '@shared/contract'
import type { CompiledExpression, Row } from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type { MarkRule } from '../../../model/event-times'
import type {
  Json,
  KeptKey,
  NodeEnv,
  Operator,
  StateDelta,
  TimeDetail,
} from '../../../model/operator'
import { LATE_PORTS, type How } from './config'
import { JoinMarks } from './marks'
import type { Pairing } from '../../../model/pairing'
import type { LaneSeen } from '../../../model/watching'
import { inPieces } from '../../cold/pieces'
import type { JoinDetail } from '../../../model/joining'
import { SeenRows } from './seen-rows'
import type { Side, Waiting } from './side'
import { SideCounts } from './side-counts'

export interface JoinSide {
  /** Undefined where a part of the key is NULL: it equals nothing. */
  readonly keyOf: (row: Row) => string | undefined
  readonly time: CompiledExpression | undefined
  readonly delayMs: number | undefined
}

export interface StreamJoinOptions {
  readonly how: How
  readonly sides: readonly [JoinSide, JoinSide]
  readonly within: { readonly beforeMs: number; readonly afterMs: number } | undefined
  readonly rule: MarkRule
  readonly pairing: Pairing
  readonly stores: readonly [Side, Side]
}

/** Of one key, for people: a key may have very many. */
const SHOWN_PARTNERS = 20

export class StreamJoin implements Operator {
  private readonly marks: JoinMarks
  private nextId = 1
  /** A row of this batch is over already. */
  private hasOver = false
  /** Of the rows that came together. */
  private newest = -Infinity
  private readonly counts = [new SideCounts(), new SideCounts()] as const
  private seen: LaneSeen | undefined
  private readonly shown: SeenRows
  private joined = 0
  private alone = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly options: StreamJoinOptions,
  ) {
    this.marks = new JoinMarks(
      options.sides.map(({ delayMs }) => delayMs),
      env,
      options.rule,
    )
    const { sides, stores, within } = options
    this.shown = new SeenRows({
      stores,
      keyOf: (side, row) => sides[side].keyOf(row),
      endOf: side => this.endOf(side),
      waitsMs: side => this.waitsMs(side),
      forEver: within ? 'no-mark' : 'no-bound',
      isPair: (side, own, partner) => !within || this.isWithin(side, own, partner, within),
    })
  }

  batch: Operator['batch'] = (input, { rows }, emit) => {
    const side = input === 0 ? 0 : 1
    const out: Row[] = []
    this.newest = -Infinity
    this.seen = this.env.watch.begin(this.env.lane(), rows.length, this.options.rule.now())
    const tooLate = rows.filter(row => !this.take(side, row, out))
    this.marks.see(side, this.newest)
    if (tooLate.length > 0) {
      this.env.late(0, tooLate, 0)
      emit(LATE_PORTS[side], { rows: tooLate })
    }
    if (out.length > 0) emit('out', { rows: out })
  }

  /** The moment does not matter: only what a batch has already moved. */
  wakeAt(): number | undefined {
    return this.marks.isAhead ? 0 : this.marks.idleAt
  }

  finish(emit: Emit): boolean {
    const out: Row[] = []
    if (this.marks.isAhead || this.hasOver) this.giveUp(out)
    this.hasOver = false
    if (out.length > 0) emit('out', { rows: out })
    return this.marks.endBatch() || out.length > 0
  }

  resumed(nowMs: number): void {
    this.marks.resumed(nowMs)
  }

  private keeps(side: 0 | 1): boolean {
    const { how } = this.options
    return how === 'full' || how === (side === 0 ? 'left' : 'right')
  }

  /** False: the row came too late. */
  private take(side: 0 | 1, row: Row, out: Row[]): boolean {
    const { sides, stores, within } = this.options
    const { keyOf, time, delayMs } = sides[side]
    const key = keyOf(row)
    // Spark filters such rows before it looks at their time.
    if (key === undefined && !this.keeps(side)) {
      this.counts[side].givenUp += 1
      this.shown.gaveUp(side, row, 'null-key')
      return true
    }
    const at = time?.evaluate(row)
    const ms = typeof at === 'number' ? at : undefined
    if (time && ms === undefined) {
      this.env.late(0, [], 1)
      return true
    }
    if (delayMs !== undefined && ms !== undefined) {
      if (ms > this.newest) this.newest = ms
      const isTooLate = ms <= this.marks.late
      if (isTooLate || ms < this.marks.closing) {
        const behindMs = Math.max(0, this.marks.closing + delayMs - ms)
        this.seen?.late(ms, behindMs, isTooLate)
      } else this.seen?.onTime(ms)
      if (isTooLate) return false
      if (ms < this.marks.closing) this.env.late(1, [], 0)
    } else if (ms !== undefined) this.seen?.onTime(ms)
    const waiting: Waiting = { id: this.nextId, row, time: ms, matched: false }
    const other = stores[side === 0 ? 1 : 0]
    if (key !== undefined)
      for (const partner of other.of(key)) {
        if (within && !this.isWithin(side, ms, partner.time, within)) {
          this.shown.missed(side, waiting, partner)
          continue
        }
        this.shown.pair(side, ms, partner.time)
        out.push(this.pair(side, row, partner.row))
        this.joined += 1
        waiting.matched = true
        if (!partner.matched) {
          this.counts[side === 0 ? 1 : 0].matched += 1
          other.match(key, partner)
        }
      }
    if (waiting.matched) this.counts[side].matched += 1
    // Until the end of the batch it waits all the same, as in Spark.
    if (ms !== undefined && ms < this.endOf(side)) this.hasOver = true
    this.nextId += 1
    stores[side].add(key, waiting)
    this.shown.came(side, waiting)
    return true
  }

  private pair(side: 0 | 1, row: Row, partner: Row | null): Row {
    const { pairing } = this.options
    return side === 0 ? pairing.make(row, partner) : pairing.make(partner, row)
  }

  private isWithin(
    side: 0 | 1,
    own: number | undefined,
    partner: number | undefined,
    { beforeMs, afterMs }: NonNullable<StreamJoinOptions['within']>,
  ): boolean {
    if (own === undefined || partner === undefined) return false
    const apart = side === 0 ? partner - own : own - partner
    return apart >= -beforeMs && apart <= afterMs
  }

  /** How far the watermark passes a row before only rows that are too late could meet it. */
  private waitsMs(side: 0 | 1): number | undefined {
    const { within, sides } = this.options
    const isMarked = sides.every(({ delayMs }) => delayMs !== undefined)
    if (!within || !isMarked) return undefined
    return side === 0 ? within.afterMs : within.beforeMs
  }

  private endOf(side: 0 | 1): number {
    return this.marks.closing - (this.waitsMs(side) ?? Infinity)
  }

  private giveUp(out: Row[]): void {
    for (const side of [0, 1] as const) {
      const over = this.options.stores[side].giveUp(this.endOf(side))
      for (const waiting of over) {
        if (waiting.matched) continue
        const { row } = waiting
        this.counts[side][this.keeps(side) ? 'unmatched' : 'givenUp'] += 1
        this.shown.gaveUp(side, row, this.keeps(side) ? 'alone' : 'dropped', waiting)
        if (!this.keeps(side)) continue
        this.alone += 1
        out.push(this.pair(side, row, null))
      }
    }
  }

  snapshot: Operator['snapshot'] = full => {
    const parts = this.options.stores.map(store => store.snapshot(full))
    return {
      set: parts.flatMap(({ set }) => set),
      deleted: parts.flatMap(({ deleted }) => deleted),
      facts: this.facts(),
    }
  }

  private facts(): Json {
    return [
      this.nextId,
      this.joined,
      this.alone,
      this.marks.save(),
      this.counts.map(counts => counts.save()),
    ]
  }

  *snapshotParts(): Generator<StateDelta> {
    yield { facts: this.facts() }
    for (const store of this.options.stores) yield* inPieces(store.pairs())
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    const [left, right] = this.options.stores
    for (const [id, state] of keys)
      (id.startsWith('l') ? left : right).takeSaved(Number(id.slice(1)), state)
    left.restored()
    right.restored()
    if (!Array.isArray(facts)) return
    const [nextId, joined, alone, marks, counts] = facts
    this.nextId = Number(nextId)
    this.joined = Number(joined)
    this.alone = Number(alone)
    if (Array.isArray(marks)) this.marks.restore(marks)
    if (!Array.isArray(counts)) return
    for (const side of [0, 1] as const) this.counts[side].restore(counts[side])
  }

  timeStat(): TimeStat {
    return this.marks.stat()
  }

  timeDetail(): TimeDetail {
    return { lanes: this.marks.lanes, refuses: false }
  }

  joinCounts(): readonly Omit<JoinLedger, 'node'>[] {
    const { stores } = this.options
    return this.counts.map((counts, side) =>
      counts.ledger(side, stores[side === 0 ? 0 : 1].unmatched),
    )
  }

  joinDetail(): JoinDetail {
    const { how, sides, stores, within } = this.options
    const { closing } = this.marks
    return {
      ...{ how, isTable: false, pairs: this.shown.lastPairs() },
      ...(within ? { within } : {}),
      ...(Number.isFinite(closing) ? { watermark: closing } : {}),
      sides: this.joinCounts().map((counts, index) => {
        const side = index === 0 ? 0 : 1
        const { delayMs } = sides[side]
        const endsAt = this.endOf(side)
        return {
          ...{ ...counts, kept: stores[side].size, dots: this.shown.dots(side) },
          ...(delayMs === undefined ? {} : { delayMs }),
          ...(Number.isFinite(endsAt) ? { endsAt } : {}),
        }
      }),
    }
  }

  joinRows: Operator['joinRows'] = asked => this.shown.rows(asked)

  coldState(): ColdPart {
    const [one, other] = this.options.stores.map(({ coldState }) => coldState)
    return {
      keys: (one?.keys ?? 0) + (other?.keys ?? 0),
      bytes: (one?.bytes ?? 0) + (other?.bytes ?? 0),
    }
  }

  async close(): Promise<void> {
    for (const store of this.options.stores) store.close()
  }

  *keptKeys(): Generator<() => KeptKey> {
    for (const store of this.options.stores) yield* store.kept()
  }

  /** The rows of both inputs that wait under the key of this one. */
  keptFor: Operator['keptFor'] = (input, row) => {
    const { sides, stores } = this.options
    const key = sides[input === 0 ? 0 : 1].keyOf(row)
    if (key === undefined) return [{ key: { key: null }, value: null }]
    const kept = stores.flatMap(store =>
      store
        .peek(key)
        .slice(-SHOWN_PARTNERS)
        .map(each => store.told(key, each)),
    )
    return kept.length > 0 ? kept : [{ key: { key }, value: null }]
  }

  keyFor(input: number, row: Row): Json {
    return { key: this.options.sides[input === 0 ? 0 : 1].keyOf(row) ?? null }
  }

  /** The pairs that it is part of now. */
  givesFor: Operator['givesFor'] = (input, row) => {
    const side = input === 0 ? 0 : 1
    const { sides, stores, within } = this.options
    const key = sides[side].keyOf(row)
    if (key === undefined) return []
    const at = this.timeFor?.(input, row)
    const isNear = ({ time }: Waiting) => !within || this.isWithin(side, at, time, within)
    const partners = stores[side === 0 ? 1 : 0].peek(key).filter(isNear)
    return partners.slice(-SHOWN_PARTNERS).map(partner => this.pair(side, row, partner.row))
  }

  timeFor: Operator['timeFor'] = (input, row) => {
    const value = this.options.sides[input === 0 ? 0 : 1].time?.evaluate(row)
    return typeof value === 'number' ? value : undefined
  }

  stateKeys(): number {
    return this.options.stores[0].size + this.options.stores[1].size
  }

  figures(): Readonly<Record<string, number>> {
    const { closing } = this.marks
    return {
      joined: this.joined,
      alone: this.alone,
      ...(Number.isFinite(closing) ? { watermark: closing } : {}),
    }
  }
}
