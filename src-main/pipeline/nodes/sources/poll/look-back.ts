// Where a look back begins: a growing column's value, less a length of time or a number.
import { readMoment } from '@main/connections'
import { LabError } from '@shared/errors'
import { parseDuration } from '@shared/lab'

const WHOLE = /^-?\d+$/

export function lookedBack(value: string | number | boolean, by: string | number): string | number {
  const text = String(value)
  if (typeof by === 'number') {
    if (WHOLE.test(text)) return String(BigInt(text) - BigInt(by))
    if (Number.isFinite(Number(text))) return Number(text) - by
    throw unfit(text, by)
  }
  const moment = readMoment(text)
  if (!moment) throw unfit(text, by)
  const iso = new Date(Number(moment.ns / 1_000_000n) - (parseDuration(by) ?? 0)).toISOString()
  // A column of days compares with a day: one with a time of day would lie behind it.
  if (moment.between === undefined) return iso.slice(0, 10)
  if (moment.between === 'T') return iso
  return `${iso.slice(0, -1).replace('T', ' ')}${moment.zone === undefined ? '' : '+00'}`
}

const unfit = (value: string, by: string | number) =>
  new LabError('poll-look-back', { kind: 'config', params: { value, by } })
