// Texts with holes for reports, mails and file names: `{field}`, `{field:yyyy-MM-dd}` for times,
// `{field:0.00}` for numbers, `{{` for a brace.
import { compileExpression, compileWriter, Decimal, type Row, type StructType } from '@shared/expr'

export interface Template {
  /** Fields that the text asks for and the row lacks. */
  readonly unknown: readonly string[]
  fill(row: Row): string
}

/** A hole in a text: the field, and how it is printed. */
export interface Hole {
  readonly name: string
  readonly format?: string
}

/** A text cut at its holes. */
export function templateParts(text: string): (string | Hole)[] {
  const parts: (string | Hole)[] = []
  let at = 0
  for (const match of text.matchAll(/\{\{|\}\}|\{([^{}:]+)(?::([^{}]+))?\}/g)) {
    parts.push(text.slice(at, match.index))
    at = match.index + match[0].length
    const [, name, format] = match
    if (name === undefined) parts.push(match[0].slice(0, 1))
    else parts.push({ name: name.trim(), ...(format === undefined ? {} : { format }) })
  }
  return [...parts, text.slice(at)]
}

/** The decimals of a format such as `0.00`. */
export const decimalsOf = (format: string | undefined): number | undefined =>
  /^0\.(0+)$/.exec(format ?? '')?.[1]?.length

type Part = string | ((row: Row) => string)

export function compileTemplate(text: string, row: StructType, timezone: string): Template {
  const unknown: string[] = []
  const parts = templateParts(text).flatMap((part): Part[] => {
    if (typeof part === 'string') return [part]
    const field = row.fields.find(f => f.name === part.name)
    if (field)
      return [printer(part.name, part.format, { kind: 'struct', fields: [field] }, timezone)]
    unknown.push(part.name)
    return []
  })
  return {
    unknown,
    fill: r => parts.map(part => (typeof part === 'string' ? part : part(r))).join(''),
  }
}

function printer(
  name: string,
  format: string | undefined,
  row: StructType,
  timezone: string,
): (row: Row) => string {
  const type = row.fields[0]?.type ?? { kind: 'string' as const }
  if (type.kind === 'timestamp' || type.kind === 'date') {
    const pattern = format ?? (type.kind === 'date' ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm:ss')
    const expression = compileExpression(
      `date_format(\`${name}\`, '${pattern.replaceAll("'", "''")}')`,
      row,
      { timezone },
    )
    return r => String(expression.evaluate(r) ?? '')
  }
  const decimals = decimalsOf(format)
  if (decimals !== undefined) return r => numberText(r[name], decimals)
  const write = compileWriter(type)
  return r => {
    const value = write(r[name] ?? null)
    return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

function numberText(value: Row[string], decimals: number): string {
  if (value instanceof Decimal) return value.rescale(decimals).toString()
  if (typeof value === 'number')
    return (Decimal.fromNumber(value, decimals) ?? Decimal.ZERO.rescale(decimals)).toString()
  return value === null || value === undefined ? '' : String(value)
}
