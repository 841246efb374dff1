// Frames on the canvas: nodes that belong together are laid out among themselves, and the frame, open
// or folded to one card, takes its place among the rest. Folding changes no place inside. Pure
// functions.
import { edgesOf, type LabEdge, type LabFile, type LabFrame } from '@shared/lab'
import {
  FRAME_GAP,
  layout,
  NODE_WIDTH,
  PORT_TOP,
  nodeShape,
  type Point,
  type Shape,
  type Sizes,
} from './layout'

/** A folded consumer: one line, wide enough for all that it says. */
export const CARD = { width: 516, height: 48 }
/** A folded frame that nothing enters, such as a source and its topic: as wide as a node. */
export const FIRST_CARD = { width: NODE_WIDTH, height: 176 }
export const FRAME_PAD = 14
export const FRAME_HEAD = 34

export interface DrawnFrame {
  readonly id: string
  readonly frame: LabFrame
  /** The nodes that are there, in the order of the file. */
  readonly members: readonly string[]
  readonly folded: boolean
  /** Nothing enters it: its records are made in it. */
  readonly begins: boolean
  readonly place: Point
  readonly width: number
  readonly height: number
}

export interface NodeSize {
  readonly width: number
  readonly height: number
}

export interface Places {
  /** Of a node in a frame: in its frame. */
  readonly nodes: ReadonlyMap<string, Point>
  readonly frames: readonly DrawnFrame[]
}

/** How Vue Flow knows a frame; no node can have this name. */
export const frameKey = (id: string) => `frame:${id}`

export function frameOfNodes(lab: LabFile): Map<string, string> {
  const frames = new Map<string, string>()
  for (const [frame, { nodes }] of Object.entries(lab.frames ?? {}))
    for (const id of nodes)
      if (lab.nodes[id] !== undefined && !frames.has(id)) frames.set(id, frame)
  return frames
}

/** Both ends in a frame's nodes. */
export function among(ids: readonly string[], edges: readonly LabEdge[]): LabEdge[] {
  const known = new Set(ids)
  return edges.filter(({ from, to }) => known.has(from) && known.has(to))
}

export function membersOf(lab: LabFile): Map<string, string[]> {
  const frameOf = frameOfNodes(lab)
  const members = new Map<string, string[]>()
  for (const id of Object.keys(lab.nodes)) {
    const frame = frameOf.get(id)
    if (frame !== undefined) members.set(frame, [...(members.get(frame) ?? []), id])
  }
  return members
}

export function placeAll(
  lab: LabFile,
  edges: readonly LabEdge[],
  sizes: Sizes,
  sizeOf: (id: string) => NodeSize,
  isTopic: (id: string) => boolean,
): Places {
  const members = membersOf(lab)
  const inner = new Map(
    [...members].map(([frame, ids]) => [frame, innerPlaces(lab, ids, edges, sizes, sizeOf)]),
  )
  const shapes = new Map(
    [...members].map(([id, ids]) => {
      const begins = isFirst(ids, edges)
      return [frameKey(id), shapeOf(lab, { id, begins }, inner, sizeOf)]
    }),
  )
  const outer = outerGraph(lab, edges, isTopic)
  const auto = layout(
    outer.ids,
    outer.edges,
    sizes,
    id => shapes.get(id) ?? nodeShape(sizeOf(id).height),
  )
  const given = new Map([
    ...Object.entries(lab.nodes).map(([id, { at }]) => [id, at] as const),
    ...Object.entries(lab.frames ?? {}).map(([id, { at }]) => [frameKey(id), at] as const),
  ])
  const spots = new Map(
    outer.ids.map(id => {
      const at = given.get(id)
      return [id, at === undefined ? (auto.get(id) ?? { x: 0, y: 0 }) : { x: at[0], y: at[1] }]
    }),
  )
  const roomy = makeRoom(spots, id => shapes.get(id) ?? { ...nodeShape(0), ...sizeOf(id) })
  const loose = [...roomy].filter(([id]) => lab.nodes[id] !== undefined)
  return {
    nodes: new Map([...loose, ...[...inner.values()].flatMap(places => [...places])]),
    frames: [...members].flatMap(([id, ids]) => {
      const frame = lab.frames?.[id]
      const shape = shapes.get(frameKey(id))
      const place = roomy.get(frameKey(id))
      if (frame === undefined || shape === undefined || place === undefined) return []
      const { width, height } = shape
      const folded = frame.folded === true
      const begins = isFirst(ids, edges)
      return [{ id, frame, members: ids, folded, begins, place, width, height }]
    }),
  }
}

function isFirst(ids: readonly string[], edges: readonly LabEdge[]): boolean {
  const inside = new Set(ids)
  return edges.every(({ from, to }) => !inside.has(to) || inside.has(from))
}

function innerPlaces(
  lab: LabFile,
  ids: readonly string[],
  edges: readonly LabEdge[],
  sizes: Sizes,
  sizeOf: (id: string) => NodeSize,
): Map<string, Point> {
  const auto = layout(ids, among(ids, edges), sizes, id => nodeShape(sizeOf(id).height))
  const left = Math.min(...[...auto.values()].map(({ x }) => x))
  const top = Math.min(...[...auto.values()].map(({ y }) => y))
  return new Map(
    [...auto].map(([id, { x, y }]) => {
      const at = lab.nodes[id]?.at
      const free = { x: x - left + FRAME_PAD, y: y - top + FRAME_HEAD + FRAME_PAD }
      return [id, at === undefined ? free : { x: at[0], y: at[1] }]
    }),
  )
}

function shapeOf(
  lab: LabFile,
  { id, begins }: Pick<DrawnFrame, 'id' | 'begins'>,
  inner: ReadonlyMap<string, ReadonlyMap<string, Point>>,
  sizeOf: (id: string) => NodeSize,
): Shape {
  const card = begins ? FIRST_CARD : CARD
  if (lab.frames?.[id]?.folded === true) return { ...card, port: card.height / 2, is: 'card' }
  const ends = [...(inner.get(id) ?? [])].map(([node, { x, y }]) => {
    const { width, height } = sizeOf(node)
    return { right: x + width, bottom: y + height }
  })
  return {
    width: Math.max(begins ? 0 : CARD.width, ...ends.map(({ right }) => right + FRAME_PAD)),
    height: Math.max(CARD.height, ...ends.map(({ bottom }) => bottom + FRAME_PAD)),
    port: FRAME_HEAD + FRAME_PAD + PORT_TOP,
    is: 'frame',
  }
}

interface OuterEdge {
  readonly from: string
  readonly to: string
  readonly below: boolean
}

/**
 * Frames and loose nodes, each a node of a smaller graph. A consumer of what another consumer wrote
 * to a topic is drawn below it, so that all consumers are in one column.
 */
function outerGraph(
  lab: LabFile,
  edges: readonly LabEdge[],
  isTopic: (id: string) => boolean,
): { readonly ids: readonly string[]; readonly edges: readonly OuterEdge[] } {
  const frameOf = frameOfNodes(lab)
  const outerOf = (id: string) => {
    const frame = frameOf.get(id)
    return frame === undefined ? id : frameKey(frame)
  }
  const ids = [...new Set(Object.keys(lab.nodes).map(outerOf))]
  const between = edges.filter(({ from, to }) => outerOf(from) !== outerOf(to))
  const reads = new Set(between.map(({ to }) => outerOf(to)))
  const made = new Map<string, OuterEdge>()
  for (const { from, to } of between) {
    const [source, target] = [outerOf(from), outerOf(to)]
    const framed = frameOf.has(from) && frameOf.has(to)
    const below = framed && isTopic(from) && reads.has(source)
    made.set(`${source}>${target}`, { from: source, to: target, below })
  }
  return { ids, edges: [...made.values()] }
}

/** What an open frame would cover moves below it. */
function makeRoom(
  spots: ReadonlyMap<string, Point>,
  shapeOf: (id: string) => Shape,
): ReadonlyMap<string, Point> {
  const placed: { readonly id: string; readonly place: Point }[] = []
  const byTop = [...spots].sort(([, a], [, b]) => a.y - b.y)
  for (const [id, { x, y }] of byTop) {
    const own = shapeOf(id)
    let top = y
    for (const { id: other, place } of placed) {
      const shape = shapeOf(other)
      if (own.is !== 'frame' && shape.is !== 'frame') continue
      const beside = x >= place.x + shape.width || place.x >= x + own.width
      if (!beside && top < place.y + shape.height && place.y < top + own.height)
        top = place.y + shape.height + FRAME_GAP
    }
    placed.push({ id, place: { x, y: top } })
  }
  return new Map(placed.map(({ id, place }) => [id, place]))
}

/**
 * One frame for each consumer group, when there are several: all that only this group leads to.
 * What several lead to, such as a sink for all, stays outside.
 */
export function consumerFrames(
  lab: LabFile,
  isTopic: (id: string) => boolean,
): { readonly first: string; readonly nodes: readonly string[] }[] {
  const edges = edgesOf(lab)
  const consumers = new Map<string, string[]>()
  for (const { from, to, group } of edges)
    if (isTopic(from)) {
      const name = `${from} ${group ?? to}`
      consumers.set(name, [...(consumers.get(name) ?? []), to])
    }
  if (consumers.size < 2) return []
  const reached = [...consumers.values()].map(starts => {
    const seen = new Set<string>()
    const walk = (id: string) => {
      if (seen.has(id)) return
      seen.add(id)
      if (!isTopic(id)) for (const { from, to } of edges) if (from === id) walk(to)
    }
    starts.forEach(walk)
    return seen
  })
  const framed = frameOfNodes(lab)
  return reached.flatMap(seen => {
    const own = [...seen].filter(
      id => !framed.has(id) && reached.every(other => other === seen || !other.has(id)),
    )
    const [first] = own
    return first === undefined || own.length < 2 ? [] : [{ first, nodes: own }]
  })
}

/** Whether a node at this place in a frame still lies in it, by its middle. */
export const isInside = (
  { width, height }: Pick<DrawnFrame, 'width' | 'height'>,
  [x, y]: readonly [number, number],
): boolean => {
  const [across, down] = [x + NODE_WIDTH / 2, y + PORT_TOP]
  return across > 0 && across < width && down > 0 && down < height
}
