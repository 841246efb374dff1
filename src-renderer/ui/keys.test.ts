import { expect, test } from 'vitest'
import { walk } from './keys'

test('a list stops at its ends', () => {
  const list = { count: 3, along: 'column', page: 2 } as const
  expect(walk('ArrowDown', { ...list, at: 2 })).toBe(2)
  expect(walk('ArrowUp', { ...list, at: 0 })).toBe(0)
  expect(walk('PageDown', { ...list, at: 0 })).toBe(2)
  expect(walk('PageUp', { ...list, at: 1 })).toBe(0)
})

test('tabs go round', () => {
  const tabs = { count: 3, along: 'row', round: true } as const
  expect(walk('ArrowRight', { ...tabs, at: 2 })).toBe(0)
  expect(walk('ArrowLeft', { ...tabs, at: 0 })).toBe(2)
})

test('without a choice the first arrow takes the first item', () => {
  expect(walk('ArrowDown', { at: -1, count: 3, along: 'column' })).toBe(0)
})

test('other keys and empty lists lead nowhere', () => {
  expect(walk('ArrowLeft', { at: 1, count: 3, along: 'column' })).toBeUndefined()
  expect(walk('PageDown', { at: 1, count: 3, along: 'column' })).toBeUndefined()
  expect(walk('a', { at: 1, count: 3, along: 'both' })).toBeUndefined()
  expect(walk('End', { at: -1, count: 0, along: 'column' })).toBeUndefined()
})
