import { describe, expect, it } from 'vitest'
import { batchOf, letterOf, reportIn } from './reports'

/** As Spark 3.5 writes it, shortened. */
const PROGRESS = {
  id: '1',
  name: 'total',
  batchId: 3,
  numInputRows: 600,
  durationMs: { addBatch: 900, triggerExecution: 1200 },
  eventTime: { watermark: '2026-01-01T10:00:00.000Z' },
  stateOperators: [{ numRowsTotal: 14, numRowsDroppedByWatermark: 2, memoryUsedBytes: 9 }],
  sources: [
    {
      numInputRows: 600,
      startOffset: { sales: { 0: 40, 1: 90 } },
      endOffset: { sales: { 0: 100, 1: 90 } },
      latestOffset: { sales: { 0: 130, 1: 100 } },
      metrics: { maxOffsetsBehindLatest: '30' },
    },
    // The same topic again, and a source that counts in its own way.
    {
      ...{ startOffset: { sales: { 0: 100, 1: 90 } }, endOffset: { sales: { 0: 100, 1: 90 } } },
      latestOffset: { sales: { 0: 100, 1: 90 } },
    },
    { endOffset: 7, latestOffset: 9 },
  ],
  observedMetrics: { 'sale|out|0': { n: 600 }, 'sale|out|4': { n: 590 }, 'total|out|1': { n: 14 } },
}
const lineOf = (report: object) => JSON.stringify(report)

describe('a line of the runner', () => {
  it('is a batch with its counts, its state and how long it took', () => {
    const report = reportIn(lineOf({ sluice: 'progress', progress: PROGRESS }))
    if (report?.sluice !== 'progress') throw new Error('not a progress')
    expect(batchOf(report.progress)).toEqual({
      query: 'total',
      batch: 3,
      counts: { 'sale|out': 600, 'total|out': 14 },
      unread: { sales: 40 },
      ends: { sales: { 0: 100, 1: 90 } },
      stateRows: 14,
      tooLate: 2,
      figures: { batch: 3, batchMs: 1200, watermark: '2026-01-01T10:00:00.000Z' },
    })
  })

  it('may lack what a query does not have', () => {
    const progress = { name: null, batchId: 0, sources: [{ endOffset: null, latestOffset: null }] }
    const report = reportIn(lineOf({ sluice: 'progress', progress }))
    if (report?.sluice !== 'progress') throw new Error('not a progress')
    expect(batchOf(report.progress)).toEqual({
      query: '',
      batch: 0,
      counts: {},
      figures: { batch: 0 },
    })
  })

  it('is a dead letter with its place', () => {
    const said = { sluice: 'letter', node: 'sale', reason: 'record-unreadable', value: '{' }
    const report = reportIn(lineOf({ ...said, partition: 0, offset: 7, timestamp: 'x' }))
    if (report?.sluice !== 'letter') throw new Error('not a letter')
    const { sluice: _, ...letter } = said
    expect(letterOf(report)).toEqual({ ...letter, partition: 0, offset: '7' })
  })

  it('is none of them where the job prints something of its own', () => {
    for (const line of ['', '-- live, batch 0', '{"a": 1}', '{"sluice"', '{"sluice": "new"}'])
      expect(reportIn(line)).toBeUndefined()
  })
})
