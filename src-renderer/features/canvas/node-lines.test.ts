import { describe, expect, it } from 'vitest'
import type { LabFile } from '@shared/lab'
import { nodeLines } from './node-lines'

const lab: LabFile = { sluice: 1, id: 'x', title: 'x', nodes: {} }
const log = { type: 'sql', with: { connection: 'tables', table: 'order_log', key: [] } }

describe('the lines of a node', () => {
  it('say what a table without a key was given twice', () => {
    expect(
      nodeLines(log, lab, {
        key: 'node:log',
        ratePerSecond: 0,
        total: 9,
        errors: 0,
        figures: { written: 9 },
      }),
    ).toEqual(['order_log'])
    const after = {
      key: 'node:log',
      ratePerSecond: 0,
      total: 9,
      errors: 0,
      figures: { written: 9, doubled: 3 },
    }
    expect(nodeLines(log, lab, after)).toEqual(['order_log', '⚠ 3 doubled'])
  })
})
