// Finds the place in the editor that an error of Cassandra points at. "line 1:14 …" counts from the
// first character of the statement; an error about a name ("Undefined column name foo",
// "unconfigured table bar") points at the first place of that name.
import { tokenize } from '@shared/cql'

export interface ErrorPlace {
  readonly from: number
  readonly to: number
}

const NAMED = [
  /undefined column name "?([\w]+)"?/i,
  /unknown identifier "?([\w]+)"?/i,
  /unconfigured (?:table|columnfamily) "?([\w]+)"?/i,
  /table '?"?(?:\w+\.)?([\w]+)"?'? (?:doesn't|does not) exist/i,
  /keyspace '?"?([\w]+)"?'? (?:doesn't|does not) exist/i,
  /keyspace "?([\w]+)"? /i,
  /unknown function '?"?(?:\w+\.)?([\w]+)/i,
  /unknown type (?:\w+\.)?([\w]+)/i,
  /invalid \w+ constant \(([^)]+)\)/i,
  /missing mandatory primary key part "?([\w]+)"?/i,
]

/** Offsets within the statement. */
export function placeOf(message: string, statement: string): ErrorPlace | undefined {
  const lined = /^line (\d+):(-?\d+)/.exec(message) ?? /\bline (\d+):(-?\d+) /.exec(message)
  if (lined) {
    const line = Number(lined[1])
    const column = Number(lined[2])
    if (line === 0 || column < 0) return lastToken(statement)
    const lines = statement.split('\n')
    if (line > lines.length) return lastToken(statement)
    const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column
    const token = tokenize(statement).tokens.find(
      each => each.startOffset <= from && from <= each.endOffset,
    )
    return token
      ? { from: token.startOffset, to: token.endOffset + 1 }
      : clamp(from, from + 1, statement)
  }
  for (const pattern of NAMED) {
    const name = pattern.exec(message)?.[1]?.toLowerCase()
    if (name === undefined) continue
    const token = tokenize(statement).tokens.find(
      each => each.payload.toLowerCase() === name || each.image.toLowerCase() === name,
    )
    if (token) return { from: token.startOffset, to: token.endOffset + 1 }
  }
  return undefined
}

function lastToken(statement: string): ErrorPlace | undefined {
  const last = tokenize(statement).tokens.at(-1)
  return last ? { from: last.startOffset, to: last.endOffset + 1 } : undefined
}

function clamp(from: number, to: number, statement: string): ErrorPlace {
  const at = Math.max(0, Math.min(statement.length - 1, from))
  return { from: at, to: Math.max(at + 1, Math.min(statement.length, to)) }
}
