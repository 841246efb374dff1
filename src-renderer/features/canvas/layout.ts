// Automatic layout, left to right: columns by the longest way from a source, rows by the middle of what comes before (barycentre, two
// passes). Distances are those of the design: nodes 134 wide, gaps of 52 for the labels of the edges.
import type { LabEdge } from '@shared/lab'

export const NODE_WIDTH = 134
export const SINK_WIDTH = 150
export const NODE_HEIGHT = 116
export const GAP = 52
const COLUMN = NODE_WIDTH + GAP
const ROW = NODE_HEIGHT + 44

export interface Point {
  readonly x: number
  readonly y: number
}

export function columnsOf(ids: readonly string[], edges: readonly Pick<LabEdge, 'from' | 'to'>[]): Map<string, number> {
  const column = new Map<string, number>()
  const before = new Map(ids.map(id => [id, edges.filter(edge => edge.to === id && edge.from !== id).map(edge => edge.from)]))
  const place = (id: string, walked: ReadonlySet<string>): number => {
    const known = column.get(id)
    if (known !== undefined) return known
    if (walked.has(id)) return 0
    const next = new Set([...walked, id])
    const at = Math.max(-1, ...(before.get(id) ?? []).filter(from => before.has(from)).map(from => place(from, next))) + 1
    column.set(id, at)
    return at
  }
  for (const id of ids) place(id, new Set())
  return column
}

/** Left to right, top to bottom: the order in which Tab walks. */
export function flowOrder(ids: readonly string[], edges: readonly Pick<LabEdge, 'from' | 'to'>[]): string[] {
  const column = columnsOf(ids, edges)
  return [...ids].sort((a, b) => (column.get(a) ?? 0) - (column.get(b) ?? 0))
}

export function layout(ids: readonly string[], edges: readonly Pick<LabEdge, 'from' | 'to'>[]): Map<string, Point> {
  const column = columnsOf(ids, edges)
  const columns: string[][] = []
  for (const id of ids) (columns[column.get(id) ?? 0] ??= []).push(id)
  const rowOf = new Map<string, number>()
  columns.forEach(list => list.forEach((id, row) => rowOf.set(id, row)))

  const middle = (id: string, side: 'from' | 'to') => {
    const other = side === 'from' ? 'to' : 'from'
    const rows = edges.filter(edge => edge[other] === id).flatMap(edge => rowOf.get(edge[side]) ?? [])
    return rows.length === 0 ? (rowOf.get(id) ?? 0) : rows.reduce((sum, row) => sum + row, 0) / rows.length
  }
  const settle = (list: string[], side: 'from' | 'to') => {
    const wanted = new Map(list.map(id => [id, middle(id, side)]))
    list.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
    let last = -1
    for (const id of list) {
      const row = Math.max(last + 1, side === 'from' ? (wanted.get(id) ?? 0) : Math.max(rowOf.get(id) ?? 0, wanted.get(id) ?? 0))
      rowOf.set(id, row)
      last = row
    }
  }
  columns.slice(1).forEach(list => settle(list, 'from'))
  // Sources that feed one node stand around it rather than above it.
  const first = columns[0]
  if (first !== undefined && first.length === 1) settle(first, 'to')

  return new Map(ids.map(id => [id, { x: 16 + (column.get(id) ?? 0) * COLUMN, y: 40 + (rowOf.get(id) ?? 0) * ROW }]))
}
