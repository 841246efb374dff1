// The slides of a lab: one for the whole, then one for each node in the order of the flow, then one
// for each tile of its dashboard. What a class sees is made here, from the lab alone, so that no
// address and no secret can be among it.
import { edgesOf, inOrder, type LabFile, type LocalText } from '@shared/lab'
import type { NodeInfo } from '@shared/contract'

export interface Slide {
  /** Undefined for the slide of the whole lab. */
  readonly node: string | undefined
  /** Which tile of the dashboard, on the slide of one. */
  readonly tile?: number
  readonly title: LocalText
  readonly text: LocalText | undefined
  /** Only for the speaker. */
  readonly notes: LocalText | undefined
}

export function slidesOf(
  lab: LabFile,
  infoOf: (type: string) => NodeInfo | undefined,
): readonly Slide[] {
  const whole: Slide = {
    node: undefined,
    title: lab.title,
    text: lab.summary,
    notes: lab.notes,
  }
  const nodes = inOrder(lab).flatMap((id): Slide[] => {
    const node = lab.nodes[id]
    if (node === undefined) return []
    const info = infoOf(node.type)
    return [{ node: id, title: node.title ?? id, text: info?.doc, notes: node.notes }]
  })
  const tiles = (lab.dashboard ?? []).map((tile, at): Slide => ({
    node: tile.node,
    tile: at,
    title: tile.title ?? lab.nodes[tile.node ?? '']?.title ?? tile.node ?? lab.title,
    text: undefined,
    notes: tile.notes,
  }))
  return [whole, ...nodes, ...tiles]
}

/** The nodes on a slide: the one that it is about, and those that it reads and feeds. */
export function neighbours(lab: LabFile, node: string | undefined): readonly string[] {
  const order = inOrder(lab)
  if (node === undefined) return order
  const near = new Set([node])
  for (const { from, to } of edgesOf(lab)) {
    if (to === node) near.add(from)
    if (from === node) near.add(to)
  }
  return order.filter(id => near.has(id))
}
