// Automatic layout, left to right, after Sugiyama: columns by the longest way from a source, rows
// ordered so that few edges cross, places such that edges run straight where they can and no column
// is taller than necessary. Nodes are 134 wide, and the gaps have room for the labels of
// the edges; rows are closer where a column has many nodes.
import type { LabEdge } from '@shared/lab'

export const NODE_WIDTH = 134
export const SINK_WIDTH = 150
/** Where an edge meets a node, from its top. */
export const PORT_TOP = 56

/** Between two columns: the figures of an edge have room in it. */
export const EDGE_GAP = 66

export interface Sizes {
  readonly node: number
  /** A view shows its largest rows. */
  readonly view: number
  readonly gap: number
  readonly rowGap: number
}
export const ROOMY: Sizes = { node: 116, view: 146, gap: EDGE_GAP, rowGap: 30 }
/**
 * For columns of many nodes: each has one line of configuration less, so that the whole drawing
 * fits and can still be read.
 */
export const DENSE: Sizes = { node: 94, view: 106, gap: EDGE_GAP, rowGap: 12 }
const ROWS_ROOMY = 4
/** An edge that passes a column takes a lane between the nodes there. */
const LANE = 26
const LEFT = 16
const TOP = 40
const SWEEPS = 8
/** Between two columns when an end of each edge is a card, which has the figures itself. */
const CARD_GAP = 44
/** Between two frames below each other. */
export const FRAME_GAP = 10

export interface Point {
  readonly x: number
  readonly y: number
}
interface Edge extends Pick<LabEdge, 'from' | 'to'> {
  /** Its ends are drawn below each other, not one column further. */
  readonly below?: boolean
}

/** What the layout places: a node, a frame with all that is in it, or the card of a folded one. */
export interface Shape {
  readonly width: number
  readonly height: number
  /** Where edges meet it, from its top. */
  readonly port: number
  readonly is: 'node' | 'frame' | 'card'
}

export function columnsOf(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const column = new Map<string, number>()
  const before = new Map(
    ids.map(id => [id, edges.filter(edge => edge.to === id && edge.from !== id)]),
  )
  const place = (id: string, walked: ReadonlySet<string>): number => {
    const done = column.get(id)
    if (done !== undefined) return done
    if (walked.has(id)) return 0
    const next = new Set([...walked, id])
    const known = (before.get(id) ?? []).filter(({ from }) => before.has(from))
    const at = Math.max(
      0,
      ...known.map(({ from, below }) => place(from, next) + (below === true ? 0 : 1)),
    )
    column.set(id, at)
    return at
  }
  for (const id of ids) place(id, new Set())
  return column
}

export function sizesFor(ids: readonly string[], edges: readonly Edge[]): Sizes {
  const rows = new Map<number, number>()
  for (const column of columnsOf(ids, edges).values()) rows.set(column, (rows.get(column) ?? 0) + 1)
  return Math.max(0, ...rows.values()) > ROWS_ROOMY ? DENSE : ROOMY
}

/** Left to right, top to bottom: the order in which Tab walks. */
export function flowOrder(ids: readonly string[], edges: readonly Edge[]): string[] {
  const column = columnsOf(ids, edges)
  return [...ids].sort((a, b) => (column.get(a) ?? 0) - (column.get(b) ?? 0))
}

/**
 * A node, or the lane of an edge that passes a column. `port` is where edges meet it, from its top.
 */
interface Item {
  readonly id: string
  readonly height: number
  readonly port: number
  readonly is: Shape['is'] | 'lane'
  readonly before: Item[]
  readonly after: Item[]
  row: number
  y: number
}

export function layout(
  ids: readonly string[],
  edges: readonly Edge[],
  sizes = ROOMY,
  shapeOf: (id: string) => Shape = () => nodeShape(sizes.node),
): Map<string, Point> {
  const column = columnsOf(ids, edges)
  const shapes = new Map(ids.map(id => [id, shapeOf(id)]))
  const columns = itemsOf(ids, edges, column, shapes)
  order(columns)
  settle(columns, sizes.rowGap)
  const nodes = columns.flat().filter(item => column.has(item.id))
  const top = Math.min(...nodes.map(item => item.y))
  const lefts = leftsOf(columns, shapes, sizes)
  return new Map(
    nodes.map(({ id, y }) => [
      id,
      { x: lefts[column.get(id) ?? 0] ?? LEFT, y: Math.round(TOP + y - top) },
    ]),
  )
}

export const nodeShape = (height: number): Shape => ({
  width: NODE_WIDTH,
  height,
  port: PORT_TOP,
  is: 'node',
})

/** Where each column begins: behind the widest of the one before it. */
function leftsOf(
  columns: readonly (readonly Item[])[],
  shapes: ReadonlyMap<string, Shape>,
  { gap }: Sizes,
): number[] {
  const cards = columns.map(list => list.every(item => item.is === 'card' || item.is === 'lane'))
  let left = LEFT
  return columns.map((list, at) => {
    const here = left
    const widest = Math.max(NODE_WIDTH, ...list.map(({ id }) => shapes.get(id)?.width ?? 0))
    left += widest + (cards[at] === true || cards[at + 1] === true ? CARD_GAP : gap)
    return here
  })
}

function itemsOf(
  ids: readonly string[],
  edges: readonly Edge[],
  column: ReadonlyMap<string, number>,
  shapes: ReadonlyMap<string, Shape>,
): Item[][] {
  const columns: Item[][] = Array.from({ length: Math.max(0, ...column.values()) + 1 }, () => [])
  const put = (at: number, id: string, shape?: Shape): Item => {
    const list = columns[at] ?? []
    const { height, port, is } = shape ?? { height: 0, port: 0, is: 'lane' as const }
    const item: Item = { id, height, port, is, before: [], after: [], row: list.length, y: 0 }
    list.push(item)
    return item
  }
  const items = new Map(ids.map(id => [id, put(column.get(id) ?? 0, id, shapes.get(id))]))
  for (const { from, to } of edges) {
    const last = items.get(to)
    let here = items.get(from)
    if (here === undefined || last === undefined) continue
    const end = column.get(to) ?? 0
    for (let at = (column.get(from) ?? 0) + 1; at < end; at++) {
      const lane = put(at, `${from}>${to}@${at}`)
      join(here, lane)
      here = lane
    }
    if ((column.get(from) ?? 0) < end) join(here, last)
  }
  return columns
}

function join(from: Item, to: Item): void {
  from.after.push(to)
  to.before.push(from)
}

/**
 * Sweeps to and fro: each item goes to the middle of its neighbours; the order with the fewest
 * crossings is kept.
 */
function order(columns: readonly Item[][]): void {
  let best = columns.map(list => [...list])
  let fewest = crossings(columns)
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 === 0 ? 'before' : 'after'
    for (const list of side === 'before' ? columns : columns.toReversed()) {
      const wanted = new Map(list.map(item => [item, mean(item[side]) ?? item.row]))
      list.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
      list.forEach((item, row) => (item.row = row))
    }
    const now = crossings(columns)
    if (now >= fewest) continue
    fewest = now
    best = columns.map(list => [...list])
  }
  best.forEach((list, at) => {
    columns[at]?.splice(0, list.length, ...list)
    list.forEach((item, row) => (item.row = row))
  })
  for (const item of best.flat()) item.after.sort((a, b) => a.row - b.row)
}

const mean = (items: readonly Item[]) =>
  items.length === 0 ? undefined : items.reduce((sum, item) => sum + item.row, 0) / items.length

function crossings(columns: readonly Item[][]): number {
  let count = 0
  for (const list of columns) {
    const ends = list.flatMap(item => item.after.map(to => [item.row, to.row] as const))
    for (const [i, a] of ends.entries())
      for (const b of ends.slice(i + 1)) if ((a[0] - b[0]) * (a[1] - b[1]) < 0) count++
  }
  return count
}

function settle(columns: readonly Item[][], rowGap: number): void {
  for (const list of columns) place(list, rowGap, () => undefined)
  for (let pass = 0; pass < 3; pass++) {
    for (const list of columns) place(list, rowGap, item => middle(item, item.before))
    for (const list of columns.toReversed()) place(list, rowGap, item => middle(item, item.after))
  }
  for (const list of columns) {
    place(list, rowGap, item => middle(item, item.before) ?? item.y)
    straighten(list, rowGap)
  }
}

/** The lower middle of what a node hangs on: so a chain stays straight and its first branch too. */
function middle(item: Item, others: readonly Item[]): number | undefined {
  const ports = others.map(other => other.y + other.port).sort((a, b) => a - b)
  const port = ports[Math.floor((ports.length - 1) / 2)]
  return port === undefined ? undefined : port - item.port
}

function apart(above: Item, below: Item, rowGap: number): number {
  const gapOf = ({ is }: Item) =>
    ({ lane: LANE, node: rowGap, frame: FRAME_GAP, card: FRAME_GAP })[is]
  return above.height + Math.min(rowGap, gapOf(above), gapOf(below))
}

/**
 * As near as it goes to where each wants to be, in order and apart: the pool-adjacent-violators
 * method.
 */
function place(
  list: readonly Item[],
  rowGap: number,
  wanted: (item: Item) => number | undefined,
): void {
  let offset = 0
  const pools: { sum: number; weight: number; items: { item: Item; offset: number }[] }[] = []
  for (const [at, item] of list.entries()) {
    const above = list[at - 1]
    if (above !== undefined) offset += apart(above, item, rowGap)
    const want = wanted(item)
    const weight = want === undefined ? 0.001 : goesOn(item) ? 1 : 0.001
    let pool = { sum: weight * ((want ?? item.y) - offset), weight, items: [{ item, offset }] }
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.weight > pool.sum / pool.weight;
      last = pools.at(-1)
    ) {
      pools.pop()
      pool = {
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
        items: [...last.items, ...pool.items],
      }
    }
    pools.push(pool)
  }
  for (const { sum, weight, items } of pools)
    for (const each of items) each.item.y = sum / weight + each.offset
}

/** Of the branches of a node, the middle one goes on in its line; the others make room. */
function goesOn(item: Item): boolean {
  if (item.height === 0) return false
  return (
    item.before.length === 0 ||
    item.before.some(({ after }) => after[Math.floor((after.length - 1) / 2)] === item)
  )
}

/**
 * A node that is nearly in line with the one before it moves fully into line, where there is room.
 */
function straighten(list: readonly Item[], rowGap: number): void {
  for (const [at, item] of list.entries()) {
    const wanted = middle(item, item.before)
    const above = list[at - 1]
    const below = list[at + 1]
    if (wanted === undefined) continue
    const lowest = above === undefined ? -Infinity : above.y + apart(above, item, rowGap)
    const highest = below === undefined ? Infinity : below.y - apart(item, below, rowGap)
    item.y = Math.max(lowest, Math.min(highest, wanted))
  }
}
