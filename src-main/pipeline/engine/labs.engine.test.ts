// The reference labs, run whole on the embedded engines; expected tables are computed from the
// topics by a separate path (plain loops over the records, money in cents), for several seeds and
// partition counts.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { KafkaAdmin, PartitionReader, plainCassandra, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { RunOverrides } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLab, startRun, type Run } from '..'

const folder = fileURLToPath(new URL('../../../resources/labs/', import.meta.url))
let dir: string
let broker: Broker
let cql: CqlServer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-labs-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  cql = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
})
afterEach(async () => {
  await Promise.all([broker.stop(), cql.stop()])
  await rm(dir, { recursive: true, force: true })
})

function load(file: string, partitions: number): LabFile {
  const { lab } = checkLab(readFileSync(folder + file, 'utf8'))
  if (!lab) throw new Error(file)
  const nodes = Object.entries(lab.nodes).map(([id, node]) => [
    id,
    node.type === 'topic' ? { ...node, with: { ...node.with, partitions } } : node,
  ])
  return { ...lab, nodes: Object.fromEntries(nodes) }
}

const cassandra = () => plainCassandra(`127.0.0.1:${cql.port}`)
const kafka = () => plainKafka(`127.0.0.1:${broker.port}`)
const begin = (lab: LabFile, overrides: RunOverrides, endWhenDrained = true): Run =>
  startRun({
    lab,
    dataDir: dir,
    connections: { broker: kafka(), store: cassandra(), raw: cassandra() },
    overrides,
    durability: 'fast',
    endWhenDrained,
  })

async function topic(name: string): Promise<unknown[]> {
  const [admin, reader] = [new KafkaAdmin(kafka()), await PartitionReader.open(kafka())]
  const values: unknown[] = []
  for (const { partition, earliest, latest } of await admin.endsOf(name)) {
    for await (const { value } of reader.read(name, partition, earliest, latest))
      values.push(JSON.parse(value?.toString('utf8') ?? ''))
  }
  await Promise.all([admin.close(), reader.close()])
  return values
}

const add = (totals: Map<string, number>, key: string, amount: number) =>
  totals.set(key, (totals.get(key) ?? 0) + amount)
const cents = (amount: number) => Math.round(amount * 100)
const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

describe.each([
  { partitions: 1, seed: 7 },
  { partitions: 4, seed: 42 },
])('with seed $seed on $partitions partitions', ({ partitions, seed }) => {
  it('R1 prints the totals of the products', async () => {
    const result = await begin(load('r1-ventas-events.yaml', partitions), {
      events: 400,
      rate: 'max',
      seed,
    }).done
    const totals = new Map<string, number>()
    for (const sale of (await topic('ventas-events')) as {
      products: { name: string; quantity: number; price: number }[]
    }[]) {
      for (const { name, quantity, price } of sale.products) add(totals, name, quantity * price)
    }
    expect(result).toMatchObject({
      state: 'finished',
      ledger: { expected: 400, arrived: 400, lost: 0, doubled: 0, deadLetters: 0 },
    })
    expect(
      sorted(
        new Map(
          result.tables.console?.map(row => [
            String(row.product_name),
            Number(row.total_sold_value),
          ]),
        ),
      ),
    ).toEqual(sorted(totals))
  })

  it('R0 stores the totals in Cassandra', async () => {
    const result = await begin(load('r0-vendas-ecommerce.yaml', partitions), {
      events: 2000,
      rate: 'max',
      seed,
    }).done
    const totals = new Map<string, number>()
    for (const v of (await topic('vendas-ecommerce')) as {
      produtos_comprados: { nome: string; quantidade: number; preco_unitario: number }[]
    }[]) {
      for (const { nome, quantidade, preco_unitario } of v.produtos_comprados)
        add(totals, nome, quantidade * cents(preco_unitario))
    }
    const rows = result.tables['atividade_cassandra.vendas_por_produto'] ?? []
    expect(result.error).toBeUndefined()
    expect(
      sorted(new Map(rows.map(row => [String(row.nome_produto), cents(Number(row.valor_total))]))),
    ).toEqual(sorted(totals))
  })

  it('R3 keeps the raw events and both charts', async () => {
    const result = await begin(load('r3-sales-dashboards.yaml', partitions), {
      events: 2000,
      rate: 'max',
      seed,
    }).done
    const [cards, countries] = [new Map<string, number>(), new Map<string, number>()]
    const orders = (await topic('order-events')) as {
      order_id: number
      order_amount: number
      order_card_type: string
      order_country_name: string
    }[]
    for (const order of orders) {
      add(cards, order.order_card_type, cents(order.order_amount))
      add(countries, order.order_country_name, cents(order.order_amount))
    }
    const table = (name: string, key: string) =>
      sorted(
        new Map(
          result.tables[name]?.map(row => [String(row[key]), cents(Number(row.total_sales))]),
        ),
      )
    expect(result.error).toBeUndefined()
    expect(table('charts_salesbycardtype', 'card_type')).toEqual(sorted(cards))
    expect(table('charts_salesbycountry', 'country')).toEqual(sorted(countries))
    const ids = (result.tables['ecom_db.order_events'] ?? [])
      .map(row => Number(row.order_id))
      .sort((a, b) => a - b)
    expect(ids).toEqual(orders.map(o => o.order_id).sort((a, b) => a - b))
  })

  it('R2 subtracts cancellations, in the embedded SQL file', async () => {
    const result = await begin(load('r2-ecommerce-transactions.yaml', partitions), {
      events: 3000,
      rate: 'max',
      seed,
    }).done
    const sales = new Map<string, number>()
    let cancelled = 0
    for (const t of (await topic('ecommerce-transactions')) as {
      TransactionNo: string
      Country: string
      Price: number
      Quantity: number
    }[]) {
      add(sales, t.Country, cents(t.Price) * t.Quantity)
      if (t.TransactionNo.startsWith('C')) cancelled += 1
    }
    const rows = result.tables.sales_by_country ?? []
    expect(result.ledger).toMatchObject({ expected: 3000, arrived: 3000, deadLetters: 0 })
    expect(
      sorted(new Map(rows.map(row => [String(row.country), cents(Number(row.sales))]))),
    ).toEqual(sorted(sales))
    expect(cancelled).toBeGreaterThan(0)
    expect(rows.reduce((sum, row) => sum + Number(row.cancelled_lines), 0)).toBe(cancelled)
  })

  it('R4 counts, keeps stock, handles half, writes mails and the report at midnight', async () => {
    const lab = load('r4-simulator.yaml', partitions)
    const run = begin(lab, { events: 600, rate: 'max', seed }, false)
    const rowsOf = async (view: string) =>
      (await run.feeds.view(view)).items.map(({ values }) => values)
    await until(
      async () => run.summary().ledger.expected >= 600 && run.summary().ledger.onTheWay === 0,
    )
    // Six groups read the orders: each record counts once, and each sink has its own sum.
    const { sinks, ...whole } = run.summary().ledger
    expect(whole).toMatchObject({ expected: 600, arrived: 600, lost: 0, doubled: 0 })
    expect(sinks.length).toBeGreaterThanOrEqual(6)
    for (const { expected, arrived, onTheWay } of sinks) expect(arrived + onTheWay).toBe(expected)
    const orders = (await topic('e-commerce-orders')) as Order[]
    expect(orders).toHaveLength(600)
    const perDay = new Map<string, number>()
    const salesPerDay = new Map<string, number>()
    const sold = new Map<string, { quantity: number; total: number }>()
    for (const { ordertime, order_details } of orders) {
      const day = `${ordertime.slice(0, 10)}T00:00:00.000Z`
      add(perDay, day, 1)
      for (const { product, quantity } of order_details) {
        add(salesPerDay, day, cents(product.price) * quantity)
        const known = sold.get(product.name) ?? { quantity: 0, total: 0 }
        sold.set(product.name, {
          quantity: known.quantity + quantity,
          total: known.total + cents(product.price) * quantity,
        })
      }
    }
    const days = (rows: readonly (readonly unknown[])[], scale: number) =>
      new Map(rows.map(([start, , figure]) => [String(start), Math.round(Number(figure) * scale)]))
    await until(
      async () =>
        JSON.stringify(sorted(days(await rowsOf('orders-since-midnight'), 1))) ===
        JSON.stringify(sorted(perDay)),
    )
    await until(
      async () =>
        JSON.stringify(sorted(days(await rowsOf('total-sales-today'), 100))) ===
        JSON.stringify(sorted(salesPerDay)),
    )
    // Between 50 and 149, and what was sold is what is missing: so there is just one right level.
    const levels = new Map(
      (await rowsOf('inventory-update')).map(([, name, quantity]) => [
        String(name),
        Number(quantity),
      ]),
    )
    for (const [name, { quantity }] of sold) {
      const level = levels.get(name) ?? NaN
      expect(level).toBeGreaterThanOrEqual(50)
      expect(level).toBeLessThan(150)
      expect((level - 150 + quantity) % 100).toBe(0)
    }
    const processed = (await topic('processed-orders')) as (Order & { processed: boolean })[]
    expect(processed.length).toBeGreaterThan(240)
    expect(processed.length).toBeLessThan(360)
    expect(processed.every(o => o.processed)).toBe(true)
    expect(new Set(processed.map(o => o.order_id)).size).toBe(processed.length)
    await until(async () =>
      (await rowsOf('processed-statistics')).every(
        ([, count]) => Number(count) === processed.length,
      ),
    )
    const reports = join(dir, 'files', 'r4-simulator', 'reports')
    const mails = (await readFile(join(reports, 'order_emails.txt'), 'utf8')).trimEnd().split('\n')
    expect(mails).toHaveLength(processed.length)
    expect(mails[0]).toMatch(
      /^Order \d+ for Customer \d+ has been handled and dispatched at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.$/,
    )
    // Midnight comes when the class wants it.
    const now = run.summary().clockMs ?? 0
    await run.moveClock({ to: (Math.floor(now / 86_400_000) + 1) * 86_400_000 + 1000 })
    let names: string[] = []
    await until(
      async () =>
        (names = (await readdir(reports)).filter(n => n.endsWith('_sales_report.txt'))).length > 0,
    )
    const report = await readFile(join(reports, names[0] ?? ''), 'utf8')
    const all = [...sold.values()].reduce((sum, p) => sum + p.total, 0)
    const lines = [...sold]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, p]) => `${name}: ${p.quantity} sold, Total: ${(p.total / 100).toFixed(2)} $`)
    const day = names[0]?.slice(0, 10)
    expect(report.trimEnd()).toBe(
      `Daily Sales Report for ${day}\n\nTotal Orders: 600\n\nTotal Sales: ${(all / 100).toFixed(2)} $\n\nSales per Product:\n${lines.join('\n')}`,
    )
    await run.stop()
    const { tables } = await run.done
    expect(tables['daily-report']).toEqual([{ file: `reports/${names[0]}`, text: report }])
    expect(tables['orders-since-midnight']?.at(-1)).toMatchObject({ orders: 600 })
  })
})

interface Order {
  readonly order_id: number
  readonly ordertime: string
  readonly order_details: {
    readonly product: { readonly name: string; readonly price: number }
    readonly quantity: number
  }[]
}

async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise(resolve => setTimeout(resolve, 20))
}
