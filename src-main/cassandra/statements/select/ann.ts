// ORDER BY v ANN OF [...]: the rows whose vectors are nearest, of all rows or of those that the WHERE
// leaves. Follows Cassandra's StatementRestrictions and SelectStatement (top-K queries).
import type { Ordering, SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import { Best, isSai, type VectorIndex } from '../../indexes'
import type { Result } from '../../result'
import type { Column, Index, Table } from '../../schema/model'
import { isVector } from '../../types'
import type { Database, Scope } from '../context'
import { findColumn, type Restrictions } from '../rows/restrictions'
import { prefixOf, RowReader, type RowView, valueOf } from '../rows/rows'
import type { Term } from '../terms/term'
import { compileTerm } from '../terms/terms'
import { indexFor } from './index-choice'
import { contextOf, type RowJob } from './row-job'
import { walkAll } from './walk'

const LIMIT_MAX = 1000
/** Vectors of the index may be out of date: so many more rows are looked at. */
const SPARE = 10

export interface Ann {
  readonly column: Column
  readonly index: Index
  readonly term: Term
}

type Asked = SelectStatement & { readonly aggregating: boolean }

/** The ANN ordering of a statement, if it has one that can be served. */
export function compileAnn(
  scope: Scope,
  table: Table,
  statement: SelectStatement,
  restrictions: Restrictions,
): Ann | undefined {
  const orderings = statement.orderBy.filter(o => o.annOf)
  const [ordering] = orderings
  if (!ordering?.annOf) return undefined
  const column = findColumn(table, ordering.column)
  const { type } = column
  if (!isVector(type))
    throw invalid(`Unexpected receiver type '${type.name}'; only list and vector are expected`)
  const { keyspace, name } = table
  const term = compileTerm(scope, ordering.annOf, {
    keyspace,
    table: name,
    name: column.name,
    type,
  })
  checkOrderings(statement.orderBy, orderings)
  if (type.of.kind !== 'float')
    throw invalid('ANN ordering is only supported on float vector indexes')
  const index = table.indexes.find(i => i.column === column.name && isSai(i))
  if (!index) throw invalid('ANN ordering by vector requires the column to be indexed')
  for (const r of restrictions.columns.values())
    if (r.column.kind !== 'partition_key' && !indexFor(table, r))
      throw invalid('ANN ordering by vector requires all restricted column(s) to be indexed')
  if (statement.distinct)
    throw invalid(
      'SELECT DISTINCT with WHERE clause only supports restriction by partition key and/or static columns.',
    )
  return { column, index, term }
}

function checkOrderings(all: readonly Ordering[], ann: readonly Ordering[]): void {
  if (ann.length > 1) throw invalid('Cannot specify more than one ANN ordering')
  if (all.length > 1) throw invalid('ANN ordering does not support any other ordering')
  if (ann[0]?.descending) throw invalid('Descending ANN ordering is not supported')
}

export function checkTopK({ aggregating, perPartitionLimit, limit }: Asked): void {
  if (aggregating) throw invalid('Top-K queries can not be run with aggregation')
  if (perPartitionLimit) throw invalid('Top-K queries do not support per-partition limits')
  if (!limit)
    throw invalid(
      'Top-K queries must have a limit specified and the limit must be less than the query page size',
    )
}

export async function nearestRows(
  db: Database,
  ann: Ann,
  job: RowJob,
  isWhole: boolean,
): Promise<Result> {
  const { table, request, rowOf, columns, total } = job
  if (total > LIMIT_MAX)
    throw invalid(
      `Use of ANN OF in an ORDER BY clause requires a LIMIT that is not greater than ${LIMIT_MAX}. LIMIT was ${total}`,
    )
  const query = ann.term.bind(request.values)
  if (!query)
    throw invalid(
      `Unsupported ${query === null ? 'null' : 'unset'} value for column ${ann.column.name}`,
    )
  const vectors = db.indexes.vectors(table, ann.index)
  if (!vectors) throw invalid('ANN ordering by vector requires the column to be indexed')
  const flaw = vectors.flaw(query)
  if (flaw !== undefined) throw invalid(flaw)
  request.trace?.note(`Comparing ${vectors.size} vectors of index ${ann.index.name}`)
  const views = isWhole
    ? await nearestOfAll(db, ann, job, vectors, query)
    : await nearestOfSome(ann, job, vectors, query)
  const rows = views.map(view => rowOf(contextOf(view, request)))
  const warnings = request.pageSize < total ? [smallPage(request.pageSize, total)] : undefined
  return { kind: 'rows', columns, rows, warnings }
}

const smallPage = (pageSize: number, limit: number) =>
  `Top-K queries do not support paging and the page size is set to ${pageSize}, which is less than LIMIT ${limit}. The page size has been set to ${limit} to match the LIMIT.`

/** The index gives candidates; their rows say what is true. */
async function nearestOfAll(
  db: Database,
  { column }: Ann,
  { table, request, total }: RowJob,
  vectors: VectorIndex,
  query: Buffer,
): Promise<RowView[]> {
  for (let wanted = total + SPARE; ; wanted *= 2) {
    const found = await vectors.nearest(query, wanted)
    const reader = new RowReader(db.store, table, request.nowSeconds)
    const best = new Best(total)
    const views = new Map<string, RowView>()
    for (const { position } of found) {
      const prefix = prefixOf(position)
      const view = reader.single(prefix, position.slice(prefix.length + 1))
      const vector = view && valueOf(column, view)
      if (!view || !vector || vectors.flaw(vector) !== undefined) {
        vectors.forget(position)
        continue
      }
      vectors.set(position, vector)
      views.set(position, view)
      best.offer(position, vectors.score(vector, query))
    }
    if (views.size >= total || found.length < wanted) return inOrder(best, views)
  }
}

async function nearestOfSome(
  { column }: Ann,
  { rows, total }: RowJob,
  vectors: VectorIndex,
  query: Buffer,
): Promise<RowView[]> {
  const best = new Best(total)
  const views = new Map<string, RowView>()
  await walkAll(rows, Infinity, view => {
    const vector = valueOf(column, view)
    if (!vector || vectors.flaw(vector) !== undefined) return
    best.offer(view.position, vectors.score(vector, query))
    views.set(view.position, view)
  })
  return inOrder(best, views)
}

const inOrder = (best: Best, views: ReadonlyMap<string, RowView>) =>
  best.sorted().flatMap(({ position }) => views.get(position) ?? [])
