// INSERT … VALUES and INSERT … JSON.
import type { InsertStatement } from '@shared/cql'
import { invalid } from '../../errors'
import { type Column, isCompact, type Table } from '../../schema/model'
import { columnNameOfJson } from '../../types'
import { javaClass, type JsonValue, JsonError, parseJson } from '../../types/json'
import { native } from '../../types'
import { findTable, type Plan, refuseVirtual, type Scope } from '../context'
import { type Bound } from '../../result'
import { checkUsing, compileUsing, type Modification, modificationPlan } from './modification'
import { clusteringOf, partitionPrefixOf, type Target } from '../rows/targets'
import { type Operation, receiverOf } from './operation'
import { compileSet, setValue } from './operations'
import { findColumn } from '../rows/restrictions'
import { compileTerm } from '../terms/terms'
import { type Term } from '../terms/term'

export function compileInsert(
  scope: Scope,
  statement: InsertStatement,
): { modification: Modification; plan: Plan } {
  const table = findTable(scope, statement.table)
  refuseVirtual(table)
  if (table.isCounter)
    throw invalid('INSERT statements are not allowed on counter tables, use UPDATE instead')
  const modification = statement.json
    ? jsonInsert(scope, table, statement)
    : plainInsert(scope, table, statement)
  checkUsing(modification)
  return { modification, plan: modificationPlan(scope.db, modification) }
}

function plainInsert(scope: Scope, table: Table, statement: InsertStatement): Modification {
  const { columns: names, values } = statement
  if (names.length !== values.length) throw invalid('Unmatched column names/values')
  if (names.length === 0) throw invalid('No columns provided to INSERT')
  if (new Set(names).size < names.length) throw invalid('The column names contains duplicates')
  const keys = new Map<Column, Term>()
  const operations: Operation[] = []
  const given = names.map((name, i) => ({ column: findColumn(table, name), value: values[i]! }))
  // As in Cassandra, the keys are looked at last.
  for (const one of given)
    if (one.column.slot >= 0) operations.push(compileSet(scope, table, one.column, one.value))
  for (const { column, value } of given)
    if (column.slot < 0) keys.set(column, compileTerm(scope, value, receiverOf(table, column)))
  const hasRegular = operations.some(o => o.column.kind === 'regular')
  const staticOnly = operations.length > 0 && !hasRegular
  const { partition, clustering } = keyTerms(table, keys, staticOnly)
  const [value] = table.regulars
  if (isCompact(table) && table.clustering.length > 0 && value && operations.length === 0)
    throw invalid(`Column ${value.name} is mandatory for this COMPACT STORAGE table`)
  const markers = partition.map(t => t.marker)
  return {
    table,
    kind: 'insert',
    using: compileUsing(scope, table, statement.using),
    operations: inColumnOrder(operations),
    conditions: [],
    ifExists: false,
    ifNotExists: statement.ifNotExists,
    partitionKeyMarkers: markers.every(m => m !== undefined) ? (markers as number[]) : undefined,
    targets: bound => {
      const prefix = partitionPrefixOf(
        table,
        partition.map(t => t.bind(bound)),
      )
      if (!clustering) return [{ kind: 'static', prefix }]
      return [
        {
          kind: 'row',
          prefix,
          clustering: clusteringOf(
            table,
            clustering.map(t => t.bind(bound)),
          ),
        },
      ]
    },
  }
}

/** Cells are stored by column id: writing them in that order saves sorting them for each row. */
const inColumnOrder = (operations: Operation[]) =>
  operations.sort((a, b) => a.column.id - b.column.id)

function keyTerms(
  table: Table,
  keys: ReadonlyMap<Column, Term>,
  staticOnly: boolean,
): { partition: Term[]; clustering: Term[] | undefined } {
  const missing = (columns: readonly Column[]) => columns.filter(c => !keys.has(c)).map(c => c.name)
  const lostPartition = missing(table.partitionKey)
  if (lostPartition.length > 0)
    throw invalid(`Some partition key parts are missing: ${lostPartition.join(', ')}`)
  const lostClustering = missing(table.clustering)
  const partition = table.partitionKey.map(c => keys.get(c)!)
  if (
    staticOnly &&
    table.clustering.length > 0 &&
    lostClustering.length === table.clustering.length
  )
    return { partition, clustering: undefined }
  if (lostClustering.length > 0)
    throw invalid(`Some clustering keys are missing: ${lostClustering.join(', ')}`)
  return { partition, clustering: table.clustering.map(c => keys.get(c)!) }
}

function jsonInsert(scope: Scope, table: Table, statement: InsertStatement): Modification {
  const json = compileTerm(scope, statement.json!, {
    keyspace: table.keyspace,
    table: table.name,
    name: '[json]',
    type: native('text'),
  })
  const late = (values: readonly Bound[]) => {
    const text = json.bind(values)
    const given = decodeObject(table, text)
    const keys = new Map<Column, Term>()
    const operations: Operation[] = []
    for (const column of table.all) {
      const value = given.get(column.name)
      if (value === undefined && statement.defaultUnset && column.slot >= 0) continue
      const bytes = value === undefined || value === null ? null : fromJson(column, value)
      const term: Term = { constant: bytes, bind: () => bytes }
      if (column.slot < 0) keys.set(column, term)
      else operations.push(setValue(column, term))
    }
    // Columns that the object leaves out are null, so such an INSERT always writes a row.
    const target: Target = {
      kind: 'row',
      prefix: partitionPrefixOf(
        table,
        table.partitionKey.map(c => keys.get(c)!.bind(values)),
      ),
      clustering: clusteringOf(
        table,
        table.clustering.map(c => keys.get(c)!.bind(values)),
      ),
    }
    return { targets: [target], operations: inColumnOrder(operations) }
  }
  if (json.constant) late([])
  return {
    table,
    kind: 'insert',
    using: compileUsing(scope, table, statement.using),
    operations: [],
    conditions: [],
    ifExists: false,
    ifNotExists: statement.ifNotExists,
    late,
    targets: values => late(values).targets,
  }
}

function fromJson(column: Column, value: JsonValue): Buffer {
  try {
    return column.type.fromJson(value)
  } catch (error) {
    throw invalid(
      `Error decoding JSON value for ${column.name}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function decodeObject(table: Table, text: Bound): Map<string, JsonValue> {
  if (!text)
    throw invalid(
      text === null ? 'Got null for INSERT JSON values' : 'Invalid unset value for INSERT JSON',
    )
  const source = text.toString('utf8')
  let parsed: JsonValue
  try {
    parsed = parseJson(source)
  } catch (error) {
    if (error instanceof JsonError)
      throw invalid(
        `Could not decode JSON string as a map: ${error.message}. (String was: ${source})`,
      )
    throw error
  }
  if (parsed === null) throw invalid('Got null for INSERT JSON values')
  if (!(parsed instanceof Map))
    throw invalid(
      `Could not decode JSON string as a map: ${notAnObject(parsed)}. (String was: ${source})`,
    )
  const byColumn = new Map(
    [...parsed].map(([name, value]) => [columnNameOfJson(name), value] as const),
  )
  for (const name of byColumn.keys()) {
    if (!table.columns.has(name))
      throw invalid(`JSON values map contains unrecognized column: ${name}`)
  }
  return byColumn
}

/** What Jackson says of a text that holds another value than an object. */
function notAnObject(value: JsonValue): string {
  const says = 'com.fasterxml.jackson.databind.exc.MismatchedInputException: Cannot'
  const at =
    '\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]'
  if (typeof value === 'string')
    return `${says} construct instance of \`java.util.LinkedHashMap\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')${at}`
  const [kind, token] = Array.isArray(value)
    ? ['Array', 'START_ARRAY']
    : typeof value === 'boolean'
      ? ['Boolean', value ? 'VALUE_TRUE' : 'VALUE_FALSE']
      : javaClass(value) === 'Double'
        ? ['Floating-point', 'VALUE_NUMBER_FLOAT']
        : ['Integer', 'VALUE_NUMBER_INT']
  return `${says} deserialize value of type \`java.util.LinkedHashMap<java.lang.Object,java.lang.Object>\` from ${kind} value (token \`JsonToken.${token}\`)${at}`
}
