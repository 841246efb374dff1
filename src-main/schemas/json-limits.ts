// What a JSON Schema says of numbers, texts and single values, compared with what it said before, in the
// words of `json-compatible.ts`.
type Schema = Readonly<Record<string, unknown>>

const UPPER = {
  maxLength: 'MAX_LENGTH',
  maximum: 'MAXIMUM',
  exclusiveMaximum: 'EXCLUSIVE_MAXIMUM',
  maxItems: 'MAX_ITEMS',
  maxProperties: 'MAX_PROPERTIES',
}
const LOWER = {
  minLength: 'MIN_LENGTH',
  minimum: 'MINIMUM',
  exclusiveMinimum: 'EXCLUSIVE_MINIMUM',
  minItems: 'MIN_ITEMS',
  minProperties: 'MIN_PROPERTIES',
}

export function limits(now: Schema, old: Schema): string[] {
  const numberOf = (schema: Schema, name: string) => {
    const value = schema[name]
    return typeof value === 'number' ? value : undefined
  }
  const problems: string[] = []
  const look = (names: Readonly<Record<string, string>>, sign: 1 | -1, word: string) => {
    for (const [name, shown] of Object.entries(names)) {
      const [limit, before] = [numberOf(now, name), numberOf(old, name)]
      if (limit === undefined) continue
      if (before === undefined) problems.push(`${shown}_ADDED`)
      else if (sign * (before - limit) > 0) problems.push(`${shown}_${word}`)
    }
  }
  look(UPPER, 1, 'DECREASED')
  look(LOWER, -1, 'INCREASED')
  const [step, before] = [numberOf(now, 'multipleOf'), numberOf(old, 'multipleOf')]
  if (step !== undefined) {
    if (before === undefined) problems.push('MULTIPLE_OF_ADDED')
    else if (before % step !== 0)
      problems.push(step % before === 0 ? 'MULTIPLE_OF_EXPANDED' : 'MULTIPLE_OF_CHANGED')
  }
  if (now.pattern !== undefined && now.pattern !== old.pattern)
    problems.push(old.pattern === undefined ? 'PATTERN_ADDED' : 'PATTERN_CHANGED')
  if (now.uniqueItems === true && old.uniqueItems !== true) problems.push('UNIQUE_ITEMS_ADDED')
  return problems
}

export function values(now: Schema, old: Schema): string[] {
  const [allowed, before] = [valuesOf(now), valuesOf(old)]
  if (!allowed) return []
  if (!before) return ['ENUM_ARRAY_CHANGED']
  if ([...before].every(value => allowed.has(value))) return []
  return [
    [...allowed].every(value => before.has(value)) ? 'ENUM_ARRAY_NARROWED' : 'ENUM_ARRAY_CHANGED',
  ]
}

function valuesOf(schema: Schema): ReadonlySet<string> | undefined {
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(each => JSON.stringify(each)))
  return 'const' in schema ? new Set([JSON.stringify(schema.const)]) : undefined
}
