// How the rows of one input become rows of the common shape.
import {
  type CompiledExpression,
  type StructField,
  printType,
  compileExpression,
  type Row,
  type Value,
} from '@shared/expr'

type Widening = readonly [name: string, cast: CompiledExpression]
export function wideningsOf(
  own: readonly StructField[],
  all: ReadonlyMap<string, StructField>,
): Widening[] {
  const row = { kind: 'struct', fields: own } as const
  return own.flatMap(({ name, type }) => {
    const common = printType(all.get(name)?.type ?? type)
    if (common === printType(type)) return []
    const quoted = `\`${name.replaceAll('`', '``')}\``
    return [[name, compileExpression(`cast(${quoted} as ${common})`, row)] as const]
  })
}

export function widen(row: Row, casts: readonly Widening[]): Row {
  const wide: Record<string, Value | undefined> = { ...row }
  for (const [name, cast] of casts) wide[name] = cast.evaluate(row)
  return wide
}
