// Small streams from a seed, for Spark and for us: a few steps over the same records, cut into the
// same batches. Times run forward with disorder; some records are late, come twice, or lack a field.
// A watermark is named once in a stream, because Spark refuses to define one anew. Which branch of a
// union comes first is nobody's promise, so behind one only equal rows are duplicates.
import type { SeededRandom } from '../../support/seeded-random'

export type StreamStep =
  | { readonly kind: 'filter'; readonly where: string }
  | {
      readonly kind: 'select'
      readonly fields: Readonly<Record<string, string>>
      readonly keep: boolean
    }
  | {
      readonly kind: 'explode'
      readonly path: string
      readonly as: string
      readonly keepEmpty: boolean
      readonly index?: string
    }
  /** Nested fields become top-level ones, with `_` between the names. */
  | { readonly kind: 'flatten' }
  /** The rows twice, each time by steps of its own, as one stream again. */
  | { readonly kind: 'union'; readonly branches: readonly (readonly StreamStep[])[] }
  | DedupeStep
  | AggregateStep
  | JoinStep
  | MachineStep

/** A state per key with a timer; see timers.ts. */
export interface MachineStep {
  readonly kind: 'machine'
  readonly settings: Readonly<Record<string, unknown>>
}

export interface DedupeStep {
  readonly kind: 'dedupe'
  readonly by: readonly string[]
  /** The keys hold the event's time, and are forgotten behind the watermark. */
  readonly delay?: string
}

/** The rows with themselves: those of one condition with those of another. */
export interface JoinStep {
  readonly kind: 'join'
  readonly how: 'inner' | 'left' | 'right' | 'full'
  readonly left: JoinSide
  readonly right: JoinSide
  readonly within?: { readonly before: string; readonly after: string }
}
interface JoinSide {
  readonly where: string
  readonly delay?: string
}

export interface AggregateStep {
  readonly kind: 'aggregate'
  readonly by: Readonly<Record<string, string>>
  readonly compute: Readonly<Record<string, string>>
  readonly window?: StreamWindow
  readonly delay?: string
}

export type StreamWindow =
  { readonly size: string; readonly every?: string } | { readonly session: string }

type Mode = 'append' | 'update' | 'complete'

export interface StreamCase {
  /** Of the records, which are JSON. */
  readonly fields: Readonly<Record<string, string>>
  readonly steps: readonly StreamStep[]
  readonly mode: Mode
  /** A batch without rows follows where a watermark has moved. */
  readonly emptyBatches: boolean
  readonly batches: readonly (readonly string[])[]
}

export const FIELDS = {
  id: 'bigint',
  k: 'string',
  v: 'int',
  price: 'decimal(10,2)',
  at: 'timestamp',
  items: 'array<struct<name:string,qty:int>>',
  shop: 'struct<city:string,place:struct<zone:int,code:string>>',
}

const FILTERS = [
  'v > 3',
  "k <> 'a'",
  'price * v >= 10',
  'k is not null and length(k) < 2',
  'v % 2 = 0',
  'at is not null',
  'items[0].qty > 0',
  "k in ('a', 'b')",
  'coalesce(v, 0) between 1 and 6',
  'minute(at) < 30',
  'not (v = 2)',
  "shop.city = 'x' or shop.place.zone > 1",
]
const DERIVED: readonly Readonly<Record<string, string>>[] = [
  { total: 'price * v' },
  { kk: 'upper(k)', twice: 'v * 2' },
  { class: "case when v > 5 then 'big' when v > 2 then 'mid' end" },
  { half: 'v / 2' },
  { clock: "date_format(at, 'HH:mm')" },
  { v: 'v + 1' },
  { first: 'items[0].name', quantity: 'items[0].qty' },
  { price: 'round(price, 1)' },
  { spot: 'shop.place', code: 'shop.place.code' },
]
/** What one side of a union makes of a row: other types and fields than the other side. */
const SIDES: readonly Readonly<Record<string, string>>[] = [
  { v: 'v * 2L' },
  { v: 'price' },
  { side: "'left'" },
  { side: 'v % 2 = 0', price: 'price * 2' },
  { k: 'upper(k)' },
]
const COMPUTED = {
  n: 'count(*)',
  c: 'count(v)',
  s: 'sum(v)',
  low: 'min(v)',
  high: 'max(price)',
  mean: 'avg(v)',
  money: 'sum(price)',
  last: 'max(at)',
  word: 'min(k)',
  kinds: 'approx_count_distinct(k)',
  middle: 'percentile(v, 0.5)',
  most: 'percentile(price, 0.9)',
}
const WINDOWS = [
  { size: '10 minutes' },
  { size: '5 minutes' },
  { size: '10 minutes', every: '5 minutes' },
  { size: '6 minutes', every: '4 minutes' },
]
const SESSIONS = ['1 minute', '3 minutes', '5 minutes', '12 minutes']
export const DELAYS = ['0 seconds', '1 minute', '5 minutes', '12 minutes']

/** So many streams; the same ones for the same random source. */
export function streamCases(random: SeededRandom, count: number): readonly StreamCase[] {
  return Array.from({ length: count }, (_, i) => oneCase(random, i))
}

const SIDE_FILTERS = [
  ['v % 2 = 0', 'v % 2 = 1'],
  ['v < 6', 'v > 3'],
  ["shop.city = 'x'", 'true'],
  ['true', 'true'],
] as const
const BOUNDS = [
  { before: '0 seconds', after: '5 minutes' },
  { before: '3 minutes', after: '3 minutes' },
  { before: '10 minutes', after: '1 minute' },
  { before: '1 minute', after: '20 minutes' },
]

/**
 * Now and then without what an outer join needs, which Spark refuses. In a full join NULL is equal to
 * NULL in Spark, so there it is left out.
 */
function join(random: SeededRandom): JoinStep {
  const [one, other] = random.pick(SIDE_FILTERS)
  const how = random.pick(['inner', 'left', 'right', 'full'] as const)
  const lacks = (side: 'left' | 'right') => how !== side && random.below(8) === 0
  const side = (name: 'left' | 'right', text: string): JoinSide => {
    const where = how === 'full' ? `${text} and k is not null` : text
    return how !== 'full' && lacks(name) ? { where } : { where, delay: random.pick(DELAYS) }
  }
  const step = { kind: 'join', how, left: side('left', one), right: side('right', other) } as const
  return random.below(8) === 0 ? step : { ...step, within: random.pick(BOUNDS) }
}

function oneCase(random: SeededRandom, i: number): StreamCase {
  const steps: StreamStep[] = []
  if (random.below(2) === 0) steps.push({ kind: 'filter', where: random.pick(FILTERS) })
  if (random.below(2) === 0)
    steps.push({ kind: 'select', fields: random.pick(DERIVED), keep: true })
  const kind = KINDS[i % KINDS.length]!
  if (kind === 'joins') return joinCase(random, steps)
  const isJoined = random.below(4) === 0
  if (isJoined) steps.push(union(random, kind.startsWith('dedupe')))
  const exploded = random.below(3) === 0
  if (exploded) steps.push(explode(random))
  if (random.below(4) === 0) steps.push({ kind: 'flatten' })
  const item = exploded ? (isFlat(steps) ? 'item_' : 'item.') : undefined
  const { last, mode } = ending(random, kind, { isFlat: isFlat(steps), isJoined, item })
  const emptyBatches = random.below(3) > 0
  return {
    fields: FIELDS,
    steps: [...steps, ...last],
    mode,
    emptyBatches,
    batches: batches(random),
  }
}

const KINDS = [
  'plain',
  'dedupe',
  'totals',
  'windows',
  'windows',
  'dedupe-windows',
  'sessions',
  'sessions',
  'joins',
  'joins',
] as const

function joinCase(random: SeededRandom, before: readonly StreamStep[]): StreamCase {
  const kept = before.filter(({ kind }) => kind === 'filter')
  return {
    fields: FIELDS,
    steps: [...kept, join(random)],
    mode: 'append',
    emptyBatches: random.below(3) > 0,
    batches: batches(random),
  }
}

const isFlat = (steps: readonly StreamStep[]) => steps.some(({ kind }) => kind === 'flatten')

interface Before {
  readonly isFlat: boolean
  readonly isJoined: boolean
  /** How the fields of an exploded element begin: a flattened one has no name of its own left. */
  readonly item: string | undefined
}

/** The steps that remember something, and how their results come out. */
function ending(
  random: SeededRandom,
  kind: Exclude<(typeof KINDS)[number], 'joins'>,
  { isFlat: flat, isJoined, item }: Before,
): { last: readonly StreamStep[]; mode: Mode } {
  switch (kind) {
    case 'plain':
      return { last: random.below(2) === 0 ? [lastFilter(random, flat)] : [], mode: 'append' }
    case 'dedupe':
      return { last: [dedupe(random, isJoined)], mode: 'append' }
    case 'totals': {
      const once = !isJoined && random.below(3) === 0 ? [dedupe(random, false)] : []
      const mode = random.pick(['update', 'complete'] as const)
      return { last: [...once, totals(random, item)], mode }
    }
    case 'windows': {
      const mode = random.pick(['append', 'update', 'complete'] as const)
      const delay = mode === 'append' || random.below(3) > 0 ? random.pick(DELAYS) : undefined
      return { last: [windows(random, item, delay)], mode }
    }
    case 'sessions':
      return sessions(random, { isFlat: flat, isJoined, item })
    case 'dedupe-windows': {
      const mode = random.pick(['append', 'update', 'complete'] as const)
      const once = dedupe(random, isJoined)
      const delay = once.delay ?? (mode === 'append' ? random.pick(DELAYS) : undefined)
      return { last: [once, windows(random, item, delay)], mode }
    }
  }
}

const lastFilter = (random: SeededRandom, flat: boolean): StreamStep => ({
  kind: 'filter',
  where: random.pick(FILTERS.filter(text => !flat || !text.startsWith('shop'))),
})

/** Now and then without a key or in update mode, which Spark refuses. */
function sessions(
  random: SeededRandom,
  { isJoined, item }: Before,
): { last: readonly StreamStep[]; mode: Mode } {
  const mode = random.below(8) === 0 ? 'update' : random.pick(['append', 'complete'] as const)
  const once = !isJoined && random.below(4) === 0 ? [dedupe(random, false)] : []
  const named = once[0]?.delay
  const delay =
    named ?? (mode === 'append' || random.below(3) > 0 ? random.pick(DELAYS) : undefined)
  const { by, ...rest } = totals(random, item)
  const keys = Object.keys(by).length === 0 && random.below(4) > 0 ? { key: 'k' } : by
  const window = { session: random.pick(SESSIONS) }
  const step = { ...rest, by: keys, window }
  return { last: [...once, delay === undefined ? step : { ...step, delay }], mode }
}

function windows(
  random: SeededRandom,
  item: string | undefined,
  delay: string | undefined,
): AggregateStep {
  const step = { ...totals(random, item), window: random.pick(WINDOWS) }
  return delay === undefined ? step : { ...step, delay }
}

function union(random: SeededRandom, keepsRows: boolean): StreamStep {
  const filter = (): StreamStep => ({ kind: 'filter', where: random.pick(FILTERS) })
  const select = (): StreamStep => ({ kind: 'select', fields: random.pick(SIDES), keep: true })
  if (keepsRows) return { kind: 'union', branches: [[filter()], [filter()]] }
  const one = random.pick([[], [filter()], [select()], [filter(), select()]])
  const other = random.pick([[filter()], [select()], [select(), filter()]])
  return { kind: 'union', branches: [one, other] }
}

function explode(random: SeededRandom): StreamStep {
  const keepEmpty = random.below(2) === 0
  const index = random.below(2) === 0 ? { index: 'place' } : {}
  return { kind: 'explode', path: 'items', as: 'item', keepEmpty, ...index }
}

function dedupe(random: SeededRandom, isJoined: boolean): DedupeStep {
  const whole = [['id'], ['id', 'at']]
  const by = random.pick(isJoined ? whole : [...whole, ['k'], ['k', 'at'], ['k', 'v']])
  return by.includes('at')
    ? { kind: 'dedupe', by, delay: random.pick(DELAYS) }
    : { kind: 'dedupe', by }
}

/** `item`: how the fields of an exploded element begin. */
function totals(random: SeededRandom, item: string | undefined): AggregateStep {
  const name = `${item}name`
  const keys: Readonly<Record<string, string>>[] = [
    {},
    { key: 'k' },
    { key: 'k' },
    { rest: 'v % 3' },
    { key: 'k', isBig: 'v > 4' },
    ...(item === undefined ? [] : [{ name }, { key: 'k', name }]),
  ]
  const names = Object.entries(COMPUTED).filter(() => random.below(3) === 0)
  const compute = Object.fromEntries([
    ['n', COMPUTED.n],
    ...names,
    ...(item === undefined ? [] : [['quantity', `sum(${item}qty)`]]),
  ])
  return { kind: 'aggregate', by: random.pick(keys), compute }
}

const BEGIN_MS = Date.parse('2025-01-01T10:00:00Z')
const MINUTE_S = 60

export function batches(random: SeededRandom): readonly (readonly string[])[] {
  let nowS = 0
  let id = 0
  const made: string[] = []
  return Array.from({ length: 3 + random.below(4) }, () => {
    nowS += random.below(12) * MINUTE_S
    return Array.from({ length: random.below(7) }, () => {
      if (made.length > 0 && random.below(8) === 0) return random.pick(made)
      const lateS = random.below(12) === 0 ? random.below(60) * MINUTE_S : 0
      const disorderS = random.below(8 * MINUTE_S) - 2 * MINUTE_S
      const record = JSON.stringify(oneRecord(random, ++id, nowS - lateS - disorderS))
      made.push(record)
      return record
    })
  })
}

function oneRecord(random: SeededRandom, id: number, atS: number): Record<string, unknown> {
  const record: Record<string, unknown> = {
    id,
    k: random.pick(['a', 'b', 'c', 'dd', null]),
    v: random.below(10),
    price: random.below(4000) / 100,
    // Now and then exactly on a border of windows.
    at: new Date(
      BEGIN_MS + (random.below(6) === 0 ? Math.round(atS / 300) * 300 : atS) * 1000,
    ).toISOString(),
    items: Array.from({ length: random.below(4) }, () => ({
      name: random.pick(['x', 'y']),
      qty: random.below(5),
    })),
    shop: {
      city: random.pick(['x', 'y', null]),
      place: random.pick([null, { zone: random.below(3), code: 'z' }, { zone: null }]),
    },
  }
  if (random.below(10) === 0) record[random.pick(['v', 'price', 'at', 'items', 'shop'])] = null
  if (random.below(15) === 0) delete record[random.pick(['k', 'v', 'items'])]
  return record
}
