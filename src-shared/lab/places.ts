// The place of a problem in the text of a lab: its path, followed through the YAML document.
import { isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml'
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
    // Names may hold dots: the longest key that begins the path is meant.
    let best: Pair | undefined
    let bestKey = ''
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      if (!begins(path, key) || (best && key.length <= bestKey.length)) continue
      best = pair
      bestKey = key
    }
    if (!best) return undefined
    const offset = isNode(best.key) ? (best.key.range?.[0] ?? 0) : 0
    return { value: best.value, offset, rest: path.slice(bestKey.length + 1) }
  }
  if (isSeq(node)) {
    const index = /^(\d+)(?:\.|$)/.exec(path)?.[1]
    const item: unknown = index === undefined ? undefined : node.items[Number(index)]
    if (!isNode(item)) return undefined
    return { value: item, offset: item.range?.[0] ?? 0, rest: path.slice((index?.length ?? 0) + 1) }
  }
  return undefined
}

/** As a whole step of it. */
function begins(path: string, key: string): boolean {
  return path.startsWith(key) && (path.length === key.length || path[key.length] === '.')
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value)
}
