// Checks of a lab that need no node's own knowledge: the YAML, the shape of the file, and the graph
// (unknown nodes, cycles, missing inputs). Each problem has a path; `placeOf` gives it a line and a
// column in the text.
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml'
import type { z } from 'zod'
import type { ErrorParams } from '../errors'
import type { NodeShapes } from './catalog'
import { edgesOf, type LabEdge } from './graph'
import { issueWords } from './issues'
import { labFileSchema, type LabFile } from './lab-file'
import type { Problem } from './problem'

export const LAB_TEXT_MAX = 2_000_000

export interface ParsedLab {
  readonly lab?: LabFile
  readonly problems: readonly Problem[]
  /** Adds line and column to problems that have none. */
  readonly place: (problems: readonly Problem[]) => Problem[]
}

export function parseLab(text: string): ParsedLab {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  })
  const place = (problems: readonly Problem[]) =>
    problems.map(problem => placed(problem, document, lines))
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => {
      const { line, col } = lines.linePos(error.pos[0])
      return {
        ...problemAt('', 'lab-yaml', { message: error.message, yaml: error.code }),
        line,
        column: col,
      }
    })
    return { problems, place }
  }
  const json: unknown = document.toJS({ maxAliasCount: 100 })
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problems: [problemAt('', 'lab-no-lab')], place }
  const parsed = labFileSchema.safeParse(json)
  if (parsed.success) return { lab: parsed.data, problems: [], place }
  return {
    problems: place(parsed.error.issues.flatMap(issue => shapeProblems(issue, json))),
    place,
  }
}

/**
 * A lab that is already an object (from the canvas) is checked for its shape too; it has no places.
 */
export function readLab(json: unknown): ParsedLab {
  const parsed = labFileSchema.safeParse(json)
  const place = (problems: readonly Problem[]) => [...problems]
  return parsed.success
    ? { lab: parsed.data, problems: [], place }
    : { problems: parsed.error.issues.flatMap(issue => shapeProblems(issue, json)), place }
}

export function problemAt(
  path: string,
  code: string,
  params: ErrorParams = {},
  severity: Problem['severity'] = 'error',
): Problem {
  const node = /^nodes\.([^.]+)/.exec(path)?.[1]
  return {
    severity,
    code,
    params: { field: path, ...params },
    path,
    ...(node === undefined ? {} : { node }),
  }
}

function shapeProblems(issue: z.core.$ZodIssue, json: unknown): Problem[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key =>
      problemAt(path === '' ? key : `${path}.${key}`, 'lab-unknown-setting', { name: key }),
    )
  }
  if (path === 'sluice') {
    const found = valueAt(json, issue.path)
    return [
      found === undefined
        ? problemAt(path, 'lab-not-one', {})
        : problemAt(path, 'lab-format', { found: String(found) }),
    ]
  }
  const { code, params } = issueWords(issue, path !== '' && valueAt(json, issue.path) === undefined)
  return [problemAt(path, code, params)]
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    json,
  )
}

export function checkGraph(lab: LabFile, shapes: NodeShapes): Problem[] {
  const edges = edgesOf(lab)
  return [
    ...Object.entries(lab.nodes).flatMap(([id, node]) =>
      nodeProblems(lab, id, node.type, edges, shapes),
    ),
    ...edges.flatMap(edge => edgeProblems(lab, edge, shapes)),
    ...cyclesOf(lab, edges).map(cycle =>
      problemAt(`nodes.${cycle[0]}.from`, 'lab-cycle', {
        nodes: [...cycle, cycle[0] ?? ''].join(' → '),
      }),
    ),
    ...dashboardProblems(lab),
    ...(Object.keys(lab.nodes).length === 0 ? [problemAt('nodes', 'lab-empty')] : []),
    ...(lab.timezone !== undefined && !isZone(lab.timezone)
      ? [problemAt('timezone', 'lab-timezone', { name: lab.timezone })]
      : []),
  ]
}

function nodeProblems(
  lab: LabFile,
  id: string,
  type: string,
  edges: readonly LabEdge[],
  shapes: NodeShapes,
): Problem[] {
  const shape = shapes.get(type)
  if (!shape)
    return [
      problemAt(`nodes.${id}.type`, 'lab-unknown-node-type', {
        type,
        near: nearest(type, shapes.keys()) ?? '',
      }),
    ]
  const inputs = edges.filter(edge => edge.to === id)
  const outputs = edges.filter(edge => edge.from === id)
  const problems: Problem[] = []
  if (shape.inputs === 'none' && inputs.length > 0)
    problems.push(problemAt(`nodes.${id}.from`, 'lab-no-input-here', { type }))
  if (shape.inputs === 'one' && inputs.length > 1)
    problems.push(problemAt(`nodes.${id}.from`, 'lab-one-input', { type }))
  if (shape.inputs !== 'none' && shape.kind !== 'topic' && inputs.length === 0)
    problems.push(problemAt(`nodes.${id}`, 'lab-input-missing', { type, name: id }))
  if ((shape.kind === 'step' || shape.kind === 'source') && outputs.length === 0)
    problems.push(problemAt(`nodes.${id}`, 'lab-output-unused', { type, name: id }, 'warning'))
  return problems
}

function edgeProblems(lab: LabFile, edge: LabEdge, shapes: NodeShapes): Problem[] {
  const path = `nodes.${edge.to}.from`
  const source = lab.nodes[edge.from]
  if (!source)
    return [
      problemAt(path, 'lab-unknown-node', {
        name: edge.from,
        near: nearest(edge.from, Object.keys(lab.nodes)) ?? '',
      }),
    ]
  const isTopic = shapes.get(source.type)?.kind === 'topic'
  const problems: Problem[] = []
  if (!isTopic && (edge.group !== undefined || edge.start !== undefined))
    problems.push(problemAt(path, 'lab-group-without-topic', { from: edge.from }))
  if (isTopic && shapes.get(lab.nodes[edge.to]?.type ?? '')?.kind === 'topic')
    problems.push(problemAt(path, 'lab-topic-to-topic', { from: edge.from, to: edge.to }))
  if (shapes.get(source.type)?.kind === 'sink' && edge.port !== 'dead')
    problems.push(problemAt(path, 'lab-sink-has-no-output', { from: edge.from }))
  return problems
}

function dashboardProblems(lab: LabFile): Problem[] {
  return (lab.dashboard ?? []).flatMap((tile, i) =>
    lab.nodes[tile.node]
      ? []
      : [
          problemAt(`dashboard.${i}.node`, 'lab-unknown-node', {
            name: tile.node,
            near: nearest(tile.node, Object.keys(lab.nodes)) ?? '',
          }),
        ],
  )
}

/** Nodes so that each comes after all that it reads from; nodes in cycles are left out. */
export function inOrder(lab: LabFile): string[] {
  const edges = edgesOf(lab).filter(edge => lab.nodes[edge.from])
  const done = new Set<string>()
  const order: string[] = []
  for (let grew = true; grew;) {
    grew = false
    for (const id of Object.keys(lab.nodes)) {
      if (done.has(id) || edges.some(edge => edge.to === id && !done.has(edge.from))) continue
      done.add(id)
      order.push(id)
      grew = true
    }
  }
  return order
}

/**
 * One cycle of each knot: nodes that no order can place, followed along their inputs until one
 * comes again.
 */
function cyclesOf(lab: LabFile, edges: readonly LabEdge[]): string[][] {
  const placed = new Set(inOrder(lab))
  const seen = new Set<string>()
  const cycles: string[][] = []
  for (const start of Object.keys(lab.nodes)) {
    if (placed.has(start) || seen.has(start)) continue
    const path: string[] = []
    let at: string | undefined = start
    while (at !== undefined && !path.includes(at) && !seen.has(at)) {
      path.push(at)
      const here: string = at
      at = edges.find(
        edge => edge.to === here && lab.nodes[edge.from] && !placed.has(edge.from),
      )?.from
    }
    if (at !== undefined && path.includes(at))
      cycles.push(inFlowOrder(path.slice(path.indexOf(at))))
    for (const id of path) seen.add(id)
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

/** The known name that differs in the fewest letters, if few enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min(
          (next[j - 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    }
    row = next
  }
  return row[b.length] ?? 0
}

function placed(problem: Problem, document: Document, lines: LineCounter): Problem {
  if (problem.line !== undefined) return problem
  const start = typeof problem.params.start === 'number' ? problem.params.start : 0
  const offset = offsetOf(document, problem.path, start)
  const { line, col } = lines.linePos(offset)
  return { ...problem, line, column: col }
}

/**
 * Where a path stands: its value, or the nearest part of it that there is. Names may hold dots, so
 * keys are matched whole.
 */
function offsetOf(document: Document, path: string, inside: number): number {
  let rest = path
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  while (rest !== '') {
    const step = stepInto(node, rest)
    if (!step) return offset
    rest = step.rest
    node = step.value
    offset = step.offset
  }
  if (!isScalar(node) || !node.range) return offset
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  return node.range[0] + (isBlock ? 0 : inside + (quoted ? 1 : 0))
}

function stepInto(
  node: unknown,
  path: string,
): { value: unknown; offset: number; rest: string } | undefined {
  if (isMap(node)) {
    const pairs = node.items.filter(isPair).filter(pair => {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      return path === key || path.startsWith(`${key}.`)
    })
    const keyText = (pair: (typeof pairs)[number]) =>
      isScalar(pair.key) ? String(pair.key.value) : ''
    const best = pairs.sort((a, b) => keyText(b).length - keyText(a).length)[0]
    if (!best) return undefined
    const offset = isNode(best.key) ? (best.key.range?.[0] ?? 0) : 0
    return { value: best.value, offset, rest: path.slice(keyText(best).length + 1) }
  }
  if (isSeq(node)) {
    const index = /^(\d+)(?:\.|$)/.exec(path)?.[1]
    const item: unknown = index === undefined ? undefined : node.items[Number(index)]
    if (!isNode(item)) return undefined
    return { value: item, offset: item.range?.[0] ?? 0, rest: path.slice((index?.length ?? 0) + 1) }
  }
  return undefined
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value)
}
