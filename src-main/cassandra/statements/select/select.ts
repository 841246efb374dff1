// SELECT: which rows (keys, ranges, filters), in what order, how many, grouped how, shown as what.
import { type SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import { type CqlType, native } from '../../types'
import { jsonText } from '../../types/json'
import {
  type Bound,
  findTable,
  type Plan,
  type Request,
  type Result,
  type ResultColumn,
  type Scope,
} from '../context'
import { compileFilters, type Filter } from './filters'
import { markersOf, partitionKeys } from '../rows/keys'
import { pagedRows, type RowSource, walkAll } from './paging'
import { analyze, findColumn, type Restrictions } from '../rows/restrictions'
import {
  checkDistinct,
  checkGroupBy,
  checkKeys,
  checkOrderBy,
  hasGap,
  type KeyShape,
} from './select-checks'
import {
  type AggregateCall,
  type CompiledSelector,
  type EvalContext,
  SelectorCompiler,
} from './selectors'
import { EVERYTHING, prefixOf, RowReader, type RowView, valueOf } from '../rows/rows'
import { clusteringSlices } from '../rows/slices'
import { compileTerm, type Term } from '../terms/terms'
import { tokenRange } from './token-range'
import { VirtualReader } from './virtual-reader'

const NO_KEY = 'Aggregation query used without partition key'
const MANY_KEYS = 'Aggregation query used on multiple partition keys (IN restriction)'

export function compileSelect(scope: Scope, statement: SelectStatement): Plan {
  const table = findTable(scope, statement.table)
  const compiler = new SelectorCompiler(scope, table)
  const selectors = statement.selectors.map(s => ({
    ...compiler.compileTop(s.expr),
    alias: s.alias,
  }))
  const restrictions = analyze(scope, table, statement.where)
  if (restrictions.custom) throw invalid('Invalid index expression: no index of that name')
  const limits = {
    perPartition: limitTerm(scope, table, statement.perPartitionLimit, '[per_partition_limit]'),
    total: limitTerm(scope, table, statement.limit, '[limit]'),
  }
  const asked =
    statement.selectors.length === 0
      ? [...table.all]
      : statement.selectors.flatMap(s => columnsIn(table, s.expr))
  checkDistinct(table, statement, restrictions, statement.distinct ? asked : [])
  if (statement.distinct && statement.perPartitionLimit)
    throw invalid('PER PARTITION LIMIT is not allowed with SELECT DISTINCT queries')
  const grouped = checkGroupBy(table, statement.groupBy, restrictions)
  const aggregating = compiler.aggregates.length > 0 || grouped !== undefined
  const shape = checkKeys(table, restrictions, statement)
  const reversed = checkOrderBy(table, statement.orderBy, restrictions, shape)
  const shown = statement.selectors.length === 0 ? table.all.map(columnSelector) : selectors
  const output = statement.json ? jsonOutput(table, shown) : plainOutput(table, shown)
  const warnings = aggregating ? aggregationWarnings(restrictions, shape) : undefined
  const source = sourceOf(scope, table, statement, restrictions, shape, reversed)
  const rowOf = (context: EvalContext) => output.row(context)
  return {
    columns: output.columns,
    partitionKeyMarkers: markersOf(table, restrictions),
    run: request => {
      const perPartition = limitOf(limits.perPartition, request.values)
      const total = limitOf(limits.total, request.values)
      const rows = source(request)
      if (aggregating) {
        return aggregate({
          table,
          rows,
          request,
          calls: compiler.aggregates,
          grouped,
          distinct: statement.distinct,
          limit: total,
          perPartition,
          rowOf,
          columns: output.columns,
          warnings,
        })
      }
      if (statement.orderBy.length > 0 && shape.keyIn)
        return sortedRows({
          table,
          rows,
          request,
          reversed,
          perPartition,
          total,
          rowOf,
          columns: output.columns,
        })
      return pagedRows({
        table,
        rows,
        request,
        perPartition,
        total,
        distinct: statement.distinct,
        rowOf,
        columns: output.columns,
      })
    },
  }
}

type Shown = CompiledSelector & { readonly alias?: string }

const columnSelector = (column: Column): Shown => ({
  title: column.name,
  type: column.type,
  value: context => valueOf(column, context.view),
})

interface Output {
  readonly columns: readonly ResultColumn[]
  row(context: EvalContext): (Buffer | null)[]
}

function plainOutput(table: Table, shown: readonly Shown[]): Output {
  return {
    columns: shown.map(s => ({
      keyspace: table.keyspace,
      table: table.name,
      name: s.alias ?? s.title,
      type: s.type,
    })),
    row: context => shown.map(s => s.value(context)),
  }
}

function jsonOutput(table: Table, shown: readonly Shown[]): Output {
  const names = shown
    .map(s => s.alias ?? s.title)
    .map(name => (name === name.toLowerCase() ? jsonText(name) : jsonText(`"${name}"`)))
  const cell = (type: CqlType, value: Buffer | null) =>
    value === null ? 'null' : type.toJson(value)
  return {
    columns: [
      { keyspace: table.keyspace, table: table.name, name: '[json]', type: native('text') },
    ],
    row: context => [
      Buffer.from(
        `{${shown.map((s, i) => `${names[i]}: ${cell(s.type, s.value(context))}`).join(', ')}}`,
        'utf8',
      ),
    ],
  }
}

function columnsIn(table: Table, expr: SelectStatement['selectors'][number]['expr']): Column[] {
  switch (expr.kind) {
    case 'column':
      return [findColumn(table, expr.name)]
    case 'call':
      return expr.args.flatMap(arg => columnsIn(table, arg))
    case 'cast':
    case 'negate':
    case 'typeHint':
      return columnsIn(table, expr.arg)
    case 'operation':
      return [...columnsIn(table, expr.left), ...columnsIn(table, expr.right)]
    case 'field':
    case 'element':
    case 'slice':
    case 'meta':
      return columnsIn(table, expr.of)
    case 'list':
    case 'set':
    case 'tuple':
      return expr.items.flatMap(item => columnsIn(table, item))
    default:
      return []
  }
}

function limitTerm(
  scope: Scope,
  table: Table,
  expr: SelectStatement['limit'],
  name: string,
): Term | undefined {
  return (
    expr &&
    compileTerm(scope, expr, {
      keyspace: table.keyspace,
      table: table.name,
      name,
      type: native('int'),
    })
  )
}

function limitOf(term: Term | undefined, values: readonly Bound[]): number {
  const value = term?.bind(values)
  if (value === undefined) return Infinity
  if (value === null) throw invalid(`Invalid null value of limit`)
  const limit = value.readInt32BE()
  if (limit <= 0) throw invalid('LIMIT must be strictly positive')
  return limit
}

function aggregationWarnings(
  restrictions: Restrictions,
  shape: KeyShape,
): readonly string[] | undefined {
  const anyKey =
    restrictions.token.length > 0 ||
    [...restrictions.columns.values()].some(r => r.column.kind === 'partition_key')
  if (!anyKey) return [NO_KEY]
  return shape.keyIn ? [MANY_KEYS] : undefined
}

/**
 * Where rows come from: partitions by key, or a range of tokens; with what must still be checked of
 * each.
 */
function sourceOf(
  scope: Scope,
  table: Table,
  statement: SelectStatement,
  restrictions: Restrictions,
  shape: KeyShape,
  reversed: boolean,
): (request: Request) => RowSource {
  const filters: Filter = compileFilters(table, shape.filtered)
  const gap = hasGap(table, restrictions)
  const touchesClustering =
    restrictions.tuples.length > 0 || table.clustering.some(c => restrictions.columns.has(c.name))
  const statics = !touchesClustering && table.clustering.length > 0
  const { db } = scope
  return request => {
    const { values, nowSeconds } = request
    const slices =
      gap || shape.filtered.some(r => r.column.kind === 'clustering')
        ? [EVERYTHING]
        : clusteringSlices(table, restrictions, values)
    const makeReader = () =>
      table.virtual ? new VirtualReader(table) : new RowReader(db.store, table, nowSeconds)
    const keep = filters(values)
    if (shape.wholeKey) {
      const all = partitionKeys(table, restrictions, values)
      const tokens = tokenRange(table, restrictions.token, values)
      const prefixes = all.filter(prefix => prefix >= tokens.from && prefix < tokens.to)
      return {
        kind: 'partitions',
        prefixes,
        keep,
        rows: (prefix, after) =>
          makeReader().partition(prefix, slices, { reversed, after, statics }),
      }
    }
    const range = tokenRange(table, restrictions.token, values)
    return {
      kind: 'range',
      ...range,
      keep,
      rows: from => makeReader().range(from, range.to, slices, statics),
    }
  }
}

interface RowJob {
  readonly table: Table
  readonly rows: RowSource
  readonly request: Request
  readonly columns: readonly ResultColumn[]
  readonly rowOf: (context: EvalContext) => (Buffer | null)[]
}

const contextOf = (view: RowView, request: Request): EvalContext => ({
  view,
  values: request.values,
  now: request.nowSeconds,
  aggregates: [],
})

/**
 * ORDER BY over several partitions: all rows are fetched and merged here, so it cannot be paged.
 */
async function sortedRows(
  options: RowJob & {
    readonly reversed: boolean
    readonly perPartition: number
    readonly total: number
  },
): Promise<Result> {
  const { table, rows, request, reversed, rowOf, columns, perPartition, total } = options
  if (request.pageSize > 0 && request.pageSize < Infinity) {
    throw invalid(
      'Cannot page queries with both ORDER BY and a IN restriction on the partition key; you must either remove the ORDER BY or the IN and sort client side, or disable paging for this query',
    )
  }
  const views: RowView[] = []
  await walkAll(rows, perPartition, view => void views.push(view))
  const compare = (a: RowView, b: RowView) => {
    for (const column of table.clustering) {
      const order = column.type.compare(
        a.clustering?.[column.position] ?? Buffer.alloc(0),
        b.clustering?.[column.position] ?? Buffer.alloc(0),
      )
      if (order !== 0) return order * (column.descending ? -1 : 1) * (reversed ? -1 : 1)
    }
    return 0
  }
  views.sort(compare)
  return {
    kind: 'rows',
    columns,
    rows: views.slice(0, total).map(view => rowOf(contextOf(view, request))),
  }
}

interface Grouping extends RowJob {
  readonly calls: readonly AggregateCall[]
  readonly grouped: number | undefined
  readonly distinct: boolean
  readonly limit: number
  /** Groups of one partition that are shown. */
  readonly perPartition: number
  readonly warnings: readonly string[] | undefined
}

async function aggregate({
  rows,
  request,
  calls,
  grouped,
  distinct,
  limit,
  perPartition,
  rowOf,
  columns,
  warnings,
}: Grouping): Promise<Result> {
  const out: (Buffer | null)[][] = []
  let key: string | undefined
  let context: EvalContext | undefined
  let states = calls.map(call => call.create())
  let partition = ''
  let shownOfPartition = 0
  const finish = () => {
    if (!context) return
    const prefix = prefixOf(context.view.position)
    if (prefix !== partition) shownOfPartition = 0
    partition = prefix
    if (++shownOfPartition <= perPartition)
      out.push(rowOf({ ...context, aggregates: states.map(s => s.result()) }))
  }
  const keyOf = (view: RowView) =>
    [...view.partition, ...(view.clustering ?? [])]
      .slice(0, grouped)
      .map(v => v.toString('latin1').length + ':' + v.toString('latin1'))
      .join('|')
  let lastPartition: readonly Buffer[] | undefined
  await walkAll(rows, Infinity, view => {
    if (distinct && view.partition === lastPartition) return true
    lastPartition = view.partition
    if (grouped !== undefined) {
      const next = keyOf(view)
      if (key !== undefined && next !== key) {
        finish()
        if (out.length >= limit) {
          context = undefined
          return false
        }
        context = undefined
        states = calls.map(call => call.create())
      }
      key = next
    }
    const current = contextOf(view, request)
    context ??= current
    calls.forEach((call, i) => states[i]!.add(call.args.map(arg => arg.value(current))))
    return true
  })
  if (grouped === undefined && !context) {
    const nothing: RowView = {
      position: '',
      partition: [],
      clustering: undefined,
      live: undefined,
      cells: [],
    }
    context = contextOf(nothing, request)
  }
  finish()
  return { kind: 'rows', columns, rows: out.slice(0, limit), warnings }
}
