// Computes the small drawing on a lab's card: nodes in columns by their distance from a source,
// with lines between them. A wide lab is squeezed into the frame, not cut.
import type { LabSummary, NodeKind } from '@shared/contract'

export interface DrawnNode {
  readonly id: string
  readonly type: string
  readonly kind: NodeKind
  readonly x: number
  readonly y: number
}
export interface Drawing {
  readonly nodes: readonly DrawnNode[]
  readonly lines: readonly string[]
  readonly size: number
}

const WIDTH = 236
const HEIGHT = 152
const SIZE_MAX = 26

export function draw(lab: Pick<LabSummary, 'nodes' | 'edges'>): Drawing {
  const column = new Map<string, number>()
  const into = (id: string) => lab.edges.filter(([, to]) => to === id).map(([from]) => from)
  const place = (id: string, walked: ReadonlySet<string>): number => {
    const known = column.get(id)
    if (known !== undefined) return known
    if (walked.has(id)) return 0
    const before = into(id).map(from => place(from, new Set([...walked, id])))
    const at = before.length === 0 ? 0 : Math.max(...before) + 1
    column.set(id, at)
    return at
  }
  for (const { id } of lab.nodes) place(id, new Set())

  const columns: string[][] = []
  for (const { id } of lab.nodes) (columns[column.get(id) ?? 0] ??= []).push(id)
  const count = Math.max(1, columns.length)
  const rows = Math.max(1, ...columns.map(ids => ids?.length ?? 0))
  const size = Math.min(SIZE_MAX, (WIDTH - 32) / (count * 1.5), (HEIGHT - 24) / (rows * 1.15))
  const stepX = count === 1 ? 0 : Math.min(size + 22, (WIDTH - 36 - size) / (count - 1))
  const left = (WIDTH - (stepX * (count - 1) + size)) / 2
  const stepY = Math.min(size + 8, (HEIGHT - 20 - size) / Math.max(1, rows - 1))

  const nodes = lab.nodes.map<DrawnNode>(({ id, type, kind }) => {
    const at = column.get(id) ?? 0
    const ids = columns[at] ?? []
    const top = (HEIGHT - (stepY * (ids.length - 1) + size)) / 2
    return { id, type, kind, x: left + at * stepX, y: top + ids.indexOf(id) * stepY }
  })
  const byId = new Map(nodes.map(node => [node.id, node]))
  const lines = lab.edges.flatMap(([from, to]) => {
    const a = byId.get(from)
    const b = byId.get(to)
    if (a === undefined || b === undefined) return []
    const [x1, y1, x2, y2] = [a.x + size, a.y + size / 2, b.x, b.y + size / 2]
    const bend = Math.max(6, (x2 - x1) / 2)
    return [
      y1 === y2
        ? `M${x1} ${y1}H${x2}`
        : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    ]
  })
  return { nodes, lines, size }
}
