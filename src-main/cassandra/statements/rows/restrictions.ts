// Sorts the relations of a WHERE by column, and refuses those that do not fit together. The checks
// and their words follow Cassandra's StatementRestrictions.
import { type Expr, type InValues, type Operator, printTerm, type Relation } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import {
  type CqlType,
  isCollection,
  isList,
  isMap,
  isUdt,
  listType,
  native,
  tupleType,
} from '../../types'
import { compileTerm } from '../terms/terms'
import { assignability } from '../terms/typing'
import { addMarker, type Term } from '../terms/term'
import { checkOrdered, checkPair, checkToken, isStart, relationOf, type Relating } from './relating'
import { tokenOf } from './token'
import { qualified, type Scope } from '../context'
import type { Bound } from '../../result'

/** Values of IN: one term each, or a marker bound to a list. */
export interface Values {
  readonly terms?: readonly Term[]
  readonly list?: Term
  readonly of: CqlType
}

export interface ColumnRestriction {
  readonly column: Column
  readonly eq?: Term
  readonly in?: Values
  readonly lower?: { readonly term: Term; readonly inclusive: boolean }
  readonly upper?: { readonly term: Term; readonly inclusive: boolean }
  readonly contains: readonly { readonly term: Term; readonly key: boolean }[]
  readonly elements: readonly { readonly key: Term; readonly value: Term }[]
  readonly notEquals: readonly Term[]
}

/** (a, b) = (…), IN ((…)) or a comparison, on clustering columns that follow each other. */
export interface TupleRestriction {
  readonly columns: readonly Column[]
  readonly op: Operator
  readonly term?: { readonly parts?: readonly Term[]; readonly whole?: Term }
  readonly options?: readonly { readonly parts?: readonly Term[]; readonly whole?: Term }[]
  readonly list?: Term
}

export interface TokenBound {
  readonly op: Operator
  readonly term: Term
}

export interface Restrictions {
  readonly columns: ReadonlyMap<string, ColumnRestriction>
  readonly tuples: readonly TupleRestriction[]
  readonly token: readonly TokenBound[]
  readonly custom: boolean
}

class Draft {
  eq: Term | undefined;
  in: Values | undefined
  lower: ColumnRestriction['lower']
  upper: ColumnRestriction['upper']
  contains: { term: Term; key: boolean }[] = []
  elements: { key: Term; value: Term }[] = []
  notEquals: Term[] = []

  constructor(readonly column: Column) {}

  /** The relations on the column so far, for the check against the next one. */
  get relations(): Relating[] {
    const of = (op: Operator) => relationOf([this.column], op)
    const others = this.contains.length + this.elements.length > 0
    return [
      ...((this.eq ?? (others || undefined)) ? [of('=')] : []),
      ...(this.in ? [of('IN')] : []),
      ...(this.lower ? [of('>')] : []),
      ...(this.upper ? [of('<')] : []),
    ]
  }
}

export function findColumn(table: Table, name: string): Column {
  const column = table.columns.get(name)
  if (!column) throw invalid(`Undefined column name ${quoted(name)} in table ${qualified(table)}`)
  return column
}

const quoted = (name: string) =>
  /^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`

function checkTogether(draft: Draft, added: Relating): void {
  for (const existing of draft.relations) checkPair(existing, added)
}

function checkBesideTuples(
  tuples: readonly TupleRestriction[],
  column: Column,
  op: Operator,
): void {
  for (const tuple of tuples)
    checkPair(relationOf(tuple.columns, tuple.op), relationOf([column], op))
}

export function analyze(scope: Scope, table: Table, relations: readonly Relation[]): Restrictions {
  const drafts = new Map<string, Draft>()
  const tuples: TupleRestriction[] = []
  const token: TokenBound[] = []
  let custom = false
  const draftOf = (name: string) => {
    const column = findColumn(table, name)
    let draft = drafts.get(name)
    if (!draft) drafts.set(name, (draft = new Draft(column)))
    return draft
  }
  for (const relation of relations) {
    switch (relation.kind) {
      case 'column':
        if (relation.op !== 'CONTAINS' && relation.op !== 'CONTAINS KEY')
          checkBesideTuples(tuples, draftOf(relation.column).column, relation.op)
        addColumn(scope, table, draftOf(relation.column), relation.op, relation.value)
        break
      case 'columnIn':
        checkBesideTuples(tuples, draftOf(relation.column).column, 'IN')
        addIn(scope, table, draftOf(relation.column), relation.values)
        break
      case 'mapElement':
        addElement(scope, table, draftOf(relation.column), relation)
        break
      case 'token':
        addToken(scope, table, relation, token)
        break
      case 'tuple':
      case 'tupleIn':
        tuples.push(tupleRestriction(scope, table, relation, tuples, drafts))
        break
      case 'expr':
        custom = true
        break
    }
  }
  return { columns: drafts, tuples, token, custom }
}

const receiver = (table: Table, column: Column, name = column.name, type = column.type) => ({
  keyspace: table.keyspace,
  table: table.name,
  name,
  type,
})

function addColumn(scope: Scope, table: Table, draft: Draft, op: Operator, value: Expr): void {
  const { column } = draft
  const { type } = column
  if (op === 'IS NOT') throw invalid(`Unsupported restriction: ${quoted(column.name)} IS NOT NULL`)
  if (op === 'LIKE') {
    compileTerm(scope, value, receiver(table, column))
    throw invalid(
      `LIKE restriction is only supported on properly indexed columns. ${quoted(column.name)} LIKE ${printTerm(value)} is not valid.`,
    )
  }
  if (op === '!=')
    throw invalid(`Unsupported "!=" relation: ${quoted(column.name)} != ${printTerm(value)}`)
  if (op === 'CONTAINS' || op === 'CONTAINS KEY') return addContains(scope, table, draft, op, value)
  if (isUdt(type) && type.multiCell)
    throw invalid(
      `Non-frozen UDT column '${column.name}' (${type.name}) cannot be restricted by any relation`,
    )
  if (isCollection(type) && type.multiCell)
    throw invalid(
      `Collection column '${column.name}' (${type.name}) cannot be restricted by a '${op}' relation`,
    )
  if (op !== '=') checkOrdered(type)
  const term = compileTerm(scope, value, receiver(table, column))
  if (op === '=') {
    checkTogether(draft, relationOf([column], op))
    draft.eq = term
    return
  }
  checkTogether(draft, relationOf([column], op))
  const bound = { term, inclusive: op === '<=' || op === '>=' }
  if (isStart(op)) draft.lower = bound
  else draft.upper = bound
}

function addContains(
  scope: Scope,
  table: Table,
  draft: Draft,
  op: 'CONTAINS' | 'CONTAINS KEY',
  value: Expr,
): void {
  const { column } = draft
  const { type } = column
  if (!isCollection(type)) throw invalid(`Cannot use ${op} on non-collection column ${column.name}`)
  if (op === 'CONTAINS KEY' && !isMap(type))
    throw invalid(`Cannot use CONTAINS KEY on non-map column ${column.name}`)
  const of = isMap(type) ? (op === 'CONTAINS KEY' ? type.key : type.value) : type.of
  const label = op === 'CONTAINS KEY' ? 'key' : 'value'
  draft.contains.push({
    term: compileTerm(scope, value, receiver(table, column, `${label}(${column.name})`, of)),
    key: op === 'CONTAINS KEY',
  })
}

function addElement(
  scope: Scope,
  table: Table,
  draft: Draft,
  relation: Extract<Relation, { kind: 'mapElement' }>,
): void {
  const { column } = draft
  const { type } = column
  if (isList(type))
    throw invalid('Indexes on list entries (l[index] = value) are not currently supported.')
  if (!isMap(type)) throw invalid(`Column ${column.name} cannot be used as a map`)
  if (!type.multiCell)
    throw invalid(
      `Map-entry equality predicates on frozen map column ${column.name} are not supported`,
    )
  if (relation.op !== '=') throw invalid(`Only EQ relations are supported on map entries`)
  const key = compileTerm(
    scope,
    relation.key,
    receiver(table, column, `key(${column.name})`, type.key),
  )
  draft.elements.push({
    key,
    value: compileTerm(
      scope,
      relation.value,
      receiver(table, column, `value(${column.name})`, type.value),
    ),
  })
}

function addIn(scope: Scope, table: Table, draft: Draft, values: InValues): void {
  const { column } = draft
  const { type } = column
  if (isUdt(type) && type.multiCell)
    throw invalid(
      `Non-frozen UDT column '${column.name}' (${type.name}) cannot be restricted by any relation`,
    )
  if (isCollection(type) && type.multiCell)
    throw invalid(
      `Collection column '${column.name}' (${type.name}) cannot be restricted by a 'IN' relation`,
    )
  const compiled = inValues(scope, values, receiver(table, column))
  checkTogether(draft, relationOf([column], 'IN'))
  // One value in IN is an equality, as Cassandra has it too.
  if (compiled.terms?.length === 1) draft.eq = compiled.terms[0]
  else draft.in = compiled
}

export function inValues(scope: Scope, values: InValues, to: ReturnType<typeof receiver>): Values {
  if (values.kind === 'marker') {
    return {
      list: addMarker(scope, values.index, {
        ...to,
        name: `in(${to.name})`,
        type: listType(to.type, true),
      }),
      of: to.type,
    }
  }
  return { terms: values.terms.map(term => compileTerm(scope, term, to)), of: to.type }
}

function addToken(
  scope: Scope,
  table: Table,
  relation: Extract<Relation, { kind: 'token' }>,
  bounds: TokenBound[],
): void {
  const columns = relation.columns.map(name => findColumn(table, name))
  if (relation.op === '!=')
    throw invalid(
      `Unsupported "!=" relation: token(${relation.columns.join(', ')}) != ${printTerm(relation.value)}`,
    )
  const keys = table.partitionKey
  if (!keys.every(key => columns.includes(key))) {
    throw invalid(
      'The token() function must be applied to all partition key components or none of them',
    )
  }
  if (columns.some(c => c.kind !== 'partition_key'))
    throw invalid('The token() function must contains only partition key components')
  if (columns.some((c, i) => c !== keys[i])) {
    throw invalid(
      `The token function arguments must be in the partition key order: ${keys.map(k => k.name).join(', ')}`,
    )
  }
  const to = {
    keyspace: table.keyspace,
    table: table.name,
    name: 'partition key token',
    type: native('bigint'),
  }
  checkToken(keys, bounds, relation.op)
  bounds.push({ op: relation.op, term: compileToken(scope, table, relation.value, to) })
}

/** The right side of token(k) > …: a number, a marker or token('x'). */
function compileToken(
  scope: Scope,
  table: Table,
  value: Expr,
  to: ReturnType<typeof receiver>,
): Term {
  if (value.kind !== 'call' || value.name !== 'token') return compileTerm(scope, value, to)
  if (value.args.length !== table.partitionKey.length) {
    throw invalid(
      `Invalid number of arguments in call to function system.token: ${table.partitionKey.length} required but ${value.args.length} provided`,
    )
  }
  value.args.forEach((arg, i) => {
    const { type } = table.partitionKey[i]!
    if (assignability(scope, arg, type, table.keyspace) === 'no') {
      throw invalid(
        `Type error: ${printTerm(arg)} cannot be passed as argument ${i} of function system.token of type ${type.name}`,
      )
    }
  })
  const parts = value.args.map((arg, i) =>
    compileTerm(scope, arg, receiver(table, table.partitionKey[i]!, `arg${i}(system.token)`)),
  )
  return {
    bind: bound => tokenOf(parts.map(p => required(p.bind(bound), 'partition key token'))),
  }
}

export function required(value: Bound, name: string): Buffer {
  if (value === null) throw invalid(`Invalid null value in condition for column ${name}`)
  if (value === undefined) throw invalid(`Invalid unset value for column ${name}`)
  return value
}

function tupleRestriction(
  scope: Scope,
  table: Table,
  relation: Extract<Relation, { kind: 'tuple' | 'tupleIn' }>,
  others: readonly TupleRestriction[],
  drafts: ReadonlyMap<string, Draft>,
): TupleRestriction {
  const columns = relation.columns.map(name => findColumn(table, name))
  let last = -1
  for (const column of columns) {
    if (column.kind !== 'clustering')
      throw invalid(
        `Multi-column relations can only be applied to clustering columns but was applied to: ${column.name}`,
      )
    if (columns.filter(c => c === column).length > 1)
      throw invalid(
        `Column "${column.name}" appeared twice in a relation: ${printRelation(relation)}`,
      )
    if (last >= 0 && column.position !== last + 1) {
      throw invalid(
        `Clustering columns must appear in the PRIMARY KEY order in multi-column relations: ${printRelation(relation)}`,
      )
    }
    last = column.position
  }
  const op = relation.kind === 'tuple' ? relation.op : inOperator(relation.values)
  if (op === '!=') throw invalid(`Unsupported "!=" relation: ${printRelation(relation)}`)
  const added = relationOf(columns, op)
  const checked = <T>(restriction: T): T => {
    const before = [
      ...others.map(other => relationOf(other.columns, other.op)),
      ...columns.flatMap(column => drafts.get(column.name)?.relations ?? []),
    ]
    for (const existing of before) checkPair(existing, added)
    return restriction
  }
  const type = tupleType(columns.map(c => c.type))
  const name = `(${columns.map(c => c.name).join(',')})`
  const to = { keyspace: table.keyspace, table: table.name, name, type }
  const one = (value: Expr) => tupleValue(scope, table, columns, value, to)
  if (relation.kind === 'tuple') return checked({ columns, op, term: one(relation.value) })
  if (relation.values.kind === 'marker') {
    return checked({
      columns,
      op: 'IN',
      list: addMarker(scope, relation.values.index, {
        ...to,
        name: `in${name}`,
        type: listType(type, true),
      }),
    })
  }
  const options = relation.values.terms.map(one)
  return checked(op === '=' ? { columns, op, term: options[0] } : { columns, op, options })
}

/** IN with one value is an equality. */
const inOperator = (values: InValues): Operator =>
  values.kind !== 'marker' && values.terms.length === 1 ? '=' : 'IN'

function tupleValue(
  scope: Scope,
  table: Table,
  columns: readonly Column[],
  value: Expr,
  to: ReturnType<typeof receiver>,
) {
  if (value.kind !== 'tuple') return { whole: compileTerm(scope, value, to) }
  if (value.items.length !== columns.length) {
    throw invalid(
      `Expected ${columns.length} elements in value tuple, but got ${value.items.length}: ${printTerm(value)}`,
    )
  }
  return {
    parts: value.items.map((item, i) => compileTerm(scope, item, receiver(table, columns[i]!))),
  }
}

function printRelation(relation: Extract<Relation, { kind: 'tuple' | 'tupleIn' }>): string {
  const names = `(${relation.columns.map(quoted).join(', ')})`
  if (relation.kind === 'tuple') return `${names} ${relation.op} ${printTerm(relation.value)}`
  return `${names} IN ${relation.values.kind === 'marker' ? '?' : `(${relation.values.terms.map(printTerm).join(', ')})`}`
}
