// A plain rate as a text: `2/s`, `1 / 5 s`, `30/min`, `max`.
import { parseDuration } from './duration'

/** Events a second; Infinity for `max`. Undefined when the text is not a rate. */
export function parseRate(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined
  const text = value.trim()
  if (/^max$/i.test(text)) return Infinity
  const match = /^(\d+(?:\.\d+)?)\s*(k)?\s*(?:(?:\/|per|a|by)\s*(.+))?$/i.exec(text)
  if (!match) return undefined
  const count = Number(match[1]) * (match[2] ? 1000 : 1)
  const per = match[3]
  if (per === undefined) return count
  const periodMs = parseDuration(/^\d/.test(per) ? per : `1 ${per}`)
  return periodMs === undefined || periodMs <= 0 ? undefined : (count * 1000) / periodMs
}

/** The shortest text that parseRate reads back. */
export function printRate(perSecond: number): string {
  if (perSecond === Infinity) return 'max'
  if (perSecond >= 1 || perSecond === 0) return `${Number(perSecond.toPrecision(6))}/s`
  const seconds = 1 / perSecond
  return Math.abs(seconds - Math.round(seconds)) < 1e-9
    ? `1 / ${Math.round(seconds)} s`
    : `${Number((perSecond * 60).toPrecision(6))}/min`
}
