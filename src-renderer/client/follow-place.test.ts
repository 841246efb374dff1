// An address leads back to the record that a person followed. Text that names no place is refused.
import { expect, it } from 'vitest'
import { followedBeside, followLink, followPlace, placeIn, type FollowPlace } from './follow-place'

const places: readonly FollowPlace[] = [
  { kind: 'at', from: 'orders', partition: 2, offset: 41 },
  { kind: 'next', from: 'orders' },
  { kind: 'row', node: 'table', row: { product: 'Lamp', shop: null } },
  {
    kind: 'moment',
    node: 'minutes',
    at: 1_700_000_000_000,
    seenAt: 1_700_000_040_000,
    partition: 1,
  },
  { kind: 'moment', node: 'minutes', at: -1, seenAt: undefined, partition: undefined },
]
it.each(places)('%o', place => {
  const link = followLink(place)
  const query = typeof link === 'object' && 'query' in link ? link.query : {}
  expect(followPlace({ ...query } as Record<string, string>)).toEqual(place)
})

it('keeps the record that it is compared with', () => {
  const [at, next] = places
  const link = at && followLink(at, { ...at, offset: 40 } as FollowPlace)
  const query = typeof link === 'object' && 'query' in link ? link.query : {}
  expect(followedBeside({ ...query } as Record<string, string>)).toEqual({ ...at, offset: 40 })
  expect(followPlace({ ...query } as Record<string, string>)).toEqual(at)
  // One that is still waited for cannot be compared with.
  expect(at && followLink(at, next)).toEqual(at && followLink(at))
  expect(followedBeside({ beside: 'orders' })).toBeUndefined()
})

it('a place as a person writes it', () => {
  expect(placeIn(' orders/0@41 ')).toEqual(places[0] && { ...places[0], partition: 0 })
  expect(placeIn('1@7', 'orders')).toEqual({ kind: 'at', from: 'orders', partition: 1, offset: 7 })
  expect(placeIn('1@7')).toBeUndefined()
  expect(placeIn('41', 'orders')).toBeUndefined()
})

it('an address that somebody changed is no place', () => {
  const queries: readonly Readonly<Record<string, string>>[] = [
    {},
    { at: 'orders' },
    { sink: 't', row: '[1]' },
    { sink: 't', row: '{' },
    { node: 'n', time: 'x' },
  ]
  for (const query of queries) expect(followPlace(query)).toBeUndefined()
})
