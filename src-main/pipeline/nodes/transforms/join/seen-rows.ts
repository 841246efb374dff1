// What people see of a join of two streams: the rows that wait and those with a partner, as the state
// has them, and the last ones that gave up. The state is read when somebody looks; besides it only the
// last rows are remembered.
import type { JoinOutcome, JoinReason, JoinRow } from '@shared/contract'
import type { Row } from '@shared/expr'
import {
  isKeyAsked,
  Latest,
  shortJson,
  type JoinAsked,
  type JoinTeller,
} from '../../../model/joining'
import type { Side, Waiting } from './side'

const DOTS = 300
const PAIRS = 120
const GAVE_UP = 500
/** A key may have very many. */
const PARTNERS_LOOKED_AT = 1000

interface Over {
  readonly input: 0 | 1
  readonly row: Row
  readonly time: number | undefined
  readonly missedMs?: number | undefined
  readonly reason: JoinReason
}

export interface SeenFrom {
  readonly stores: readonly [Side, Side]
  readonly keyOf: (side: 0 | 1, row: Row) => string | undefined
  /** Rows of before this are given up; -Infinity where none ever is. */
  readonly endOf: (side: 0 | 1) => number
  /** Added to a row's time: the watermark that ends it; undefined where none does. */
  readonly waitsMs: (side: 0 | 1) => number | undefined
  /** Why a row waits where nothing ends that. */
  readonly forEver: JoinReason
  readonly isPair: (side: 0 | 1, own: number | undefined, partner: number | undefined) => boolean
}

/** Called for each pair of a key that is too far apart: it must make no garbage. */
function keepNearest(row: Waiting, apartMs: number): void {
  if (row.missedMs === undefined || Math.abs(apartMs) < Math.abs(row.missedMs))
    row.missedMs = apartMs
}

export class SeenRows {
  private readonly last = [new Latest<Waiting>(DOTS), new Latest<Waiting>(DOTS)] as const
  private readonly over = new Latest<Over>(GAVE_UP)
  private readonly pairs = new Latest<readonly [number, number]>(PAIRS)

  constructor(private readonly from: SeenFrom) {}

  came(side: 0 | 1, waiting: Waiting): void {
    this.last[side].push(waiting)
  }

  pair(side: 0 | 1, own: number | undefined, partner: number | undefined): void {
    if (own === undefined || partner === undefined) return
    this.pairs.push(side === 0 ? [own, partner] : [partner, own])
  }

  /** The same key, but too far apart. */
  missed(side: 0 | 1, own: Waiting, partner: Waiting): void {
    if (own.time === undefined || partner.time === undefined) return
    const apartMs = side === 0 ? partner.time - own.time : own.time - partner.time
    keepNearest(own, apartMs)
    keepNearest(partner, apartMs)
  }

  gaveUp(input: 0 | 1, row: Row, reason: JoinReason, waiting?: Waiting): void {
    this.over.push({ input, row, reason, time: waiting?.time, missedMs: waiting?.missedMs })
  }

  lastPairs(): readonly (readonly [number, number])[] {
    return [...this.pairs.items()]
  }

  dots(side: 0 | 1): Readonly<Record<JoinOutcome, readonly number[]>> {
    const endsAt = this.from.endOf(side)
    const dots: Record<JoinOutcome, number[]> = { waiting: [], found: [], 'gave-up': [] }
    for (const { time, matched } of this.last[side].items())
      if (time !== undefined)
        dots[matched ? 'found' : time < endsAt ? 'gave-up' : 'waiting'].push(time)
    return dots
  }

  *rows(asked: JoinAsked): Generator<JoinTeller> {
    if (asked.outcome === 'gave-up') return yield* this.overRows(asked)
    const isFound = asked.outcome === 'found'
    const partnersOf = this.partners()
    for (const side of [0, 1] as const) {
      const store = this.from.stores[side]
      const rows = asked.key === undefined ? store.rows() : store.rowsOf(asked.key)
      for (const { key, isMatched, waiting, isCold } of rows)
        yield isMatched === isFound && isKeyAsked(asked, key)
          ? () => {
              const row = waiting()
              if (!row) return undefined
              const told = isFound
                ? this.found(side, key, row, partnersOf)
                : this.waiting(side, key, row)
              return isCold ? { ...told, isCold } : told
            }
          : undefined
    }
  }

  private *overRows(asked: JoinAsked): Generator<JoinTeller> {
    for (const { input, row, time, missedMs, reason } of this.over.items()) {
      const key = this.from.keyOf(input, row)
      yield isKeyAsked(asked, key)
        ? () => ({
            ...this.told(input, key, { row, time, missedMs }),
            outcome: 'gave-up',
            reason,
          })
        : undefined
    }
  }

  private told(
    input: 0 | 1,
    key: string | undefined,
    { row, time, missedMs }: Pick<Waiting, 'row' | 'time' | 'missedMs'>,
  ): Omit<JoinRow, 'outcome'> {
    return {
      ...{ input, key: key ?? null, value: this.textOf(input, row) },
      ...(time === undefined ? {} : { at: time }),
      ...(missedMs === undefined ? {} : { missedMs }),
    }
  }

  private textOf(input: 0 | 1, row: Row): string {
    return shortJson(this.from.stores[input].json(row))
  }

  private waiting(side: 0 | 1, key: string | undefined, row: Waiting): JoinRow {
    const waitsMs = this.from.waitsMs(side)
    const isEnding = row.time !== undefined && waitsMs !== undefined
    return {
      ...this.told(side, key, row),
      outcome: 'waiting',
      // Its key equals nothing: it only waits to come out alone.
      reason: key === undefined ? 'null-key' : isEnding ? 'until' : this.from.forEver,
      ...(isEnding ? { until: (row.time ?? 0) + waitsMs } : {}),
    }
  }

  /**
   * The rows of one key come one after the other, and their partners may be very many, in a file: they
   * are read once.
   */
  private partners(): (of: 0 | 1, key: string) => readonly Waiting[] {
    let last: { of: 0 | 1; key: string; rows: readonly Waiting[] } | undefined
    return (of, key) => {
      if (last?.of !== of || last.key !== key)
        last = { of, key, rows: this.from.stores[of].peek(key).slice(-PARTNERS_LOOKED_AT) }
      return last.rows
    }
  }

  private found(
    side: 0 | 1,
    key: string | undefined,
    row: Waiting,
    partnersOf: ReturnType<SeenRows['partners']>,
  ): JoinRow {
    const other = side === 0 ? 1 : 0
    const near = (key === undefined ? [] : partnersOf(other, key)).filter(({ time }) =>
      this.from.isPair(side, row.time, time),
    )
    const partner = near.at(-1)
    return {
      ...this.told(side, key, { ...row, missedMs: undefined }),
      outcome: 'found',
      partners: near.length,
      ...(partner && {
        partner: {
          value: this.textOf(other, partner.row),
          ...(partner.time === undefined ? {} : { at: partner.time }),
        },
      }),
    }
  }
}
