// Times: the event's own (from the schedule, never the wall clock) and moments between two dates.
import { datePattern, findZone, LONG, parseTimestamp, STRING, type Zone } from '@shared/expr'
import { parseDuration } from '@shared/lab'
import { recordError } from '../problem'
import { encoded } from '../text-bytes'
import type { EventContext, Field, FieldScope } from './field'

type Written = {
  readonly type: typeof STRING | typeof LONG
  readonly write: (ms: number) => string | number
}

function writer(format: string, zone: Zone, scope: FieldScope): Written {
  switch (format) {
    case 'iso':
      return { type: STRING, write: ms => new Date(ms).toISOString() }
    case 'epoch':
      return { type: LONG, write: ms => Math.floor(ms / 1000) }
    case 'epochMs':
      return { type: LONG, write: ms => Math.floor(ms) }
    default: {
      const pattern = datePattern(format)
      if (!pattern) throw recordError('generator-date-format', scope.path, { format })
      // Events of one second mostly share their text.
      const fine = /%f|S/.test(format.replace(/%S/g, ''))
      let lastSecond = NaN
      let lastText = ''
      return {
        type: STRING,
        write: ms => {
          const second = fine ? ms : Math.floor(ms / 1000)
          if (second !== lastSecond) {
            lastText = pattern.format(fine ? ms : second * 1000, zone)
            lastSecond = second
          }
          return lastText
        },
      }
    }
  }
}

function zoneOf(name: string | undefined, scope: FieldScope): Zone {
  const zone = name === undefined ? scope.zone : findZone(name)
  if (!zone) throw recordError('expr-unknown-timezone', scope.path, { name: name ?? '' })
  return zone
}

function timed(
  written: Written,
  moment: (context: EventContext) => number,
  scope: FieldScope,
): Field {
  const { write } = written
  if (written.type === LONG)
    return { type: LONG, value: c => write(moment(c)), text: c => String(write(moment(c))) }
  let last: string | number = ''
  let lastText = '""'
  let lastBytes = encoded(lastText)
  const text = (c: EventContext) => {
    const made = write(moment(c))
    if (made !== last) {
      last = made
      lastText = scope.style.text(String(made))
      lastBytes = encoded(lastText)
    }
    return lastText
  }
  const put: Field['put'] = (c, out) => {
    text(c)
    out.put(lastBytes)
  }
  return { type: STRING, value: c => write(moment(c)), text, put }
}

type Shift = string | number | readonly [string | number, string | number]

export function timeField(
  format: string,
  shift: Shift | undefined,
  zone: string | undefined,
  scope: FieldScope,
): Field {
  const written = writer(format, zoneOf(zone, scope), scope)
  if (shift === undefined) return timed(written, c => c.timeMs, scope)
  const [low = 0, high = 0] = (typeof shift === 'object' ? shift : [shift, shift]).map(
    d => parseDuration(d) ?? 0,
  )
  if (low === high) return timed(written, c => c.timeMs + low, scope)
  return timed(written, c => c.timeMs + Math.floor(low + c.random.real() * (high - low)), scope)
}

export function betweenField(
  [from, to]: readonly [string, string],
  format: string | undefined,
  zoneName: string | undefined,
  scope: FieldScope,
): Field {
  const zone = zoneOf(zoneName, scope)
  const [low, high] = [from, to].map(text => {
    const ms = parseTimestamp(text, zone)
    if (ms === undefined) throw recordError('generator-date', scope.path, { found: text })
    return ms
  })
  if (low === undefined || high === undefined || low > high)
    throw recordError('generator-range', scope.path, { low: from, high: to })
  return timed(
    writer(format ?? 'yyyy-MM-dd HH:mm:ss', zone, scope),
    c => low + Math.floor(c.random.real() * (high - low + 1)),
    scope,
  )
}
