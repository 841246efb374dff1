import { describe, expect, it } from 'vitest'
import type { RunLogLine } from '@shared/contract'
import { logRows } from './log-lines'

const line = (
  at: number,
  code: string,
  level: RunLogLine['level'] = 'info',
  node?: string,
): RunLogLine => ({
  at,
  level,
  code,
  params: {},
  ...(node && { node }),
})

describe('the log of a run', () => {
  it('keeps the last delivery of each source, with how often it was said', () => {
    const rows = logRows(
      [
        line(1, 'run-started'),
        line(2, 'run-delivered', 'info', 'a'),
        line(3, 'run-delivered', 'info', 'b'),
        line(4, 'run-delivered', 'info', 'a'),
      ],
      false,
    )
    expect(rows.map(({ at, code, times }) => [at, code, times])).toEqual([
      [4, 'run-delivered', 2],
      [3, 'run-delivered', 1],
      [1, 'run-started', 1],
    ])
  })

  it('joins neighbours that say the same, and no others', () => {
    const rows = logRows(
      [line(1, 'x', 'warn'), line(2, 'x', 'warn'), line(3, 'y'), line(4, 'x', 'warn')],
      false,
    )
    expect(rows.map(({ code, times }) => `${code}${times}`)).toEqual(['x1', 'y1', 'x2'])
    expect(logRows([line(1, 'x', 'warn'), line(2, 'y')], true).map(row => row.code)).toEqual(['x'])
  })
})
