// The records of the reference labs: exact shape, exact bytes where the document fixes them, valid
// documents, and shares that add up.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { labFileSchema } from '@shared/lab'
import { appRoot } from '@main/platform'
import { createGenerator, RateSchedule } from '.'
import { isCpf } from './documents'

const START = Date.UTC(2025, 4, 12, 18, 33, 35)

async function generatorOf(file: string, record: string, seed = 42) {
  const lab = labFileSchema.parse(
    parse(readFileSync(`${appRoot()}/resources/labs/${file}.yaml`, 'utf8')),
  )
  const schedule = RateSchedule.start('1/s', START)
  return createGenerator({
    record,
    records: lab.records ?? {},
    catalogs: lab.catalogs,
    seed,
    timezone: lab.timezone,
    timeOf: n => schedule.timeOf(n),
  })
}

const first = <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i))

describe('records of the reference labs', () => {
  it('R0: orders of a card shop in the bytes of json.dumps', async () => {
    const generator = await generatorOf('r0-vendas-ecommerce', 'venda')
    for (const { value } of first(500, i => generator.next(i))) {
      expect(value).toMatch(
        /^\{"id_ordem": "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "documento_cliente": "\d{3}\.\d{3}\.\d{3}-\d\d", "produtos_comprados": \[\{"nome": "[ -~]+", "quantidade": [123], "preco_unitario": \d+\.\d+\}.*\], "valor_total_venda": \d+\.\d+, "data_hora_venda": "12\/05\/2025 15:\d\d:\d\d"\}$/,
      )
      const sale = JSON.parse(value)
      expect(isCpf(sale.documento_cliente)).toBe(true)
      const cents = sale.produtos_comprados.reduce(
        (sum: number, p: { quantidade: number; preco_unitario: number }) =>
          sum + p.quantidade * Math.round(p.preco_unitario * 100),
        0,
      )
      expect(Math.round(sale.valor_total_venda * 100)).toBe(cents)
    }
  })

  it('R1: three products always, an SSN, a total of its own', async () => {
    const generator = await generatorOf('r1-ventas-events', 'sale')
    for (const { value } of first(200, i => generator.next(i))) {
      expect(value).toMatch(
        /^\{"order_id": "[0-9a-f-]{36}", "customer_document": "\d{3}-\d\d-\d{4}", "products": \[(\{"name": "[\w ]+", "quantity": [123], "price": \d{3,4}\}(, )?){3}\], "total_value": \d{1,3}\.\d{1,2}, "sale_date": "\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d"\}$/,
      )
    }
  })

  it('R2: eight columns, cancellations with a leading C and a negative quantity, newest first', async () => {
    const generator = await generatorOf('r2-ecommerce-transactions', 'transaction')
    const rows = first(21 * 800, i => generator.next(i)).map(e => ({
      ...JSON.parse(e.value),
      key: e.key,
    }))
    expect(Object.keys(rows[0])).toEqual([
      'TransactionNo',
      'Date',
      'ProductNo',
      'ProductName',
      'Price',
      'Quantity',
      'CustomerNo',
      'Country',
      'key',
    ])
    const cancelled = rows.filter(r => r.TransactionNo.startsWith('C'))
    expect(cancelled.length / rows.length).toBeGreaterThan(0.012)
    expect(cancelled.length / rows.length).toBeLessThan(0.03)
    expect(cancelled.every(r => r.Quantity < 0)).toBe(true)
    expect(
      rows.every(
        r => r.key === r.TransactionNo && (r.TransactionNo.startsWith('C') || r.Quantity > 0),
      ),
    ).toBe(true)
    expect(rows.some(r => r.CustomerNo === null)).toBe(true)
    expect(rows[0].Date).toBe('12/9/2019')
    expect(rows.at(-1).Date).toBe('11/28/2019')
    expect(
      rows.some(r => r.ProductName.includes('"')) && rows.some(r => r.ProductName.includes(',')),
    ).toBe(true)
    expect(rows.every(r => typeof r.Price === 'number' && /^C?\d{6}$/.test(r.TransactionNo))).toBe(
      true,
    )
    // The lines of one invoice agree.
    expect(
      new Set(
        rows.slice(21, 42).map(r => `${r.TransactionNo} ${r.Date} ${r.CustomerNo} ${r.Country}`),
      ).size,
    ).toBe(1)
  })

  it('R3: a city and its country are of one row', async () => {
    const generator = await generatorOf('r3-sales-dashboards', 'order')
    const orders = first(3000, i => JSON.parse(generator.next(i).value))
    expect(Object.keys(orders[0])).toEqual([
      'order_id',
      'order_product_name',
      'order_card_type',
      'order_amount',
      'order_datetime',
      'order_country_name',
      'order_city_name',
      'order_ecommerce_website_name',
    ])
    expect(orders.map(o => o.order_id).slice(0, 3)).toEqual([1, 2, 3])
    expect(new Set(orders.map(o => `${o.order_city_name},${o.order_country_name}`)).size).toBe(22)
    const india = orders.filter(o => o.order_country_name === 'India').length / orders.length
    expect(Math.abs(india - 7 / 22)).toBeLessThan(0.04)
  })

  it('R4: whole products inside the order, one catalogue', async () => {
    const generator = await generatorOf('r4-simulator', 'order')
    const orders = first(500, i => JSON.parse(generator.next(i).value))
    expect(orders[0].order_id).toBe(1)
    for (const o of orders) {
      expect(Object.keys(o)).toEqual(['order_id', 'order_details', 'customer_id', 'ordertime'])
      for (const d of o.order_details)
        expect(Object.keys(d.product)).toEqual(['product_id', 'name', 'price'])
    }
    expect(
      new Set(
        orders.flatMap(o =>
          o.order_details.map((d: { product: { name: string } }) => d.product.name),
        ),
      ).size,
    ).toBe(10)
  })
})
