// How the values of a step are written in Python: assignments of a line where they fit, and the parts
// of expressions that Spark SQL computes beforehand.
import { COLUMNS_MAX, pyName } from '../../../model/targets/python'

/** `indent`: columns before it, within the body of the node's function. */
export function assigned(
  names: readonly string[],
  values: readonly string[],
  indent: number,
): string[] {
  const target = names.join(', ')
  const one = `${target} = ${values.join(', ')}`
  if (indent + one.length <= COLUMNS_MAX - 4) return [one]
  const comma = names.length === 1 ? '' : ','
  const parts = values.flatMap(value => {
    const lines = value.length > COLUMNS_MAX - indent - 12 ? choiceLines(value) : [value]
    return lines.map((line, i) => `    ${line}${i === lines.length - 1 ? comma : ''}`)
  })
  return [`${target} = (`, ...parts, ')']
}

/** `a if b else c` on three lines. */
function choiceLines(text: string): string[] {
  const cut = [' if ', ' else '].map(word => outermost(text, word))
  const [ifAt = -1, elseAt = -1] = cut
  return ifAt < 0 || elseAt < 0
    ? [text]
    : [text.slice(0, ifAt), text.slice(ifAt + 1, elseAt), text.slice(elseAt + 1)]
}

/** Where a word is, outside of parentheses and texts. */
function outermost(text: string, word: string): number {
  let depth = 0
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|./gs)) {
    if (part === '(') depth++
    else if (part === ')') depth--
    else if (depth === 0 && text.startsWith(word, index)) return index
  }
  return -1
}

/** Values that Spark SQL computes for the steps, each once. */
export class Columns {
  private readonly names = new Map<string, string>()

  nameOf(sql: string): string {
    const known = this.names.get(sql)
    if (known !== undefined) return known
    const isPath = /^[\w.]+$/.test(sql)
    const plain = isPath ? `row_${pyName(sql)}` : `value_${this.names.size + 1}`
    const name = [...this.names.values()].includes(plain) ? `${plain}_${this.names.size}` : plain
    this.names.set(sql, name)
    return name
  }

  all(): string[] {
    return [...this.names].map(([sql, name]) => `${sql} AS ${name}`)
  }
}
