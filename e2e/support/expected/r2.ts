// R2: sales by country out of the transactions in the topic, in cents; a cancellation's negative
// quantity subtracts by itself.
import { addTo, cents, centsOfStored, field, parseRaw, whole } from './cents'

export interface CountrySales {
  readonly country: string
  readonly sales: bigint
  readonly articles: bigint
  readonly transactions: bigint
  readonly cancelledLines: bigint
}

/** What table `sales_by_country` must hold, in the order of the countries' names. */
export function r2SalesByCountry(values: readonly string[]): CountrySales[] {
  const sales = new Map<string, bigint>()
  const articles = new Map<string, bigint>()
  const cancelled = new Map<string, bigint>()
  const numbers = new Map<string, Set<string>>()
  for (const value of values) {
    const line = parseRaw(value)
    const country = String(field(line, 'Country'))
    const number = String(field(line, 'TransactionNo'))
    const quantity = whole(field(line, 'Quantity'))
    addTo(sales, country, cents(field(line, 'Price')) * quantity)
    addTo(articles, country, quantity)
    addTo(cancelled, country, number.startsWith('C') ? 1n : 0n)
    numbers.set(country, (numbers.get(country) ?? new Set()).add(number))
  }
  return [...sales]
    .map(([country, amount]) => ({
      country,
      sales: amount,
      articles: articles.get(country) ?? 0n,
      transactions: BigInt(numbers.get(country)?.size ?? 0),
      cancelledLines: cancelled.get(country) ?? 0n,
    }))
    .sort(byCountry)
}

/** The table's rows in the same form, as a run prints them or a database gives them. */
export function r2Stored(rows: readonly Readonly<Record<string, unknown>>[]): CountrySales[] {
  return rows
    .map(row => ({
      country: String(row.country),
      sales: centsOfStored(row.sales),
      articles: BigInt(String(row.articles)),
      transactions: BigInt(String(row.transactions)),
      cancelledLines: BigInt(String(row.cancelled_lines)),
    }))
    .sort(byCountry)
}

const byCountry = (a: CountrySales, b: CountrySales) => (a.country < b.country ? -1 : 1)
