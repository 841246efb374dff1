// Which fields formulas look at: only those are kept as values, all others go straight to text.
import { parseExpression, type Expr } from '@shared/expr'
import { type FieldSpec, type RecordSchema } from '@shared/lab'

/** Names of the event itself that every formula may use. */
export const EVENT_TIME = 'event_time'
export const EVENT_SEQ = 'event_seq'

/** The formula of a field, if it is one. */
export function formulaOf(spec: FieldSpec): string | undefined {
  if (typeof spec === 'string') return spec.startsWith('=') ? spec.slice(1).trim() : undefined
  return typeof spec === 'object' && spec !== null && 'formula' in spec ? spec.formula : undefined
}

/**
 * Every bare name in an expression; a lambda's own parameters may be among them, which only keeps a
 * value too many.
 */
export function namesIn(expression: string): string[] {
  const names: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk)
    else if (typeof node === 'object' && node !== null) {
      if (isName(node)) names.push(node.name)
      Object.values(node).forEach(walk)
    }
  }
  walk(parseExpression(expression))
  return names
}

const isName = (node: object): node is Extract<Expr, { kind: 'name' }> =>
  'kind' in node && node.kind === 'name' && 'name' in node && typeof node.name === 'string'

/**
 * Names used by a field or anything inside it. Broken formulas are reported when they are compiled.
 */
export function namesUsedBy(spec: FieldSpec): string[] {
  const formula = formulaOf(spec)
  if (formula !== undefined) return quietly(formula)
  if (typeof spec !== 'object' || spec === null) return []
  if ('object' in spec) return Object.values(spec.object).flatMap(namesUsedBy)
  if ('list' in spec) return namesUsedBy(spec.list)
  if ('ref' in spec && spec.at !== undefined) return quietly(spec.at)
  return []
}

function quietly(formula: string): string[] {
  try {
    return namesIn(formula)
  } catch {
    return []
  }
}

export function namesUsedByRecord(schema: RecordSchema): string[] {
  const outside = [
    schema.key,
    ...Object.values(schema.headers ?? {}).map(h => (h.startsWith('=') ? h.slice(1) : undefined)),
  ]
  return [
    ...Object.values(schema.fields).flatMap(namesUsedBy),
    ...outside.flatMap(text => (text === undefined ? [] : quietly(text))),
  ]
}
