// Where a look back begins: a growing column's value, less a length of time or a number.
import { LabError } from '@shared/errors'
import { parseDuration } from '@shared/lab'

const WHOLE = /^-?\d+$/
const MOMENT = /^(\d{4,}-\d\d-\d\d)(?:([ T])(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d(?::?\d\d)?)?)?$/

export function lookedBack(value: string | number | boolean, by: string | number): string | number {
  const text = String(value)
  if (typeof by === 'number') {
    if (WHOLE.test(text)) return String(BigInt(text) - BigInt(by))
    if (Number.isFinite(Number(text))) return Number(text) - by
    throw unfit(text, by)
  }
  const [, day = '', between = ' ', time = '00:00:00', zone] = MOMENT.exec(text) ?? []
  const hours = zone !== undefined && /^[+-]\d\d$/.test(zone) ? `${zone}:00` : (zone ?? 'Z')
  const ms = Date.parse(`${day}T${time}${hours}`) - (parseDuration(by) ?? 0)
  if (day === '' || !Number.isFinite(ms)) throw unfit(text, by)
  const iso = new Date(ms).toISOString()
  if (between === 'T') return iso
  return `${iso.slice(0, -1).replace('T', ' ')}${zone === undefined ? '' : '+00'}`
}

const unfit = (value: string, by: string | number) =>
  new LabError('poll-look-back', { kind: 'config', params: { value, by } })
