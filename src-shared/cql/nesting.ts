// Refuses statements whose values or types are nested so deeply that working on them would exhaust
// the stack. Cassandra's parser has no limit of its own: its stack overflows, and that is its
// answer. Ours is the same, but always at the same depth: brackets are counted before the parser
// runs, which an overflow would leave in disorder, and the tree is measured after it, because sums
// and fields nest without brackets.
import type { Statement } from './ast'
import { COLLECTIONS } from './grammar/base'
import type { CqlToken } from './lexer'
import { CqlSyntaxError } from './syntax-error'
import { punct } from './vocabulary'

export class CqlNestingError extends CqlSyntaxError {
  constructor(text: string) {
    super('java.lang.StackOverflowError', 0, text.length)
  }
}

/** Cassandra's stack of 256 kB ends between 100 and 200 levels; our parser's at about 350. */
const LEVELS_MAX = 200

const OPENING = new Set(['(', '[', '{'].map(punct))
const CLOSING = new Set([')', ']', '}'].map(punct))
const [LESS, GREATER, PARENTHESIS] = [punct('<'), punct('>'), punct('(')]

export function refuseDeepBrackets(text: string, tokens: readonly CqlToken[]): void {
  let open = 0
  // Of types only: elsewhere < and > are comparisons.
  let angles = 0
  // Type hints follow each other, (int)(int)1, but nest to the right.
  let hints = 0
  for (const [i, { tokenType }] of tokens.entries()) {
    if (OPENING.has(tokenType)) open++
    else if (tokenType === LESS) angles += COLLECTIONS.has(tokens[i - 1]?.tokenType ?? LESS) ? 1 : 0
    else if (tokenType === GREATER) angles = Math.max(0, angles - 1)
    else if (CLOSING.has(tokenType)) {
      open--
      hints = tokens[i + 1]?.tokenType === PARENTHESIS ? hints + 1 : 0
    }
    if (open + angles + hints > LEVELS_MAX) throw new CqlNestingError(text)
  }
}

/** Refuses a tree that is too deep; else gives the number of its nodes. */
export function measureTree(text: string, statement: Statement): number {
  let nodes = 0
  // A stack of our own: recursion is what must not happen here.
  const open: { readonly node: object; readonly level: number }[] = [{ node: statement, level: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const level = 'kind' in next.node ? next.level + 1 : next.level
    if (level > LEVELS_MAX) throw new CqlNestingError(text)
    nodes++
    for (const node of Object.values(next.node) as unknown[])
      if (typeof node === 'object' && node !== null) open.push({ node, level })
  }
  return nodes
}

/** The parser's own recursion ran out of stack. */
export const isStackOverflow = (error: unknown) =>
  error instanceof RangeError && error.message.includes('call stack')
