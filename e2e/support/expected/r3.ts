// R3: the raw orders that `ecom_db.order_events` must hold, and both charts in cents, recomputed
// from the topic.
import { addTo, cents, centsOfStored, field, parseRaw, type Raw } from './cents'

/**
 * One row of `order_events`: the order's own fields as text (the amount in cents), and the
 * partition key made from its time.
 */
export type RawOrder = Readonly<Record<string, string>>

const TEXT_FIELDS = [
  'order_product_name',
  'order_card_type',
  'order_datetime',
  'order_country_name',
  'order_city_name',
  'order_ecommerce_website_name',
] as const

const numberText = (raw: Raw): string =>
  raw !== null && typeof raw === 'object' && 'number' in raw ? String(raw.number) : String(raw)

/** What table `order_events` must hold, by order number. */
export function r3RawOrders(values: readonly string[]): RawOrder[] {
  return values
    .map(value => {
      const order = parseRaw(value)
      const time = String(field(order, 'order_datetime'))
      return {
        order_id: numberText(field(order, 'order_id')),
        order_amount: String(cents(field(order, 'order_amount'))),
        partition_date: time.slice(0, 10),
        partition_hour: time.slice(11, 13),
        ...Object.fromEntries(TEXT_FIELDS.map(name => [name, String(field(order, name))])),
      }
    })
    .sort(byNumber)
}

/** The table's rows in the same form. */
export function r3StoredOrders(rows: readonly Readonly<Record<string, unknown>>[]): RawOrder[] {
  return rows
    .map(row => ({
      order_id: String(row.order_id),
      order_amount: String(centsOfStored(row.order_amount)),
      ...Object.fromEntries(
        ['partition_date', 'partition_hour', ...TEXT_FIELDS].map(name => [name, String(row[name])]),
      ),
    }))
    .sort(byNumber)
}

const byNumber = (a: RawOrder, b: RawOrder) => Number(a.order_id) - Number(b.order_id)

/** `charts_salesbycardtype`: total_sales in cents by card_type. */
export const r3SalesByCard = (values: readonly string[]) => totalsBy(values, 'order_card_type')

/** `charts_salesbycountry`: total_sales in cents by country. */
export const r3SalesByCountry = (values: readonly string[]) =>
  totalsBy(values, 'order_country_name')

function totalsBy(values: readonly string[], name: string): Map<string, bigint> {
  const totals = new Map<string, bigint>()
  for (const value of values) {
    const order = parseRaw(value)
    addTo(totals, String(field(order, name)), cents(field(order, 'order_amount')))
  }
  return sortedTotals(totals)
}

/** A chart's table as stored. Its key is unique: a group that is there twice is an error. */
export function r3StoredTotals(
  rows: readonly Readonly<Record<string, unknown>>[],
  key: 'card_type' | 'country',
): Map<string, bigint> {
  const totals = new Map(rows.map(row => [String(row[key]), centsOfStored(row.total_sales)]))
  if (totals.size !== rows.length) throw new Error(`${rows.length} rows for ${totals.size} groups`)
  return sortedTotals(totals)
}

const sortedTotals = (totals: ReadonlyMap<string, bigint>) =>
  new Map([...totals].sort(([a], [b]) => (a < b ? -1 : 1)))
