import { describe, expect, it } from 'vitest'
import { KeyedTable, Ring, Series } from '.'

describe('KeyedTable', () => {
  it('answers a snapshot first, then only what changed, oldest change first', () => {
    const table = new KeyedTable<{ k: string; v: number }>()
    table.set('a', { k: 'a', v: 1 })
    table.set('b', { k: 'b', v: 1 })
    const first = table.since()
    expect(first).toMatchObject({ reset: true, items: [{ k: 'a' }, { k: 'b' }] })
    table.set('c', { k: 'c', v: 1 })
    table.set('a', { k: 'a', v: 2 })
    table.delete('b')
    const delta = table.since(first.cursor)
    expect(delta).toMatchObject({ reset: false, items: [{ k: 'c' }, { k: 'a', v: 2 }], removed: ['b'] })
    expect(table.since(delta.cursor)).toMatchObject({ items: [], removed: [], reset: false })
  })

  it('follows any history: a reader that polls now and then has the same rows as the table', () => {
    const table = new KeyedTable<{ key: string; v: number }>({ rowsMax: 40, removalsMax: 20 })
    const mine = new Map<string, number>()
    let cursor: string | undefined
    let x = 7
    const random = (n: number) => (x = (x * 48271) % 2147483647) % n
    for (let step = 0; step < 5000; step++) {
      const key = `k${random(60)}`
      if (random(4) === 0) table.delete(key)
      else table.set(key, { key, v: step })
      if (random(step < 2500 ? 5 : 300) === 0) {
        const page = table.since(cursor)
        cursor = page.cursor
        if (page.reset) mine.clear()
        for (const gone of page.removed) mine.delete(gone)
        for (const item of page.items) mine.set(item.key, item.v)
        expect([...mine].sort()).toEqual(table.items().map(i => [i.key, i.v] as const).sort())
      }
    }
    expect(table.size).toBeLessThanOrEqual(40)
  })

  it('gives a reader of an earlier life a snapshot', () => {
    const table = new KeyedTable<number>()
    table.set('a', 1)
    const { cursor } = table.since()
    table.clear()
    table.set('b', 2)
    expect(table.since(cursor)).toMatchObject({ reset: true, items: [2] })
    expect(table.since('nonsense')).toMatchObject({ reset: true })
  })
})

describe('Ring', () => {
  it('names what a slow reader missed', () => {
    const ring = new Ring<number>(3)
    ring.push(0)
    const { cursor } = ring.since()
    for (let i = 1; i <= 5; i++) ring.push(i)
    expect(ring.since(cursor)).toMatchObject({ items: [3, 4, 5], dropped: 2, reset: false })
  })
})

describe('Series', () => {
  it('sums within a step and shows the open step again', () => {
    const series = new Series(1000, 2)
    series.add(100, { n: 1 })
    const first = series.since()
    series.add(900, { n: 2 })
    expect(series.since(first.cursor).items).toEqual([{ at: 0, values: { n: 3 } }])
    series.add(1000, { n: 1 })
    series.add(2000, { n: 1 })
    expect(series.since().items.map(p => p.at)).toEqual([1000, 2000])
  })
})
