// What is remembered of late rows marks the way of a record that nobody followed, and ends it.
import { expect, it } from 'vitest'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import { withLateness } from './late-visits'
import { newVisit, type Visit } from './trace'

const edge = (from: string, to: string): LabEdge => ({
  ...{ id: `${from}>${to}`, from, to },
  port: MAIN_PORT,
})
const record = { partition: 1, offset: 7, timeMs: 40_000, key: null, value: null, headers: {} }
const way = (): Visit[] =>
  ['parse', 'minutes', 'seen', 'table'].map(node => newVisit(node, 0, { rows: [] }))
const asked = (late: { seenAt?: number; isTooLate?: boolean; partition?: number } = {}) =>
  withLateness(way(), {
    record,
    readBy: 41_000,
    edges: [edge('parse', 'minutes'), edge('minutes', 'seen'), edge('parse', 'table')],
    lateAt: node =>
      node === 'minutes'
        ? [
            {
              ...{ at: 5, seenAt: 40_500, from: 'orders', behindMs: 30, isTooLate: true },
              ...{ partition: 1, ...late },
            },
          ]
        : [],
    timesOf: ({ node }) => (node === 'minutes' ? [5] : []),
  }).map(({ node, lateness }) => [node, lateness])

it('too late: its windows were over, and nothing behind the node has it', () => {
  expect(asked()).toEqual([
    ['parse', undefined],
    ['minutes', 'tooLate'],
    ['table', undefined],
  ])
})

it('late and counted: the way goes on', () => {
  expect(asked({ isTooLate: false }).map(([node]) => node)).toHaveLength(4)
  expect(asked({ isTooLate: false })[1]).toEqual(['minutes', 'late'])
})

it('another record of the same time, of another batch or partition, is not it', () => {
  for (const other of [{ seenAt: 42_000 }, { seenAt: 39_000 }, { partition: 0 }])
    expect(asked(other).every(([, lateness]) => lateness === undefined)).toBe(true)
})
