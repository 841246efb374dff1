import { describe, expect, it } from 'vitest'
import { compareCells, decodeRow, encodeRow, mergeRows, type Cell, type Row } from './row'
import { SortedMap } from './sorted-map'
import { Bloom } from './bloom'

function random(seed: number) {
  return (below: number) =>
    Math.floor(((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32) * below)
}

function someRow(next: (below: number) => number): Row {
  const cells: Cell[] = []
  for (let column = 0; column < 3; column++) {
    if (next(2)) {
      const dead = next(4) === 0
      const expires = !dead && next(3) === 0 ? 1000 + next(5) : 0
      cells.push({
        column,
        timestamp: next(6),
        ttl: expires ? 5 : 0,
        expires,
        value: dead ? null : Buffer.from([next(4)]),
        deletedAt: dead ? next(5) : 0,
        wholeColumn: false,
        path: undefined,
      })
    }
  }
  const collection = 7
  if (next(2))
    cells.push({
      column: collection,
      timestamp: next(6),
      ttl: 0,
      expires: 0,
      value: null,
      deletedAt: 3,
      wholeColumn: true,
      path: undefined,
    })
  for (const path of ['a', 'b']) {
    if (next(2))
      cells.push({
        column: collection,
        path,
        timestamp: next(6),
        ttl: 0,
        expires: 0,
        value: Buffer.from([next(4)]),
        deletedAt: 0,
        wholeColumn: false,
      })
  }
  return {
    live: next(2) ? { timestamp: next(6), ttl: 0, expires: 0 } : undefined,
    deletion: next(4) === 0 ? { timestamp: next(6), at: 9 } : undefined,
    cells: cells.sort(compareCells),
  }
}

describe('stored rows', () => {
  it('come back from their bytes as they were', () => {
    const next = random(1)
    for (let i = 0; i < 500; i++) {
      const row = someRow(next)
      expect(decodeRow(encodeRow(row))).toEqual(row)
    }
  })

  it('merge to the same whatever the order and however often', () => {
    const next = random(2)
    for (let i = 0; i < 2000; i++) {
      const [a, b, c] = [someRow(next), someRow(next), someRow(next)]
      const one = encodeRow(mergeRows(mergeRows(a, b), c))
      expect(encodeRow(mergeRows(a, mergeRows(b, c))).equals(one)).toBe(true)
      expect(encodeRow(mergeRows(mergeRows(c, b), a)).equals(one)).toBe(true)
      const merged = mergeRows(mergeRows(a, b), c)
      expect(encodeRow(mergeRows(merged, b)).equals(one)).toBe(true)
    }
  })
})

describe('SortedMap', () => {
  it('walks like a sorted list, both ways, from and to anywhere', () => {
    const next = random(3)
    const map = new SortedMap()
    const model = new Map<string, number>()
    for (let i = 0; i < 5000; i++) {
      const key = String(next(3000)).padStart(5, '0')
      map.put(key, Buffer.from([i & 255]), (_, value) => value)
      model.set(key, i & 255)
    }
    const keys = [...model.keys()].sort()
    expect(map.size).toBe(keys.length)
    for (let i = 0; i < 50; i++) {
      const [from, to] = [
        String(next(3000)).padStart(5, '0'),
        String(next(3000)).padStart(5, '0'),
      ].sort() as [string, string]
      const wanted = keys.filter(k => k >= from && k < to)
      expect([...map.walk(from, to)].map(e => e[0])).toEqual(wanted)
      expect([...map.walk(from, to, true)].map(e => e[0])).toEqual([...wanted].reverse())
    }
    for (const key of keys) expect(map.get(key)?.[0]).toBe(model.get(key))
  })
})

describe('Bloom', () => {
  it('never denies what was added, and mostly denies the rest', () => {
    const next = random(4)
    const key = () =>
      '\0\0\0\x01' + String.fromCharCode(...Array.from({ length: 8 }, () => next(256)))
    const added = Array.from({ length: 1000 }, key)
    const bloom = Bloom.sized(added.length)
    for (const k of added) bloom.add(k)
    const again = Bloom.fromText(bloom.toText())
    expect(added.every(k => again.has(k))).toBe(true)
    expect(Array.from({ length: 1000 }, key).filter(k => again.has(k)).length).toBeLessThan(60)
  })
})
