// Helps while a person writes an expression: completions at the cursor, and the result for sample
// rows. It uses the code that checks and runs expressions, inside the page. The owner of the form
// says which fields the rows have.
import type { ComputedRef, InjectionKey } from 'vue'
import type { ExplainedNode } from '@shared/contract'
import {
  checkAggregate,
  checkExpression,
  compileAggregate,
  compileExpression,
  compileReader,
  compileWriter,
  findZone,
  isRow,
  printType,
  tryParseType,
  type CompileOptions,
  type DataType,
  type ExprProblem,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'

export interface ExpressionScope {
  readonly row: StructType
  readonly aggregate: boolean
  readonly samples: readonly Row[]
  readonly timezone: string
}

export interface ExpressionHelp {
  /** By the path in the form's value; undefined where there is no expression. */
  scopeOf(path: string): ExpressionScope | undefined
  words(problem: ExprProblem, scope: ExpressionScope | undefined): string
}
export const EXPRESSION_HELP: InjectionKey<ComputedRef<ExpressionHelp>> = Symbol('expression-help')

export type Trial =
  | { readonly problem: ExprProblem }
  | {
      readonly type: string
      readonly value?: string
      readonly rows: number
      readonly problem?: undefined
    }

const VALUE_CHARS_MAX = 120

/**
 * Scopes by path, with the sample rows read once. A new row of a list of expressions has the scope
 * of the other rows.
 */
export function scopesOf(explained: ExplainedNode): (path: string) => ExpressionScope | undefined {
  const zone = findZone(explained.timezone)
  const rows = new Map<string, Row[]>()
  const samplesOf = (text: string, type: StructType): readonly Row[] => {
    if (text !== explained.row) return []
    const known = rows.get(text)
    if (known !== undefined) return known
    const read = compileReader(type, zone === undefined ? {} : { zone })
    const made = explained.samples.flatMap(sample => {
      const row = read(JSON.parse(sample))
      return isRow(row) ? [row] : []
    })
    rows.set(text, made)
    return made
  }
  const scopes = new Map(
    explained.expressions.flatMap(({ path, row, aggregate }) => {
      const type = structOf(row)
      return type === undefined
        ? []
        : [
            [
              path,
              { row: type, aggregate, samples: samplesOf(row, type), timezone: explained.timezone },
            ] as const,
          ]
    }),
  )
  return path => {
    const own = scopes.get(path)
    if (own !== undefined) return own
    const list = path.slice(0, path.lastIndexOf('.') + 1)
    return list === '' ? undefined : [...scopes].find(([each]) => each.startsWith(list))?.[1]
  }
}

function structOf(text: string): StructType | undefined {
  const result = tryParseType(text)
  const type: DataType | undefined = 'type' in result ? result.type : undefined
  return type?.kind === 'struct' ? type : undefined
}

export function tryOut(text: string, scope: ExpressionScope): Trial {
  const options: CompileOptions = { timezone: scope.timezone, now: Date.now }
  const { type, problems } = scope.aggregate
    ? checkAggregate(text, scope.row, options)
    : checkExpression(text, scope.row, options)
  const [problem] = problems
  if (problem !== undefined || type === undefined)
    return problem === undefined ? { type: '', rows: 0 } : { problem }
  const shown = printType(type)
  const [first] = scope.samples
  if (first === undefined) return { type: shown, rows: 0 }
  try {
    return {
      type: shown,
      value: valueText(type, valueOf(text, scope, first, options)),
      rows: scope.aggregate ? scope.samples.length : 1,
    }
  } catch {
    // This sample has no value (a division by zero, for example), but the type is still known.
    return { type: shown, rows: 0 }
  }
}

function valueOf(
  text: string,
  { row, aggregate, samples }: ExpressionScope,
  first: Row,
  options: CompileOptions,
): Value {
  if (!aggregate) return compileExpression(text, row, options).evaluate(first)
  const total = compileAggregate(text, row, options)
  const state = total.init()
  for (const sample of samples) total.add(state, sample)
  return total.result(state)
}

function valueText(type: DataType, value: Value): string {
  const written: unknown = value === null ? null : compileWriter(type)(value)
  const text =
    typeof written === 'string' && type.kind !== 'string' ? written : JSON.stringify(written)
  return text.length > VALUE_CHARS_MAX ? `${text.slice(0, VALUE_CHARS_MAX)}…` : text
}
