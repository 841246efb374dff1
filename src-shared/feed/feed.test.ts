// The promise of a feed: whoever keeps asking with the last cursor ends up with what the writer
// has, whatever the pages' size, however long he slept.
import { describe, expect, it } from 'vitest'
import { answerFeed, KeyedTable, Ring, RingMirror, Series, TableMirror } from './index'

interface Row {
  readonly key: string
  readonly n: number
}
const sortedRows = (rows: Iterable<Row>) => [...rows].sort((a, b) => a.key.localeCompare(b.key))

function randoms(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

describe('keyed table', () => {
  it.each([1, 2, 3, 4, 5])(
    'mirrors exactly through random changes, pages and sleeps (seed %i)',
    seed => {
      const random = randoms(seed)
      const table = new KeyedTable<Row>({ rowsMax: 30, removalsMax: 8 })
      const mirror = new TableMirror<Row>(row => row.key)
      for (let round = 0; round < 300; round++) {
        for (let i = random(30); i > 0; i--) {
          const key = `k${random(80)}`
          const what = random(100)
          if (what === 0) table.clear()
          else if (what < 30) table.delete(key)
          else table.set(key, { key, n: round * 100 + i })
        }
        for (let reads = random(4); reads > 0; reads--)
          mirror.apply(table.since(mirror.cursor, 1 + random(20)))
      }
      for (let i = 0; i < 200; i++) mirror.apply(table.since(mirror.cursor, 3))
      expect(sortedRows(mirror.rows.values())).toEqual(sortedRows(table.values()))
      expect(table.size).toBeLessThanOrEqual(30)
      expect(table.evicted).toBeGreaterThan(0)
    },
  )

  it('reads a big snapshot in pages although removals have been forgotten', () => {
    const table = new KeyedTable<Row>({ removalsMax: 1 })
    for (let n = 0; n < 50; n++) table.set(`k${n}`, { key: `k${n}`, n })
    for (let n = 0; n < 10; n++) table.delete(`k${n}`)
    const mirror = new TableMirror<Row>(row => row.key)
    for (let i = 0; i < 5; i++) mirror.apply(table.since(mirror.cursor, 10))
    expect(mirror.rows.size).toBe(40)
  })

  it('answers a cursor of another instance, or no cursor at all, with a snapshot', () => {
    const table = new KeyedTable<Row>()
    table.set('a', { key: 'a', n: 1 })
    for (const cursor of [
      undefined,
      '',
      'x.1',
      'x',
      `${table.since(undefined).cursor}9`,
      '../..',
      'NaN.NaN.NaN.NaN',
    ]) {
      expect(table.since(cursor)).toMatchObject({ reset: true, items: [{ key: 'a' }] })
    }
  })
})

describe('ring', () => {
  it('hands on what came, and names what came and went unseen', () => {
    const ring = new Ring<number>(10)
    const mirror = new RingMirror<number>(10)
    mirror.apply(ring.since(undefined))
    ring.push(1, 2, 3)
    mirror.apply(ring.since(mirror.cursor, 2))
    expect(mirror.items).toEqual([1, 2])
    ring.push(...Array.from({ length: 20 }, (_, i) => i + 4))
    mirror.apply(ring.since(mirror.cursor))
    expect(mirror.items).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 23])
    expect(mirror.dropped).toBe(11)
    ring.clear()
    mirror.apply(ring.since(mirror.cursor))
    expect(mirror.items).toEqual([])
    ring.push(99)
    mirror.apply(ring.since(mirror.cursor))
    expect(mirror.items).toEqual([99])
  })
})

describe('series', () => {
  it('fills buckets, takes late values, forgets the oldest', () => {
    const series = new Series(100, 3)
    for (const [at, value] of [
      [10, 1],
      [90, 3],
      [150, 5],
      [20, 2],
      [250, 7],
      [350, 9],
      [40, 1000],
    ] as const)
      series.add(at, value)
    const buckets = [...series.since(undefined).items].sort((a, b) => a.at - b.at)
    expect(buckets.map(bucket => [bucket.at, bucket.count, bucket.sum])).toEqual([
      [100, 1, 5],
      [200, 1, 7],
      [300, 1, 9],
    ])
  })
})

describe('parking', () => {
  it('answers a new reader at once, a waiting one when something comes, and nobody later than the deadline', async () => {
    const ring = new Ring<number>()
    const { cursor } = await answerFeed(ring, undefined)
    const waiting = answerFeed(ring, cursor, { paceMs: 1 })
    await new Promise(resolve => setTimeout(resolve, 10))
    ring.push(1)
    expect((await waiting).items).toEqual([1])
    expect(
      (await answerFeed(ring, (await waiting).cursor, { deadlineMs: 5, paceMs: 1 })).items,
    ).toEqual([])
  })

  it('makes changes that come close together one answer', async () => {
    const ring = new Ring<number>()
    const { cursor } = ring.since(undefined)
    const waiting = answerFeed(ring, cursor, { paceMs: 30 })
    ring.push(1)
    await new Promise(resolve => setTimeout(resolve, 5))
    ring.push(2)
    expect((await waiting).items).toEqual([1, 2])
  })

  it('lets go when the reader leaves', async () => {
    const left = new AbortController()
    const ring = new Ring<number>()
    const waiting = answerFeed(ring, ring.since(undefined).cursor, {
      signal: left.signal,
      paceMs: 1,
    })
    await new Promise(resolve => setTimeout(resolve, 5))
    left.abort()
    expect((await waiting).items).toEqual([])
  })
})
