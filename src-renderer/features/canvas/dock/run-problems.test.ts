// A failure is one problem, however many nodes it stops.
import { expect, it } from 'vitest'
import type { GraphStat } from '@shared/contract'
import { runProblems } from './run-problems'

const stat = (key: string, code?: string): GraphStat => ({
  key,
  ratePerSecond: 0,
  total: 0,
  errors: 0,
  ...(code === undefined
    ? { state: 'running' as const }
    : { state: 'failed' as const, error: { code, kind: 'conflict', params: {}, retry: false } }),
})

it('lists each reason once, at the first node that it stopped', () => {
  const found = runProblems([
    stat('node:a'),
    stat('node:b', 'run-position-gone'),
    stat('node:c', 'run-position-gone'),
    stat('node:d', 'files-denied'),
    stat('edge:b>c'),
  ])
  expect(found.map(({ node, error, more }) => [node, error.code, more])).toEqual([
    ['b', 'run-position-gone', 1],
    ['d', 'files-denied', 0],
  ])
})
