// Cuts input into units: a CQL statement ends with its `;` (one inside BEGIN … APPLY BATCH does
// not), a command of the shell ends with its line. An incomplete unit stays in `rest`.
import { commandLine, tokenize } from '@shared/cql'

export interface Unit {
  readonly kind: 'statement' | 'command'
  readonly text: string
}

const OTHER_COMMANDS = new Set('COPY UNICODE HISTORY CLEAR CLS'.split(' '))

/** `isEnd`: no more input will come, so a last statement without `;` is whole too. */
export function takeUnits(input: string, isEnd = false): { units: Unit[]; rest: string } {
  const units: Unit[] = []
  let rest = input
  for (;;) {
    rest = skipBlank(rest)
    if (rest === '') return { units, rest }
    const word = /^(\?|[a-z]+)/i.exec(rest)?.[0].toUpperCase() ?? ''
    const line = commandLine(rest)
    if (line !== undefined) {
      if (line.length === rest.length && !isEnd) return { units, rest }
      units.push({ kind: 'command', text: trimEnd(line) })
      rest = rest.slice(line.length)
      continue
    }
    const end = endOfStatement(rest)
    if (end < 0 && !isEnd) return { units, rest }
    const text = end < 0 ? rest.trim() : rest.slice(0, end)
    const kind = OTHER_COMMANDS.has(word) ? 'command' : 'statement'
    units.push({ kind, text: kind === 'command' ? trimEnd(text) : text })
    rest = end < 0 ? '' : rest.slice(end)
  }
}

/** White space, comments and empty statements before the next unit. */
function skipBlank(text: string): string {
  let rest = text
  for (;;) {
    const next = rest
      .replace(/^[\s;]+/, '')
      .replace(/^(--|\/\/)[^\n]*(\n|$)/, '')
      .replace(/^\/\*[^]*?\*\//, '')
    if (next === rest) return rest
    rest = next
  }
}

function endOfStatement(text: string): number {
  const { tokens } = tokenize(text)
  const inBatch = tokens[0]?.image.toUpperCase() === 'BEGIN'
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.image !== ';') continue
    const ends =
      !inBatch ||
      (tokens[at - 1]?.image.toUpperCase() === 'BATCH' &&
        tokens[at - 2]?.image.toUpperCase() === 'APPLY')
    if (ends) return tokens[at]!.endOffset + 1
  }
  return -1
}

const trimEnd = (text: string) => text.replace(/[;\s]+$/, '').trim()
