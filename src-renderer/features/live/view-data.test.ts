import { describe, expect, it } from 'vitest'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { chartOf, figureOf, numberOf, planTiles, StableOrder, wantedOrder } from './view-data'

const view: ViewInfo = {
  node: 'v',
  columns: [
    { name: 'produto', type: 'string' },
    { name: 'total', type: 'decimal(20,2)' },
  ],
  chart: 'bar',
}
const rows = new Map<string, ViewRow>(
  [
    ['a', '10.50'],
    ['b', '200.10'],
    ['c', null],
  ].map(([key, total], index) => [
    String(key),
    { key: String(key), values: [String(key), total ?? null], changedAt: index },
  ]),
)

describe('tiles', () => {
  it('follow the dashboard and skip views that are not there', () => {
    const tiles = planTiles(
      [
        { node: 'v', chart: 'pie', x: 'produto', y: 'total' },
        { node: 'gone', chart: 'table' },
        { node: 'v', chart: 'table', width: 12 },
      ],
      [view],
    )
    expect(tiles.map(tile => [tile.node, tile.chart, tile.width])).toEqual([
      ['v', 'pie', 3],
      ['v', 'table', 12],
    ])
  })

  it('are a chart and a table for each view without one', () => {
    expect(planTiles(undefined, [view]).map(tile => [tile.chart, tile.x, tile.y])).toEqual([
      ['bar', 'produto', ['total']],
      ['table', 'produto', ['total']],
    ])
    expect(
      planTiles([], [{ node: 'w', columns: [{ name: 'a', type: 'string' }] }]).map(
        tile => tile.chart,
      ),
    ).toEqual(['table'])
  })

  it('draw numbers out of exact decimals and leave nulls out', () => {
    const order = wantedOrder(rows, view, { chart: 'bar', x: 'produto', y: ['total'] })
    expect(order).toEqual(['b', 'a', 'c'])
    expect(
      chartOf(
        order.flatMap(key => rows.get(key) ?? []),
        view,
        { x: 'produto', y: ['total'] },
      ),
    ).toEqual({
      categories: ['b', 'a', 'c'],
      series: [{ name: 'total', values: [200.1, 10.5, null] }],
    })
    expect(figureOf(rows, view, { y: ['total'] })?.value).toBeCloseTo(210.6)
    expect(figureOf(new Map(), view, { y: ['total'] })).toBeUndefined()
  })

  it('a figure of days is that of the newest day', () => {
    const days: ViewInfo = {
      node: 'today',
      columns: [
        { name: 'day', type: 'timestamp' },
        { name: 'orders', type: 'long' },
      ],
    }
    const of = (key: string, orders: number) =>
      [key, { key, values: [key, orders], changedAt: 0 }] as const
    const rows = new Map([of('2026-11-22T00:00:00Z', 23), of('2026-11-21T00:00:00Z', 152)])
    expect(figureOf(rows, days, { x: 'day', y: ['orders'] })).toEqual({
      value: 23,
      of: '2026-11-22T00:00:00Z',
    })
    expect([numberOf('x'), numberOf(''), numberOf(true), numberOf('1e3')]).toEqual([
      null,
      null,
      null,
      1000,
    ])
  })

  it('change their order at most every two seconds and never under the pointer', () => {
    const order = new StableOrder()
    expect(order.next(['a', 'b'], 0, false)).toEqual(['a', 'b'])
    expect(order.next(['b', 'c', 'a'], 500, false)).toEqual(['a', 'b', 'c'])
    expect(order.next(['b', 'a'], 2500, true)).toEqual(['a', 'b'])
    expect(order.next(['b', 'a'], 2600, false)).toEqual(['b', 'a'])
    expect(order.next([], 9000, false)).toEqual([])
  })
})
