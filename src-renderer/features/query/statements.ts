// Cuts the text of a console into statements at `;`. The language's own lexer does it, so that a
// semicolon in a text, a comment or a BATCH does not cut. Most commands of cqlsh end with their line.
// The text after the last `;` is a statement too. The cursor belongs to the statement that it is in or
// right after.
import { commandLine, tokenize } from '@shared/cql'

export interface TextStatement {
  /** Without the closing semicolon and the comments around it. */
  readonly text: string
  readonly from: number
  /** The place after the semicolon, if there is one. */
  readonly to: number
}

export function statementsOf(text: string): TextStatement[] {
  const { tokens, error } = tokenize(text)
  const out: TextStatement[] = []
  let start: number | undefined
  let last = 0
  let inBatch = false
  let before = ''
  let lineEnd = 0
  for (const token of tokens) {
    if (token.startOffset < lineEnd) continue
    const word = token.image.toUpperCase()
    const line = start === undefined ? commandLine(text.slice(token.startOffset)) : undefined
    if (line !== undefined) {
      lineEnd = token.startOffset + line.length
      const to = text[lineEnd] === ';' ? lineEnd + 1 : lineEnd
      out.push({ text: line.trimEnd(), from: token.startOffset, to })
      lineEnd = to
      continue
    }
    if (word === ';' && !inBatch) {
      if (start !== undefined)
        out.push({ text: text.slice(start, last), from: start, to: token.endOffset + 1 })
      start = undefined
      before = ''
      continue
    }
    if (start === undefined) {
      start = token.startOffset
      inBatch = word === 'BEGIN'
    }
    if (before === 'APPLY' && word === 'BATCH') inBatch = false
    before = word
    last = token.endOffset + 1
  }
  if (start !== undefined || error) {
    // An unfinished text or comment includes the rest, as Cassandra sees it.
    const end = error && start !== undefined ? text.trimEnd().length : last
    if (start !== undefined && end > start)
      out.push({ text: text.slice(start, end), from: start, to: end })
  }
  return out
}

export function statementAt(
  all: readonly TextStatement[],
  offset: number,
): TextStatement | undefined {
  const inside = all.find(statement => offset >= statement.from && offset <= statement.to)
  if (inside) return inside
  return all.findLast(statement => statement.to <= offset) ?? all[0]
}

/** Statements that a selection touches. */
export function statementsIn(
  all: readonly TextStatement[],
  from: number,
  to: number,
): TextStatement[] {
  return all.filter(statement => statement.from < to && statement.to > from)
}

/** Statements that cannot be undone: the console asks first. */
export function isDestructive(statement: string): boolean {
  return /^\s*(drop|truncate)\b/i.test(statement)
}

export function changesSchema(statement: string): boolean {
  return /^\s*(create|alter|drop)\b/i.test(statement)
}

/** The table that a statement is about, as written: `ks.table` or `table`. */
export function tableOf(statement: string): { keyspace?: string; name: string } | undefined {
  const { tokens } = tokenize(statement)
  for (const [index, token] of tokens.entries()) {
    const word = token.image.toUpperCase()
    const next = tokens[index + 1]
    const isUpdate = word === 'UPDATE' && index === 0
    if (
      !next ||
      !(word === 'FROM' || word === 'INTO' || word === 'TABLE' || word === 'TRUNCATE' || isUpdate)
    )
      continue
    if (/^(table|if)$/i.test(next.image)) continue
    const dot = tokens[index + 2]
    const name = tokens[index + 3]
    return dot?.image === '.' && name
      ? { keyspace: next.payload, name: name.payload }
      : { name: next.payload }
  }
  return undefined
}
