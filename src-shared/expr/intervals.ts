// Dates and timestamps plus or minus an INTERVAL: years and months by the calendar, days in local
// time, hours and less by the clock. Twenty-four hours are a day, as in Spark.
import type { ExprOf, IntervalUnit } from './ast'
import type { Binder } from './binder'
import { numberView, type Bound } from './bound'
import { momentOr } from './time/iso'
import { addMonths, DAY_MS } from '../dates'
import type { Zone } from './time/zone'
import { DATE, printType, TIMESTAMP } from './types'

const CLOCK_MS: Partial<Record<IntervalUnit, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
}
const DAYS: Partial<Record<IntervalUnit, number>> = { day: 1, week: 7 }

export function bindInterval(e: ExprOf<'binary'>, binder: Binder): Bound {
  const [interval, other] = e.right.kind === 'interval' ? [e.right, e.left] : [e.left, e.right]
  if (interval.kind !== 'interval' || (e.op === '-' && e.right !== interval))
    return binder.fail(e, 'expr-bare-interval')
  const base = binder.bind(other)
  const amount = e.op === '-' ? -interval.amount : interval.amount
  const clock = CLOCK_MS[interval.unit]
  const view = numberView(base)
  if (base.type.kind === 'null') return { type: TIMESTAMP, evaluate: () => null }
  if (base.type.kind === 'timestamp') {
    const add = timestampAdder(interval.unit, amount, binder.options.zone)
    return { type: TIMESTAMP, evaluate: row => applied(view(row), add) }
  }
  if (base.type.kind !== 'date')
    return binder.fail(other, 'expr-interval-base', { found: printType(base.type) })
  if (clock !== undefined) {
    const { zone } = binder.options
    return {
      type: TIMESTAMP,
      evaluate: row =>
        applied(view(row), days => plusTime(zone.toUtc(days * DAY_MS), amount * clock, zone)),
    }
  }
  const days = DAYS[interval.unit]
  const months = interval.unit === 'year' ? 12 : 1
  return {
    type: DATE,
    evaluate: row =>
      applied(view(row), d =>
        days === undefined ? addMonths(d, amount * months) : d + amount * days,
      ),
  }
}

function timestampAdder(unit: IntervalUnit, amount: number, zone: Zone): (ms: number) => number {
  const clock = CLOCK_MS[unit]
  if (clock !== undefined) return ms => plusTime(ms, amount * clock, zone)
  const days = DAYS[unit]
  const months = unit === 'year' ? 12 : 1
  return ms => {
    const local = zone.toLocal(ms)
    const day = Math.floor(local / DAY_MS)
    const moved = days === undefined ? addMonths(day, amount * months) : day + amount * days
    return zone.toUtc(moved * DAY_MS + (local - day * DAY_MS))
  }
}

/** Spark's intervals count 24 hours as a day, which goes by the calendar of the zone. */
function plusTime(ms: number, amountMs: number, zone: Zone): number {
  const days = Math.trunc(amountMs / DAY_MS)
  const moved = days === 0 ? ms : zone.toUtc(zone.toLocal(ms) + days * DAY_MS)
  return moved + (amountMs - days * DAY_MS)
}

const applied = (value: number | null, add: (n: number) => number) =>
  value === null ? null : momentOr(add(value), null)
