// The five reference labs as the tests run them: their topics, and a comparison of their tables
// with the topics' records. Each comparison throws at the first difference, with both sides.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { centsOfStored } from './expected/cents'
import { r0Totals, r1Totals } from './expected/products'
import { r2SalesByCountry, r2Stored } from './expected/r2'
import {
  r3RawOrders,
  r3SalesByCard,
  r3SalesByCountry,
  r3StoredOrders,
  r3StoredTotals,
} from './expected/r3'
import {
  byId,
  lastMoment,
  r4Days,
  r4Inventory,
  r4Mails,
  r4Orders,
  r4Processed,
  r4SalesOfHour,
  r4Statistics,
  type Stock,
} from './expected/r4'
import { repoPath } from './stamped'

type Row = Readonly<Record<string, unknown>>
export type Tables = Readonly<Record<string, readonly Row[]>>

/** What a run left behind. */
export interface LabOutcome {
  /** Values of the lab's own topics, by topic name. */
  readonly topics: Readonly<Record<string, readonly string[]>>
  /** Final rows, by name. */
  readonly tables: Tables
  /** The run's data directory, where its files are. */
  readonly data: string
  readonly seed: number
  /** A moment of the end of the run, on the lab's clock. */
  readonly endedAt: number
}

export interface ReferenceLab {
  readonly id: string
  /** The first is the one that the lab's producer fills. */
  readonly topics: readonly string[]
  readonly keyspace?: string
  compare(outcome: LabOutcome): void | Promise<void>
}

const sorted = (totals: Iterable<readonly [string, bigint]>) =>
  [...totals].sort(([a], [b]) => (a < b ? -1 : 1))
const valuesOf = ({ topics }: LabOutcome, name: string) => topics[name] ?? []

function totalsTable(rows: readonly Row[] | undefined, key: string, value: string) {
  return sorted((rows ?? []).map(row => [String(row[key]), centsOfStored(row[value])]))
}

export const R0: ReferenceLab = {
  id: 'r0-vendas-ecommerce',
  topics: ['vendas-ecommerce'],
  keyspace: 'atividade_cassandra',
  compare(outcome) {
    const stored = totalsTable(
      outcome.tables['atividade_cassandra.vendas_por_produto'],
      'nome_produto',
      'valor_total',
    )
    expect(stored).toEqual(sorted(r0Totals(valuesOf(outcome, 'vendas-ecommerce'))))
  },
}

export const R1: ReferenceLab = {
  id: 'r1-ventas-events',
  topics: ['ventas-events'],
  compare(outcome) {
    const printed = totalsTable(outcome.tables.console, 'product_name', 'total_sold_value')
    expect(printed).toEqual(sorted(r1Totals(valuesOf(outcome, 'ventas-events'))))
  },
}

export const R2: ReferenceLab = {
  id: 'r2-ecommerce-transactions',
  topics: ['ecommerce-transactions'],
  compare(outcome) {
    const stored = r2Stored(outcome.tables.sales_by_country ?? [])
    expect(stored).toEqual(r2SalesByCountry(valuesOf(outcome, 'ecommerce-transactions')))
  },
}

export const R3: ReferenceLab = {
  id: 'r3-sales-dashboards',
  topics: ['order-events'],
  keyspace: 'ecom_db',
  compare(outcome) {
    const orders = valuesOf(outcome, 'order-events')
    const { tables } = outcome
    expect(r3StoredOrders(tables['ecom_db.order_events'] ?? [])).toEqual(r3RawOrders(orders))
    expect(r3StoredTotals(tables.charts_salesbycardtype ?? [], 'card_type')).toEqual(
      r3SalesByCard(orders),
    )
    expect(r3StoredTotals(tables.charts_salesbycountry ?? [], 'country')).toEqual(
      r3SalesByCountry(orders),
    )
  },
}

export const R4: ReferenceLab = {
  id: 'r4-simulator',
  topics: ['e-commerce-orders', 'processed-orders'],
  async compare(outcome) {
    const { tables, seed, endedAt } = outcome
    const orders = r4Orders(valuesOf(outcome, 'e-commerce-orders'))
    const processed = r4Orders(valuesOf(outcome, 'processed-orders'))
    const days = r4Days(orders)
    const dayOf = (row: Row) => String(row.window_start).slice(0, 10)
    const perDay = (rows: readonly Row[] = []) => rows.map(dayOf).sort()
    expect(perDay(tables['orders-since-midnight'])).toEqual([...days.keys()])
    for (const row of tables['orders-since-midnight'] ?? [])
      expect(BigInt(String(row.orders))).toBe(days.get(dayOf(row))?.orders)
    expect(perDay(tables['total-sales-today'])).toEqual([...days.keys()])
    for (const row of tables['total-sales-today'] ?? [])
      expect(centsOfStored(row.sales)).toBe(days.get(dayOf(row))?.sales)
    const hour = (tables['total-sales-past-hour'] ?? []).map(row => centsOfStored(row.sales))
    expect(hour).toEqual([r4SalesOfHour(orders, endedAt)])
    expect(stockOf(tables['inventory-update'])).toEqual(r4Inventory(orders))
    expect(byId(processed)).toEqual(r4Processed(orders, seed))
    const lately = (tables['processed-statistics'] ?? []).map(
      row => [String(row.window), Number(row.orders)] as const,
    )
    const statistics = new Map(lately)
    // The lab counted last at some moment between its last order and its end.
    const atEnd = r4Statistics(processed, endedAt)
    const atLastOrder = r4Statistics(processed, lastMoment(processed))
    expect([...statistics.keys()].sort()).toEqual([...atEnd.keys()].sort())
    for (const [window, orders] of statistics) {
      expect(orders, window).toBeGreaterThanOrEqual(atEnd.get(window) ?? 0)
      expect(orders, window).toBeLessThanOrEqual(atLastOrder.get(window) ?? 0)
    }
    const average = (tables['processed-statistics'] ?? []).find(
      row => row.window === '2 hours',
    )?.per_5_minutes
    expect(Number(average)).toBe(Math.floor((statistics.get('2 hours') ?? 0) / 24))
    expect(
      (await mailsOf(outcome.data)).map(line =>
        line.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.$/, ''),
      ),
    ).toEqual(r4Mails(processed))
  },
}

function stockOf(rows: readonly Row[] = []): Map<number, Stock> {
  const stock = rows.map(({ product_id, name, quantity, refills }) => {
    const levels = {
      name: String(name),
      quantity: BigInt(String(quantity)),
      refills: BigInt(String(refills)),
    }
    return [Number(product_id), levels] as const
  })
  return new Map(stock.sort(([a], [b]) => a - b))
}

export const mailFile = (data: string) => join(data, 'files', R4.id, 'reports', 'order_emails.txt')

/** The lines of the e-mail log, by the orders' numbers. */
export async function mailsOf(data: string): Promise<string[]> {
  const lines = (await readFile(mailFile(data), 'utf8')).trimEnd().split('\n')
  const numberOf = (line: string) => Number(/^Order (\d+) /.exec(line)?.[1])
  return lines.sort((a, b) => numberOf(a) - numberOf(b))
}

export const REFERENCE_LABS: readonly ReferenceLab[] = [R0, R1, R2, R3, R4]

/**
 * The lab's file as it stands, its topics made with so many partitions; `edit` changes more of the
 * text.
 */
export async function labCopy(
  { id }: ReferenceLab,
  partitions: number,
  folder: string,
  edit = (text: string) => text,
): Promise<string> {
  const text = await readFile(repoPath(`resources/labs/${id}.yaml`), 'utf8')
  const file = join(folder, `${id}-${partitions}.yaml`)
  await writeFile(file, edit(text.replaceAll('partitions: 1 }', `partitions: ${partitions} }`)))
  return file
}

const NAMES = [
  'Keyboard',
  'Mouse',
  'Chair',
  'Table',
  'Shoes',
  'Hat',
  'Gloves',
  'Pizza',
  'Cheese',
  'Towels',
]
const AGES_MINUTES = [1, 2, 10, 20, 40, 50, 80, 100, 150, 200]

/** Orders of R4 with numbers of their own, made minutes to hours before `nowMs` (UTC). */
export function agedOrders(nowMs: number): string[] {
  return AGES_MINUTES.map((age, i) => {
    const product = { product_id: String(i + 1), name: NAMES[i], price: (1005 + 100 * i) / 100 }
    const ordertime = new Date(nowMs - age * 60_000).toISOString().slice(0, 19).replace('T', ' ')
    return JSON.stringify({
      order_id: 900_001 + i,
      order_details: [{ product, quantity: 1 + (i % 5) }],
      customer_id: i,
      ordertime,
    })
  })
}
