import { describe, expect, it } from 'vitest'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { figureOf, numberOf } from '@shared/figures'
import { momentName } from './axis-names'
import { changeOf, isMoney } from './figure-change'
import { whyNot } from './tile-kinds'
import { chartOf, leadingFigures, planTiles, StableOrder, tileAs, wantedOrder } from './view-data'

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

  it('begin with figures for the strip, if they fit there', () => {
    const of = (...charts: ('figure' | 'bar')[]) => leadingFigures(charts.map(chart => ({ chart })))
    expect([of(), of('bar', 'figure'), of('figure', 'figure', 'bar')]).toEqual([0, 0, 2])
    expect(of('figure', 'figure', 'figure', 'figure', 'bar')).toBe(0)
    expect(of('figure')).toBe(1)
  })

  it('are not split when they say so, although the node names a column', () => {
    const split = {
      ...view,
      columns: [...view.columns, { name: 'loja', type: 'string' }],
      by: 'loja',
    }
    const [named, alone] = planTiles(
      [
        { node: 'v', chart: 'bar' },
        { node: 'v', chart: 'bar', by: null },
      ],
      [split],
    )
    expect([named?.by, alone?.by]).toEqual(['loja', undefined])
  })

  it('take the columns that a chart needs while a person looks at it so', () => {
    const places = {
      ...view,
      columns: [...view.columns, { name: 'country', type: 'string' }],
    }
    const [bar] = planTiles([{ node: 'v', chart: 'bar', x: 'produto', y: 'total' }], [places])
    expect(tileAs(bar!, places, 'bar')).toBe(bar)
    expect(tileAs(bar!, places, 'map')).toMatchObject({ chart: 'map', x: 'country', y: ['total'] })
    expect(tileAs(bar!, places, 'heat')).toMatchObject({ x: 'produto', by: 'country' })
  })

  it('keep their place in the lab when one before them is not shown', () => {
    const tiles = planTiles(
      [
        { node: 'gone', chart: 'table' },
        { node: 'v', chart: 'figure', unit: '$' },
      ],
      [view],
    )
    expect(tiles.map(({ at, unit }) => [at, unit])).toEqual([[1, '$']])
  })

  it('split a measure by a second column: one series for each, the largest first', () => {
    const split: ViewInfo = {
      node: 's',
      columns: [
        { name: 'window', type: 'timestamp' },
        { name: 'site', type: 'string' },
        { name: 'orders', type: 'long' },
      ],
    }
    const row = (window: string, site: string, orders: number): ViewRow => ({
      key: `${window}${site}`,
      values: [window, site, orders],
      changedAt: 0,
    })
    const rows = [
      row('2026-11-22T12:00:00Z', 'a', 1),
      row('2026-11-22T12:10:00Z', 'a', 2),
      row('2026-11-22T12:10:00Z', 'b', 9),
    ]
    const [tile] = planTiles([{ node: 's', chart: 'heat' }], [split])
    expect(tile).toMatchObject({ x: 'window', by: 'site', y: ['orders'] })
    expect(tile && chartOf(rows, split, tile, 'America/Sao_Paulo')).toEqual({
      categories: ['09:00', '09:10'],
      series: [
        { name: 'b', values: [null, 9] },
        { name: 'a', values: [1, 2] },
      ],
    })
    expect(whyNot(split, 'heat')).toBeUndefined()
    expect(whyNot(view, 'heat')).toBe('live.tileOneName')
    expect(whyNot(view, 'map')).toBeUndefined()
  })

  it('of too many moments show the last', () => {
    const many = Array.from({ length: 300 }, (_, at): ViewRow => ({
      key: String(at),
      values: [`k${at}`, at],
      changedAt: 0,
    }))
    const { categories } = chartOf(many, view, { chart: 'line', x: 'produto', y: ['total'] })
    expect([categories[0], categories.length]).toEqual(['k100', 200])
  })

  it('say how a figure has changed in the last minute, and nothing of a window', () => {
    const seen = [
      { at: 0, value: 5 },
      { at: 40_000, value: 90 },
      { at: 90_000, value: 95 },
    ]
    const of = (value: number, now: number) => changeOf({ value, of: undefined }, seen, now)
    expect(of(102, 100_000)).toEqual({ direction: 'up', text: '+12 in the last minute' })
    expect(of(80, 100_000)?.text).toBe('−10 in the last minute')
    expect(of(90, 100_000)?.direction).toBe('none')
    expect(of(90, 50_000)).toBeUndefined()
    expect(changeOf({ value: 90, of: '2026' }, seen, 100_000)).toBeUndefined()
    expect(['$', 'R$', 'orders'].map(isMoney)).toEqual([true, true, false])
  })

  it('draw bars of hours in the order of time, and rank them in a table', () => {
    const hours: ViewInfo = {
      node: 'v',
      columns: [
        { name: 'hour', type: 'timestamp' },
        { name: 'tips', type: 'decimal(20,2)' },
      ],
    }
    const tips = new Map<string, ViewRow>(
      ['5.00', '20.00', '9.00'].map((sum, at) => {
        const hour = `2026-05-11T1${at}:00:00.000Z`
        return [hour, { key: hour, values: [hour, sum], changedAt: at }]
      }),
    )
    const order = (chart: 'bar' | 'table') =>
      wantedOrder(tips, hours, { chart, x: 'hour', y: ['tips'] }).map(key => key.slice(11, 13))
    expect(order('bar')).toEqual(['10', '11', '12'])
    expect(order('table')).toEqual(['11', '12', '10'])
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

describe('the moment that a figure is of', () => {
  it('is written in the zone of the lab, and a day without a clock', () => {
    const of = (stored: string, zone?: string) => momentName(stored, zone)
    expect(of('2026-11-22T03:00:00Z', 'America/Sao_Paulo')).toBe('Nov 22, 2026')
    expect(of('2026-11-22T01:05:00.000Z', 'America/Sao_Paulo')).toBe('Nov 21, 2026 22:05')
    expect(of('2026-11-22T01:05:07Z', 'UTC')).toBe('Nov 22, 2026 01:05:07')
    expect(of('2026-11-22', 'America/Sao_Paulo')).toBe('Nov 22, 2026')
    expect(of('morning', 'UTC')).toBe('morning')
  })
})
