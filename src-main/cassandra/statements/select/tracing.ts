// What a traced SELECT says of itself: where its rows come from, and how many were read.
import type { Result } from '../../result'
import type { Table } from '../../schema/model'
import type { RowView } from '../rows/rows'
import type { Request } from '../context'
import type { RowSource } from './walk'

type Answer = (rows: RowSource) => Result | Promise<Result>

export function withTrace(
  source: RowSource,
  table: Table,
  { trace }: Request,
  answer: Answer,
): Result | Promise<Result> {
  if (!trace) return answer(source)
  let read = 0
  function* counted(rows: Iterator<RowView>): Generator<RowView> {
    for (let next = rows.next(); !next.done; next = rows.next()) {
      read++
      yield next.value
    }
  }
  trace.note(describe(source, table))
  const rows: RowSource =
    source.kind === 'partitions'
      ? { ...source, rows: (prefix, after) => counted(source.rows(prefix, after)) }
      : { ...source, rows: (from: string) => counted(source.rows(from)) }
  return Promise.resolve(answer(rows)).then(result => {
    trace.note(`Read ${read} live rows`)
    return result
  })
}

function describe(source: RowSource, { keyspace, name }: Table): string {
  if (source.kind === 'partitions')
    return source.prefixes.length === 1
      ? `Executing single-partition query on ${name}`
      : `Executing query on ${source.prefixes.length} partitions of ${name}`
  if (source.indexes !== undefined)
    return `Executing read on ${keyspace}.${name} using index ${source.indexes.join(', ')}`
  return `Executing seq scan on ${name}`
}
