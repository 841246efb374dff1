import { expect, it } from 'vitest'
import type { FollowedRecord } from '../contract'
import { comparedFields } from './compared-records'

const record = (value: string | null): FollowedRecord => ({
  ...{ node: 'orders', partition: 0, offset: 1, timeMs: 0, key: null, value },
  ...{ hex: '', sizeBytes: 0, headers: [] },
})

it('has each field of either record once, and says which differ', () => {
  const one = record('{"id":"a","items":[1,2],"only":null}')
  const other = record('{"id":"b","items":[1,2],"more":1.50}')
  expect(comparedFields(one, other)).toEqual([
    { name: 'id', one: 'a', other: 'b', isSame: false },
    { name: 'items', one: '[1,2]', other: '[1,2]', isSame: true },
    { name: 'only', one: 'null', other: undefined, isSame: false },
    { name: 'more', one: undefined, other: '1.5', isSame: false },
  ])
})

it('compares as a whole what is not an object', () => {
  expect(comparedFields(record('x'), record('{"id":1}'))).toEqual([
    { one: 'x', other: '{"id":1}', isSame: false },
  ])
  expect(comparedFields(record(null), record(null))).toEqual([
    { one: undefined, other: undefined, isSame: true },
  ])
})
