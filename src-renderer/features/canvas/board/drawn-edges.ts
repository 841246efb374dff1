// The edges that the canvas draws. What leads into a folded frame leads to its card, as one edge
// however many there are; what is inside is not drawn. An edge that runs back to a frame below is
// led round, through the gap between the two. Pure functions.
import { DEAD_PORT, type LabEdge } from '@shared/lab'
import { frameKey, type DrawnFrame } from './frames'
import type { DrawnNode } from './graph'

export interface DrawnEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly sourceHandle: string
  readonly targetHandle: string
  readonly type: 'lab'
  readonly data: EdgeData
}

export interface EdgeData {
  /** The one edge of the lab that this is, if it is just one. */
  readonly edge: LabEdge | undefined
  /** All edges of the lab that it stands for. */
  readonly edges: readonly LabEdge[]
  /** The node of which these are the dead letters. */
  readonly dead?: string
  /** One of its ends is a card, which has the figures. */
  readonly quiet?: boolean
  /** The height at which it is led round. */
  readonly bend?: number
  /** It runs straight as far as this, past what is open beside its card. */
  readonly past?: number
}

export function drawEdges(
  nodes: readonly DrawnNode[],
  frames: readonly DrawnFrame[],
  edges: readonly LabEdge[],
  dead: readonly string[],
): DrawnEdge[] {
  const known = new Map(nodes.map(node => [node.id, node]))
  const endOf = (id: string) => {
    const node = known.get(id)
    return node?.hidden === true && node.frame !== undefined ? frameKey(node.frame) : id
  }
  const drawn = new Map<string, DrawnEdge>()
  for (const edge of edges) {
    const [from, to] = [known.get(edge.from), known.get(edge.to)]
    if (from === undefined || to === undefined) continue
    const [source, target] = [endOf(edge.from), endOf(edge.to)]
    if (source === target) continue
    const quiet = from.hidden || to.hidden
    const key = quiet ? `${source}>${target}` : edge.id
    const all = [...(drawn.get(key)?.data.edges ?? []), edge]
    const only = all.length === 1 ? edge : undefined
    const bend = bendOf(frames, from.frame, to.frame)
    const past = from.hidden ? pastOf(frames, from.frame) : undefined
    drawn.set(key, {
      id: only?.id ?? key,
      source,
      target,
      sourceHandle: edge.port === DEAD_PORT && !from.hidden ? DEAD_PORT : 'out',
      targetHandle: 'in',
      type: 'lab',
      data: {
        edge: only,
        edges: all,
        quiet,
        ...(bend === undefined ? {} : { bend }),
        ...(past === undefined ? {} : { past }),
      },
    })
  }
  const extra = dead
    .filter(id => known.get(id)?.hidden === false)
    .map((id): DrawnEdge => ({
      id: `dead:${id}`,
      source: id,
      target: `dead:${id}`,
      sourceHandle: DEAD_PORT,
      targetHandle: 'in',
      type: 'lab',
      data: { edge: undefined, edges: [], dead: id },
    }))
  return [...drawn.values(), ...extra]
}

/** The right end of the frames that are above or below a card. */
function pastOf(frames: readonly DrawnFrame[], id: string | undefined): number | undefined {
  const card = frames.find(frame => frame.id === id)
  if (card === undefined) return undefined
  const right = card.place.x + card.width
  const ends = frames
    .filter(({ place, width }) => place.x < right && place.x + width > card.place.x)
    .map(({ place, width }) => place.x + width)
  const end = Math.max(...ends)
  return end > right ? end : undefined
}

/** Half way between two frames, one below the other. */
function bendOf(
  frames: readonly DrawnFrame[],
  from: string | undefined,
  to: string | undefined,
): number | undefined {
  const [a, b] = [from, to].map(id => frames.find(frame => frame.id === id))
  if (a === undefined || b === undefined || a === b) return undefined
  const [above, below] = a.place.y < b.place.y ? [a, b] : [b, a]
  return (above.place.y + above.height + below.place.y) / 2
}

const ROUND = 8
const AWAY = 14

/** Out to the right, along the gap, and into the target from the left. */
export function roundPath(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  bend = (from.y + to.y) / 2,
): string {
  const turn = (a: number, b: number) => Math.min(ROUND, Math.abs(b - a) / 2) * Math.sign(b - a)
  const [out, into] = [from.x + AWAY, to.x - AWAY]
  const [first, second] = [turn(from.y, bend), turn(bend, to.y)]
  return [
    `M${from.x} ${from.y}H${out - ROUND}Q${out} ${from.y} ${out} ${from.y + first}`,
    `V${bend - first}Q${out} ${bend} ${out - ROUND} ${bend}H${into + ROUND}`,
    `Q${into} ${bend} ${into} ${bend + second}V${to.y - second}`,
    `Q${into} ${to.y} ${into + ROUND} ${to.y}H${to.x}`,
  ].join('')
}
