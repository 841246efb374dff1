// The log gets one line when a tile's alert begins and one when it ends.
import { describe, expect, it } from 'vitest'
import type { ViewRow } from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import type { DashboardTile, LabFile } from '@shared/lab'
import { TileAlerts } from './tile-alerts'

function watched(tile: DashboardTile) {
  const said: string[] = []
  const alerts = new TileAlerts({
    say: (_level, code, params) =>
      void said.push(`${code} ${params?.['tile']} ${params?.['value']}`),
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
  const see = (card: string, total: string) => {
    table.set(card, { key: card, values: [card, total], changedAt: 0 })
    alerts.look(lab, [{ info, table }])
    return alerts.now
  }
  return { said, see, alerts, lab }
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
  it('ends with the alert', () => {
    const { see, alerts, lab } = watched({ node: 'view', chart: 'bar', alert: { below: 5 } })
    expect(see('Visa', '1')).toHaveLength(1)
    alerts.look({ ...lab, dashboard: [{ node: 'view', chart: 'bar' }] }, [])
    expect(alerts.now).toEqual([])
  })
})
