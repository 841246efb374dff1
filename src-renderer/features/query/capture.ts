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
  readonly results: number
}

export const capture = shallowRef<Capture>()

export function startCapture(path: string): void {
  capture.value = { name: path.replace(/^.*[\\/]/, '') || 'capture.txt', lines: [], results: 0 }
}

/** Saves what was captured. Undefined when nothing was. */
export function endCapture(): string | undefined {
  const done = capture.value
  if (done === undefined) return undefined
  capture.value = undefined
  saveText(done.name, done.lines)
  return t('query.captureSaved', { name: done.name, n: done.results })
}

/** A page of a result, or what a command said. */
export function captured(
  { result, said }: { result?: CqlResult; said?: string },
  goesOn = false,
): void {
  const now = capture.value
  if (now === undefined) return
  const lines = result ? linesOf(result, goesOn) : said === undefined ? [] : [said]
  if (lines.length === 0) return
  const text = `${lines.join('\n')}\n`
  if (now.lines.reduce((sum, line) => sum + line.length, text.length) > CHARS_MAX) return
  capture.value = {
    ...now,
    lines: [...now.lines, text],
    results: now.results + (goesOn ? 0 : 1),
  }
}

function linesOf({ kind, columns, rows, pageState }: CqlResult, goesOn: boolean): string[] {
  if (kind !== 'rows') return []
  const names = columns.map(({ name }) => name)
  const printed = expand.value ? expandedLines(names, rows, 0) : tableLines(names, rows, !goesOn)
  const end = pageState === undefined ? ['', `(${rows.length} rows)`] : []
  return [...(goesOn ? [] : ['']), ...printed, ...end]
}

export const captureWords = (): string =>
  capture.value === undefined
    ? t('query.captureNone')
    : t('query.captureNow', {
        name: capture.value.name,
        n: formatNumber(capture.value.results),
      })
