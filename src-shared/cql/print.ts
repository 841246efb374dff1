// Prints terms and types in the spelling that Cassandra uses in its error texts and in the titles
// of columns.
import type { Expr, TypeName } from './ast'
import { quoteIfNeeded, quoteText } from './identifiers'

export function printTerm(expr: Expr): string {
  const list = (items: readonly Expr[]) => items.map(printTerm).join(', ')
  switch (expr.kind) {
    case 'constant':
      // Cassandra's messages show a text as it is, with the quotes inside it single.
      return expr.type === 'STRING' ? `'${expr.text}'` : expr.text
    case 'null':
      return 'NULL'
    case 'marker':
      return expr.name === undefined ? '?' : `:${expr.name}`
    case 'list':
      return `[${list(expr.items)}]`
    case 'set':
      return `{${list(expr.items)}}`
    case 'tuple':
      return `(${list(expr.items)})`
    case 'map':
      return `{${expr.entries.map(([k, v]) => `${printTerm(k)}: ${printTerm(v)}`).join(', ')}}`
    case 'udt':
      return `{${expr.fields.map(([k, v]) => `${k}: ${printTerm(v)}`).join(', ')}}`
    case 'call':
      return `${expr.keyspace === undefined ? '' : `${expr.keyspace}.`}${expr.name}(${list(expr.args)})`
    case 'operation':
      return `${printTerm(expr.left)} ${expr.op} ${printTerm(expr.right)}`
    case 'negate':
      return `-${printTerm(expr.arg)}`
    case 'typeHint':
      return `(${printType(expr.type)})${printTerm(expr.arg)}`
    case 'cast':
      return `cast(${printTerm(expr.arg)} as ${printType(expr.type)})`
    case 'column':
      return quoteIfNeeded(expr.name)
    case 'field':
      return `${printTerm(expr.of)}.${expr.name}`
    case 'element':
      return `${printTerm(expr.of)}[${printTerm(expr.key)}]`
    case 'slice':
      return `${printTerm(expr.of)}[${expr.from ? printTerm(expr.from) : ''}..${expr.to ? printTerm(expr.to) : ''}]`
    case 'meta':
      return `${expr.fn}(${printTerm(expr.of)})`
    case 'countRows':
      return 'count(*)'
  }
}

export function printType(type: TypeName): string {
  switch (type.kind) {
    case 'native':
      return type.name
    case 'list':
    case 'set':
      return `${type.kind}<${printType(type.of)}>`
    case 'map':
      return `map<${printType(type.key)}, ${printType(type.value)}>`
    case 'tuple':
      return `tuple<${type.of.map(printType).join(', ')}>`
    case 'vector':
      return `vector<${printType(type.of)}, ${type.dimension}>`
    case 'udt':
      return type.keyspace === undefined
        ? quoteIfNeeded(type.name)
        : `${quoteIfNeeded(type.keyspace)}.${quoteIfNeeded(type.name)}`
    case 'frozen':
      return `frozen<${printType(type.of)}>`
    case 'custom':
      return quoteText(type.className)
  }
}
