// CAPTURE: the results as cqlsh prints them go into a text, which CAPTURE OFF saves as a file. The
// screen goes on showing them.
import { shallowRef } from 'vue'
import { formatNumber, saveText, t } from '@renderer/ui'
import { expandedLines, tableLines } from '@shared/printed'
import type { CqlResult } from '@shared/contract'
import { expand } from './console'

const CHARS_MAX = 50_000_000

interface Capture {
  readonly name: string
  readonly lines: readonly string[]
  readonly chars: number
  readonly results: number
  /** Of the result that still goes on. */
  readonly rows: number
  /** Something did not fit: from there on nothing is kept. */
  readonly isFull: boolean
}

export const capture = shallowRef<Capture>()

export function startCapture(path: string): void {
  const name = path.replace(/^.*[\\/]/, '') || 'capture.txt'
  capture.value = { name, lines: [], chars: 0, results: 0, rows: 0, isFull: false }
}

/** Saves what was captured. Undefined when nothing was. */
export function endCapture(): string | undefined {
  const done = capture.value
  if (done === undefined) return undefined
  capture.value = undefined
  saveText(done.name, done.lines)
  const saved = t('query.captureSaved', { name: done.name, n: done.results })
  return done.isFull ? `${saved}\n${fullWords(done)}` : saved
}

/** A page of a result. */
export function captured(result: CqlResult, goesOn = false): void {
  const now = capture.value
  if (now === undefined || now.isFull || result.kind !== 'rows') return
  const rows = result.rows.length + (goesOn ? now.rows : 0)
  const text = `${linesOf(result, goesOn, rows).join('\n')}\n`
  const chars = now.chars + text.length
  capture.value =
    chars > CHARS_MAX
      ? { ...now, isFull: true }
      : {
          ...{ ...now, chars, rows },
          lines: [...now.lines, text],
          results: now.results + (goesOn ? 0 : 1),
        }
}

function linesOf({ columns, rows, pageState }: CqlResult, goesOn: boolean, all: number): string[] {
  const names = columns.map(({ name }) => name)
  const printed = expand.value ? expandedLines(names, rows, 0) : tableLines(names, rows, !goesOn)
  const end = pageState === undefined ? ['', `(${all} rows)`] : []
  return [...(goesOn ? [] : ['']), ...printed, ...end]
}

const fullWords = ({ name, results }: Capture): string =>
  t('query.captureFull', { name, n: formatNumber(results) })

export const captureWords = (): string => {
  const now = capture.value
  if (now === undefined) return t('query.captureNone')
  return now.isFull
    ? fullWords(now)
    : t('query.captureNow', { name: now.name, n: formatNumber(now.results) })
}
