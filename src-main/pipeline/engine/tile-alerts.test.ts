// The log gets one line when a tile's alert begins and one when it ends.
import { describe, expect, it } from 'vitest'
import type { RunLogLine, ViewRow } from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import type { DashboardTile, LabFile } from '@shared/lab'
import { describeError } from '@shared/text'
import { TileAlerts } from './tile-alerts'

function watched(tile: DashboardTile) {
  const said: string[] = []
  const params: RunLogLine['params'][] = []
  let now = 0
  const alerts = new TileAlerts({
    now: () => now,
    say: (_level, code, filled = {}) => {
      said.push(`${code} ${filled['tile']} ${filled['value']}`)
      params.push(filled)
    },
  })
  const table = new KeyedTable<ViewRow>({ rowsMax: 10 })
  const info = {
    node: 'view',
    columns: [
      { name: 'card', type: 'string' },
      { name: 'total', type: 'decimal(12,2)' },
    ],
  }
  const lab: LabFile = { sluice: 1, id: 'shop', title: 'Shop', nodes: {}, dashboard: [tile] }
  const see = (card: string, total: string, afterMs = 10_000) => {
    table.set(card, { key: card, values: [card, total], changedAt: 0 })
    now += afterMs
    alerts.look(lab, [{ info, table }])
    return alerts.now
  }
  return { said, params, see, alerts, lab, pass: (ms: number) => (now += ms) }
}

describe('the alert of a tile', () => {
  it('of a figure watches its sum and waits until it has come back', () => {
    const { said, see } = watched({
      node: 'view',
      chart: 'gauge',
      title: 'Sales',
      alert: { above: 100, until: 80 },
    })
    expect(see('Visa', '100.00')).toEqual([])
    expect(see('Amex', '0.01')).toEqual([{ tile: 0, node: 'view', value: 100.01 }])
    expect(see('Visa', '90.00')).toHaveLength(1)
    expect(see('Visa', '101.00')).toHaveLength(1)
    expect(see('Visa', '79.99')).toEqual([])
    expect(see('Visa', '95.00')).toEqual([])
    expect(said).toEqual(['tile-above Sales 100.01', 'tile-back Sales 80'])
  })
  it('of bars watches each bar, and names the furthest', () => {
    const { said, see } = watched({ node: 'view', chart: 'bar', alert: { below: 5 } })
    expect(see('Visa', '7')).toEqual([])
    expect(see('Amex', '4')).toEqual([{ tile: 0, node: 'view', value: 4 }])
    see('Amex', '5')
    expect(said).toEqual(['tile-below view · Amex 4', 'tile-back view · Amex 5'])
  })
  it('says one line in ten seconds, and then how it stands', () => {
    const { said, see } = watched({ node: 'view', chart: 'gauge', alert: { above: 10 } })
    for (const total of ['11', '9', '12', '8', '13', '9', '12', '9', '13', '7'])
      see('Visa', total, 1000)
    expect(said).toEqual(['tile-above view 11'])
    expect(see('Visa', '7', 1000)).toEqual([])
    expect(said).toEqual(['tile-above view 11', 'tile-back view 7'])
  })
  it('looks once a second', () => {
    const { see } = watched({ node: 'view', chart: 'gauge', alert: { above: 10 } })
    expect(see('Visa', '9', 100)).toEqual([])
    expect(see('Visa', '11', 100)).toEqual([])
    expect(see('Visa', '11', 900)).toHaveLength(1)
  })
  it('gives the title in each language that the lab has', () => {
    const { params, see } = watched({
      node: 'view',
      chart: 'bar',
      title: { en: 'Sales', 'pt-BR': 'Vendas' },
      alert: { above: 1 },
    })
    see('Visa', '2')
    expect(params.at(-1)).toMatchObject({ tile: 'Sales · Visa', 'tile.pt-BR': 'Vendas · Visa' })
    const line = { code: 'tile-above', params: params.at(-1) ?? {} }
    expect(describeError(line, 'pt-BR').what).toContain('“Vendas · Visa”')
    expect(describeError(line, 'es').what).toContain('«Sales · Visa»')
  })
  it('ends with the alert', () => {
    const { see, alerts, lab, pass } = watched({ node: 'view', chart: 'bar', alert: { below: 5 } })
    expect(see('Visa', '1')).toHaveLength(1)
    pass(1000)
    alerts.look({ ...lab, dashboard: [{ node: 'view', chart: 'bar' }] }, [])
    expect(alerts.now).toEqual([])
  })
})
