// Shortens the run's log for reading: lines that repeat become one line with a count, so that rare
// ones are not lost among them.
import type { RunLogLine } from '@shared/contract'

export interface LogRow extends RunLogLine {
  readonly index: number
  readonly times: number
}

/** Each source writes these every second; only its last one is kept. */
const ONLY_LAST = new Set(['run-delivered'])

/** Newest first. */
export function logRows(lines: readonly RunLogLine[], warnings: boolean): LogRow[] {
  const rows: LogRow[] = []
  const last = new Map<string, number>()
  for (const [back, line] of [...lines].reverse().entries()) {
    if (warnings && line.level === 'info') continue
    const said = `${line.code} ${line.node ?? ''}`
    const same = ONLY_LAST.has(line.code)
      ? last.get(said)
      : rows.at(-1)?.code === line.code &&
          JSON.stringify(rows.at(-1)?.params) === JSON.stringify(line.params) &&
          rows.at(-1)?.node === line.node
        ? rows.length - 1
        : undefined
    const known = same === undefined ? undefined : rows[same]
    if (same !== undefined && known !== undefined) {
      rows[same] = { ...known, times: known.times + 1 }
      continue
    }
    last.set(said, rows.length)
    rows.push({ ...line, index: lines.length - 1 - back, times: 1 })
  }
  return rows
}
