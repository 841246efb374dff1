import { expect, it } from 'vitest'
import { targetOf } from './reset-target'

it('reads what was typed, and nothing while it cannot be read', () => {
  const typed = { offset: ' 12 ', time: '2026-11-21T18:00:00Z', by: '-100' }
  expect(targetOf('latest', typed)).toBe('latest')
  expect(targetOf('offset', typed)).toEqual({ offset: 12 })
  expect(targetOf('time', typed)).toEqual({ timeMs: Date.UTC(2026, 10, 21, 18) })
  expect(targetOf('by', typed)).toEqual({ by: -100 })
  expect(targetOf('by', { ...typed, by: '+5' })).toEqual({ by: 5 })
  for (const [kind, bad] of [
    ['offset', { ...typed, offset: '-1' }],
    ['offset', { ...typed, offset: '' }],
    ['by', { ...typed, by: '0' }],
    ['by', { ...typed, by: 'ten' }],
    ['time', { ...typed, time: '' }],
  ] as const)
    expect(targetOf(kind, bad)).toBeUndefined()
})
