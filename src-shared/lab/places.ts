// The place of a problem in the text of a lab: its path, followed through the YAML document.
import {
  isMap,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import type { Problem } from './problem'

/** Adds line and column to a problem that has none. */
export function placed(problem: Problem, document: Document, lines: LineCounter): Problem {
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
    const found = pairAt(node, path)
    if (!found) return undefined
    const { key, value } = found.pair
    const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
    return { value, offset, rest: path.slice(found.name.length + 1) }
  }
  if (isSeq(node)) {
    const index = /^(\d+)(?:\.|$)/.exec(path)?.[1]
    const item: unknown = index === undefined ? undefined : node.items[Number(index)]
    if (!isNode(item)) return undefined
    return { value: item, offset: item.range?.[0] ?? 0, rest: path.slice((index?.length ?? 0) + 1) }
  }
  return undefined
}

/** Names may hold dots: of the keys that begin the path, the longest is meant. */
function pairAt(map: YAMLMap, path: string): { name: string; pair: Pair } | undefined {
  const pairs = pairsOf(map)
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const name = path.slice(0, end)
    const pair = pairs.get(name)
    if (pair) return { name, pair }
  }
  return undefined
}

/** The pairs by key, looked through once for all problems of a document. */
const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  let pairs = known.get(map)
  if (!pairs) {
    pairs = new Map(
      map.items
        .toReversed()
        .flatMap(pair => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
    )
    known.set(map, pairs)
  }
  return pairs
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value)
}
