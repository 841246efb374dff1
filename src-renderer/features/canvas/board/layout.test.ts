import { describe, expect, it } from 'vitest'
import { DENSE, flowOrder, layout, ROOMY, sizesFor } from './layout'

const chain = [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c' },
  { from: 'b', to: 'd' },
]

describe('layout', () => {
  it('runs left to right and never lays one node on another', () => {
    const places = layout(['d', 'c', 'b', 'a'], chain)
    expect(places.get('a')!.x).toBeLessThan(places.get('b')!.x)
    expect(places.get('c')!.x).toBe(places.get('d')!.x)
    const spots = [...places.values()].map(({ x, y }) => `${x},${y}`)
    expect(new Set(spots).size).toBe(4)
    expect(flowOrder(['d', 'c', 'b', 'a'], chain)[0]).toBe('a')
  })

  it('ends on circles and on edges to nothing', () => {
    expect(
      layout(
        ['a', 'b'],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
          { from: 'x', to: 'a' },
        ],
      ).size,
    ).toBe(2)
  })

  it('keeps a hundred nodes apart', () => {
    const ids = Array.from({ length: 100 }, (_, n) => `n${n}`)
    const edges = ids.slice(1).map((id, n) => ({ from: `n${Math.floor(n / 3)}`, to: id }))
    const places = [...layout(ids, edges).values()]
    for (const [i, a] of places.entries())
      for (const b of places.slice(i + 1))
        expect(a.x !== b.x || Math.abs(a.y - b.y) >= 116).toBe(true)
  })

  it('draws closer where many nodes stand below each other', () => {
    const fan = (branches: number) =>
      Array.from({ length: branches }, (_, n) => ({ from: 'a', to: `b${n}` }))
    const ids = (branches: number) => ['a', ...fan(branches).map(edge => edge.to)]
    expect(sizesFor(ids(4), fan(4))).toBe(ROOMY)
    expect(sizesFor(ids(5), fan(5))).toBe(DENSE)
    const places = [...layout(ids(9), fan(9), DENSE).values()]
      .filter(place => place.x > 16)
      .map(place => place.y)
    places.sort((a, b) => a - b)
    expect(places.slice(1).every((y, n) => y - (places[n] ?? 0) >= DENSE.node)).toBe(true)
  })
})
