// A rate as somebody recorded it, read from CSV. A line is a moment alone (one event then), or a
// moment and the rate from then on. A moment is a number of seconds, a time of day (14:03:07), or a
// date with a time; it counts from the first line, so it does not matter when the recording was made.
// The last line lasts as long as the one before it.
import { parseRate } from './rate-text'

/** A curve of more points than a screen has is not seen, and a lab file has to stay readable. */
const LINES_MAX = 10_000
export const RECORDED_BYTES_MAX = 400_000

/** So many events spread evenly over a time; all at once where it has no length. */
export interface RatePiece {
  readonly events: number
  readonly lengthMs: number
}

interface RecordedRate {
  readonly kind: 'times' | 'rates'
  readonly pieces: readonly RatePiece[]
}

/** Undefined when the text is not a recording. */
export function recordedRate(csv: string): RecordedRate | undefined {
  const lines = csv.split(/\r?\n/).flatMap(line => {
    const cells = line.split(/[,;\t]/).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))
    return cells.some(cell => cell !== '') ? [cells] : []
  })
  const hasNames = lines[0] !== undefined && momentOf(lines[0][0]) === undefined
  const rows = hasNames ? lines.slice(1) : lines
  const [first] = rows
  if (first === undefined || rows.length < 2 || rows.length > LINES_MAX) return undefined
  const isRates = first.length > 1
  const moments: number[] = []
  const rates: number[] = []
  for (const [time, rate, ...more] of rows) {
    const moment = momentOf(time)
    const perSecond = rate === undefined ? undefined : parseRate(rate)
    if (moment === undefined || moment < (moments.at(-1) ?? -Infinity) || more.length > 0)
      return undefined
    if (isRates !== (rate !== undefined) || perSecond === Infinity) return undefined
    if (isRates && perSecond === undefined) return undefined
    moments.push(moment)
    rates.push(perSecond ?? 0)
  }
  const length = lengthsOf(moments, isRates)
  if (length === undefined) return undefined
  const pieces = length.map((lengthMs, at) => ({
    lengthMs,
    events: isRates ? ((rates[at] ?? 0) * lengthMs) / 1000 : 1,
  }))
  return { kind: isRates ? 'rates' : 'times', pieces }
}

/** How long each line lasts. Undefined where nothing has a length. */
function lengthsOf(moments: readonly number[], isRates: boolean): number[] | undefined {
  const gaps = moments.slice(1).map((moment, at) => moment - (moments[at] ?? 0))
  const span = (moments.at(-1) ?? 0) - (moments[0] ?? 0)
  if (span <= 0) return undefined
  // Of single events the last gap may be nothing: then a round would end on the last event.
  return [...gaps, isRates ? (gaps.at(-1) ?? 0) : span / gaps.length]
}

const DATE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?$/

/** In milliseconds from any start. A date without a zone is in UTC: only distances count. */
function momentOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  const clock = CLOCK.exec(text)
  if (clock) {
    const [, hours, minutes, seconds = '0'] = clock
    return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  }
  const date = DATE.exec(text)
  if (!date) return undefined
  const ms = Date.parse(`${text.replace(' ', 'T')}${date[3] === undefined ? 'Z' : ''}`)
  return Number.isFinite(ms) ? ms : undefined
}
