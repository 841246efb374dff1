// Checks of a lab's graph: unknown nodes and types, inputs that are missing or too many, circles. Each
// looks at a node or an edge once, so that a lab of many thousand nodes is checked while a person
// types.
import type { NodeShapes } from './catalog'
import { edgesOf, type LabEdge } from './graph'
import type { LabFile } from './lab-file'
import { suggestion } from './nearest'
import { problemAt, PROBLEMS_MAX, type Problem } from './problem'
import { tileProblems } from './tile'

/** The edges of a lab by their ends. */
interface Ends {
  readonly into: ReadonlyMap<string, readonly LabEdge[]>
  readonly outOf: ReadonlyMap<string, readonly LabEdge[]>
}

export function edgesInto(edges: readonly LabEdge[]): ReadonlyMap<string, readonly LabEdge[]> {
  return groupedBy(edges, edge => edge.to)
}

function groupedBy(
  edges: readonly LabEdge[],
  end: (edge: LabEdge) => string,
): ReadonlyMap<string, readonly LabEdge[]> {
  const groups = new Map<string, LabEdge[]>()
  for (const edge of edges) {
    const list = groups.get(end(edge))
    if (list) list.push(edge)
    else groups.set(end(edge), [edge])
  }
  return groups
}

/**
 * One after the other, so that a caller can stop when it has enough. `edges` and `order` are those
 * of the lab: a caller that checks a lab needs them too, and they take as long to find as the checks.
 */
export function* checkGraph(
  lab: LabFile,
  shapes: NodeShapes,
  edges: readonly LabEdge[],
  order: readonly string[],
): Generator<Problem> {
  const ends = { into: edgesInto(edges), outOf: groupedBy(edges, edge => edge.from) }
  const nearType = suggestFrom([...shapes.keys()])
  const nearNode = suggestFrom(Object.keys(lab.nodes))
  for (const [id, { type }] of Object.entries(lab.nodes))
    yield* nodeProblems(id, type, ends, shapes, nearType)
  for (const edge of edges) yield* edgeProblems(lab, edge, shapes, nearNode)
  for (const cycle of cyclesOf(lab, ends, order))
    yield problemAt(`nodes.${cycle[0]}.from`, 'lab-cycle', {
      nodes: [...cycle, cycle[0] ?? ''].join(' → '),
    })
  yield* dashboardProblems(lab, nearNode)
  yield* frameProblems(lab, nearNode)
  if (Object.keys(lab.nodes).length === 0) yield problemAt('nodes', 'lab-empty')
  if (lab.timezone !== undefined && !isZone(lab.timezone))
    yield problemAt('timezone', 'lab-timezone', { name: lab.timezone })
}

type Suggest = (name: string) => string

/** Near names take time to find: only mistakes that are listed get them. */
function suggestFrom(known: readonly string[]): Suggest {
  let left = PROBLEMS_MAX
  return name => (left-- > 0 ? suggestion(name, known) : '')
}

function* nodeProblems(
  id: string,
  type: string,
  { into, outOf }: Ends,
  shapes: NodeShapes,
  suggest: Suggest,
): Generator<Problem> {
  const shape = shapes.get(type)
  if (!shape) {
    yield problemAt(`nodes.${id}.type`, 'lab-unknown-node-type', { type, near: suggest(type) })
    return
  }
  const inputs = into.get(id)?.length ?? 0
  if (shape.inputs === 'none' && inputs > 0)
    yield problemAt(`nodes.${id}.from`, 'lab-no-input-here', { type })
  if (shape.inputs === 'one' && inputs > 1)
    yield problemAt(`nodes.${id}.from`, 'lab-one-input', { type })
  if (shape.inputs !== 'none' && shape.kind !== 'topic' && inputs === 0)
    yield problemAt(`nodes.${id}`, 'lab-input-missing', { type, name: id })
  if ((shape.kind === 'step' || shape.kind === 'source') && !outOf.has(id))
    yield problemAt(`nodes.${id}`, 'lab-output-unused', { type, name: id }, 'warning')
}

function* edgeProblems(
  lab: LabFile,
  edge: LabEdge,
  shapes: NodeShapes,
  suggest: Suggest,
): Generator<Problem> {
  const path = `nodes.${edge.to}.from`
  const source = lab.nodes[edge.from]
  if (!source) {
    yield problemAt(path, 'lab-unknown-node', { name: edge.from, near: suggest(edge.from) })
    return
  }
  const isTopic = shapes.get(source.type)?.kind === 'topic'
  if (!isTopic && (edge.group !== undefined || edge.start !== undefined))
    yield problemAt(path, 'lab-group-without-topic', { from: edge.from })
  if (isTopic && shapes.get(lab.nodes[edge.to]?.type ?? '')?.kind === 'topic')
    yield problemAt(path, 'lab-topic-to-topic', { from: edge.from, to: edge.to })
  if (shapes.get(source.type)?.kind === 'sink' && edge.port !== 'dead')
    yield problemAt(path, 'lab-sink-has-no-output', { from: edge.from })
}

function* dashboardProblems(lab: LabFile, suggest: Suggest): Generator<Problem> {
  for (const [i, tile] of (lab.dashboard ?? []).entries()) {
    const { node } = tile
    if (node !== undefined && !lab.nodes[node])
      yield problemAt(`dashboard.${i}.node`, 'lab-unknown-node', {
        name: node,
        near: suggest(node),
      })
    yield* tileProblems(tile, `dashboard.${i}`)
  }
}

function* frameProblems(lab: LabFile, suggest: Suggest): Generator<Problem> {
  const frameOf = new Map<string, string>()
  for (const [frame, { nodes }] of Object.entries(lab.frames ?? {}))
    for (const [i, name] of nodes.entries()) {
      const path = `frames.${frame}.nodes.${i}`
      const other = frameOf.get(name)
      if (!lab.nodes[name]) yield problemAt(path, 'lab-unknown-node', { name, near: suggest(name) })
      else if (other !== undefined) yield problemAt(path, 'lab-two-frames', { name, other, frame })
      frameOf.set(name, frame)
    }
}

/**
 * Nodes so that each comes after all that it reads from; nodes in circles are left out. Of nodes that
 * could come next, the file's order decides: as if one read the file again and again and took each
 * time what is ready.
 */
export function inOrder(lab: LabFile, all: readonly LabEdge[] = edgesOf(lab)): string[] {
  const ids = Object.keys(lab.nodes)
  const place = new Map(ids.map((id, i) => [id, i]))
  const edges = all.filter(edge => place.has(edge.from))
  const outOf = groupedBy(edges, edge => edge.from)
  const waitsFor = new Map(ids.map(id => [id, 0]))
  for (const { to } of edges) waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1)
  /** In which reading of the file a node is taken. */
  const reading = new Map<string, number>(ids.map(id => [id, 0]))
  const ready = ids.filter(id => waitsFor.get(id) === 0)
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at] ?? ''
    for (const { to } of outOf.get(id) ?? []) {
      const isAbove = (place.get(to) ?? 0) < (place.get(id) ?? 0)
      const earliest = (reading.get(id) ?? 0) + (isAbove ? 1 : 0)
      reading.set(to, Math.max(reading.get(to) ?? 0, earliest))
      const left = (waitsFor.get(to) ?? 0) - 1
      waitsFor.set(to, left)
      if (left === 0) ready.push(to)
    }
  }
  return ready.sort(
    (a, b) =>
      (reading.get(a) ?? 0) - (reading.get(b) ?? 0) || (place.get(a) ?? 0) - (place.get(b) ?? 0),
  )
}

/**
 * One circle of each knot: nodes that no order can place, followed along their inputs until one
 * comes again.
 */
function cyclesOf(lab: LabFile, { into }: Ends, order: readonly string[]): string[][] {
  const placed = new Set(order)
  const seen = new Set<string>()
  const cycles: string[][] = []
  for (const start of Object.keys(lab.nodes)) {
    if (placed.has(start) || seen.has(start)) continue
    const path = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !path.has(at) && !seen.has(at)) {
      path.add(at)
      at = into.get(at)?.find(edge => lab.nodes[edge.from] && !placed.has(edge.from))?.from
    }
    const nodes = [...path]
    if (at !== undefined && path.has(at)) cycles.push(inFlowOrder(nodes.slice(nodes.indexOf(at))))
    for (const id of nodes) seen.add(id)
  }
  return cycles
}

/**
 * Inputs were followed backwards: the same circle in the direction of the flow, beginning with the
 * same node.
 */
function inFlowOrder([first = '', ...rest]: readonly string[]): string[] {
  return [first, ...rest.reverse()]
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
