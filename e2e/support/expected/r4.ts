// R4: what its six consumers must come to, recomputed from the topics and the rules in
// ../../../resources/labs (start 150, refill of 100 below 50, half of the orders by a seeded hash
// of their number, windows of 5 to 120 minutes). Nothing here is shared with the engine.
import { addTo, cents, field, list, parseRaw, whole, type Raw } from './cents'

export interface OrderItem {
  readonly productId: number
  readonly name: string
  readonly price: bigint
  readonly quantity: bigint
}
export interface Order {
  readonly id: bigint
  readonly customer: bigint
  /** `yyyy-MM-dd HH:mm:ss` on the lab's wall clock. */
  readonly time: string
  readonly items: readonly OrderItem[]
  /** Only in `processed-orders`. */
  readonly processed: boolean
}

/** The orders of `e-commerce-orders` or of `processed-orders`, in the order of reading. */
export const r4Orders = (values: readonly string[]): Order[] =>
  values.map(value => orderOf(parseRaw(value)))

function orderOf(raw: Raw): Order {
  return {
    id: whole(field(raw, 'order_id')),
    customer: whole(field(raw, 'customer_id')),
    time: String(field(raw, 'ordertime')),
    items: list(field(raw, 'order_details')).map(detail => {
      const product = field(detail, 'product')
      return {
        productId: Number(String(field(product, 'product_id'))),
        name: String(field(product, 'name')),
        price: cents(field(product, 'price')),
        quantity: whole(field(detail, 'quantity')),
      }
    }),
    processed: field(raw, 'processed') === true,
  }
}

const amountOf = ({ items }: Order): bigint =>
  items.reduce((sum, { price, quantity }) => sum + price * quantity, 0n)
const dayOf = ({ time }: Order): string => time.slice(0, 10)

/** 1 and 2a: orders and sales (cents) of each day. */
export function r4Days(orders: readonly Order[]): Map<string, { orders: bigint; sales: bigint }> {
  const counts = new Map<string, bigint>()
  const sales = new Map<string, bigint>()
  for (const order of orders) {
    addTo(counts, dayOf(order), 1n)
    addTo(sales, dayOf(order), amountOf(order))
  }
  return new Map(
    [...counts].sort().map(([day, count]) => [day, { orders: count, sales: sales.get(day) ?? 0n }]),
  )
}

const MINUTE_MS = 60_000
/** A wall time as a moment; `zoneMs` is how far the lab's zone is ahead of UTC. */
const momentOf = ({ time }: Order, zoneMs: number) =>
  Date.parse(`${time.replace(' ', 'T')}Z`) - zoneMs
const within = (orders: readonly Order[], nowMs: number, minutes: number, zoneMs: number) =>
  orders.filter(order => momentOf(order, zoneMs) >= nowMs - minutes * MINUTE_MS)

/** Of the newest order. */
export const lastMoment = (orders: readonly Order[], zoneMs = 0): number =>
  orders.reduce((last, order) => Math.max(last, momentOf(order, zoneMs)), 0)

/** 2b: sales (cents) of the hour before `nowMs`. */
export const r4SalesOfHour = (orders: readonly Order[], nowMs: number, zoneMs = 0): bigint =>
  within(orders, nowMs, 60, zoneMs).reduce((sum, order) => sum + amountOf(order), 0n)

/**
 * 3: the text of `reports/<day>_sales_report.txt`, of the orders that were read on that day of the
 * lab's clock.
 */
export function r4Report(day: string, orders: readonly Order[]): string {
  const sold = new Map<string, { quantity: bigint; total: bigint }>()
  for (const { name, price, quantity } of orders.flatMap(order => order.items)) {
    const known = sold.get(name) ?? { quantity: 0n, total: 0n }
    sold.set(name, { quantity: known.quantity + quantity, total: known.total + price * quantity })
  }
  const sales = orders.reduce((sum, order) => sum + amountOf(order), 0n)
  const lines = [...sold]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { quantity, total }]) => `${name}: ${quantity} sold, Total: ${money(total)} $`)
  return [
    `Daily Sales Report for ${day}`,
    '',
    `Total Orders: ${orders.length}`,
    '',
    `Total Sales: ${money(sales)} $`,
    '',
    'Sales per Product:',
    ...lines,
    '',
  ].join('\n')
}

/** 1234n → 12.34 */
export function money(amount: bigint): string {
  const text = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}

export interface Stock {
  readonly name: string
  readonly quantity: bigint
  readonly refills: bigint
}

/**
 * 4: stock by product number, step by step. (Which order comes first does not matter to the end: it
 * stays between 50 and 149.)
 */
export function r4Inventory(orders: readonly Order[]): Map<number, Stock> {
  const stock = new Map<number, Stock>()
  for (const { productId, name, quantity } of orders.flatMap(order => order.items)) {
    const before = stock.get(productId) ?? { name, quantity: 150n, refills: 0n }
    const left = before.quantity - quantity
    const isLow = left < 50n
    stock.set(productId, {
      name: before.name,
      quantity: isLow ? left + 100n : left,
      refills: isLow ? before.refills + 1n : before.refills,
    })
  }
  return new Map([...stock].sort(([a], [b]) => a - b))
}

const WORD = 0xffffffffn

/**
 * 5: whether chance handles this order: 32 bits of FNV-1a over `seed:number` (two bytes a
 * character, low byte first), mixed as murmur3 ends, below one half. In BigInt, to share no
 * arithmetic with the product.
 */
export function r4IsHandled(orderId: bigint, seed: number): boolean {
  let hash = 0x811c9dc5n
  for (const character of `${seed}:${orderId}`) {
    const code = BigInt(character.charCodeAt(0))
    for (const byte of [code & 0xffn, code >> 8n]) hash = ((hash ^ byte) * 0x01000193n) & WORD
  }
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & WORD
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & WORD
  return (hash ^ (hash >> 16n)) < 0x80000000n
}

/**
 * 5: the orders that `processed-orders` must hold, by number; those that chance handles are marked.
 */
export const r4Processed = (orders: readonly Order[], seed: number): Order[] =>
  byId(
    orders.filter(({ id }) => r4IsHandled(id, seed)).map(order => ({ ...order, processed: true })),
  )

export const byId = (orders: readonly Order[]): Order[] =>
  [...orders].sort((a, b) => Number(a.id - b.id))

/** 5: the lines of `reports/order_emails.txt` without the moment at their end, by number. */
export const r4Mails = (processed: readonly Order[]): string[] =>
  byId(processed).map(
    ({ id, customer }) => `Order ${id} for Customer ${customer} has been handled and dispatched at`,
  )

export const R4_WINDOWS = {
  '5 minutes': 5,
  '30 minutes': 30,
  '1 hour': 60,
  '2 hours': 120,
} as const

/** 6: processed orders of the last 5, 30, 60 and 120 minutes before `nowMs`. */
export const r4Statistics = (
  processed: readonly Order[],
  nowMs: number,
  zoneMs = 0,
): Map<string, number> =>
  new Map(
    Object.entries(R4_WINDOWS).map(([label, minutes]) => [
      label,
      within(processed, nowMs, minutes, zoneMs).length,
    ]),
  )

/**
 * What OpenSearch's `consumer_output` must show last under each metric: its value as text, for
 * orders of one single day.
 */
export function r4Metrics(
  orders: readonly Order[],
  processed: readonly Order[],
  nowMs: number,
): Map<string, string> {
  const days = [...r4Days(orders).values()]
  if (days.length !== 1) throw new Error(`the orders are of ${days.length} days`)
  const [today] = days
  return new Map([
    ['Orders since midnight:', String(today?.orders)],
    ['Total sales for today:', `${money(today?.sales ?? 0n)} $`],
    ['Total sales for the past hour:', `${money(r4SalesOfHour(orders, nowMs))} $`],
    ...[...r4Inventory(orders)].map(
      ([id, { name, quantity }]) => [`${name} (ProductID ${id})`, String(quantity)] as const,
    ),
    ...[...r4Statistics(processed, nowMs)].map(
      ([label, count]) => [`Last ${label}`, String(count)] as const,
    ),
  ])
}
