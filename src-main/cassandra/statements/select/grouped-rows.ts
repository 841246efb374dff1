// Aggregates and GROUP BY: rows come in key order, so a group is done when its key changes.
import type { Result } from '../../result'
import { prefixOf, type RowView } from '../rows/rows'
import { AnswerSize } from './answer-size'
import { NO_ROW, walkAll } from './walk'
import { contextOf, type RowJob } from './row-job'
import type { AggregateCall, CompiledSelector, EvalContext } from './selector'

interface Grouping extends RowJob {
  readonly calls: readonly AggregateCall[]
  /** How many key columns make up a group; a function may stand for the last one. */
  readonly grouped: { readonly keys: number; readonly by?: CompiledSelector } | undefined
  readonly distinct: boolean
  readonly warnings: readonly string[] | undefined
}

export async function groupedRows({
  table,
  rows,
  request,
  calls,
  grouped,
  distinct,
  total,
  perPartition,
  rowOf,
  columns,
  warnings,
}: Grouping): Promise<Result> {
  const out: (Buffer | null)[][] = []
  // Groups come in one answer, whatever the page size.
  const size = new AnswerSize(table, { ...request, pageSize: Infinity })
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
    if (++shownOfPartition > perPartition) return
    const row = rowOf({ ...context, aggregates: states.map(s => s.result()) })
    size.add(row)
    out.push(row)
  }
  const shownKey = (v: Buffer) => `${v.length}:${v.toString('latin1')}`
  const keyOf = (view: RowView) => {
    const keys = [...view.partition, ...(view.clustering ?? [])].slice(0, grouped?.keys)
    if (!grouped?.by || keys.length < grouped.keys) return keys.map(shownKey).join('|')
    const last = grouped.by.value(contextOf(view, request))
    return [...keys.slice(0, -1).map(shownKey), last ? shownKey(last) : 'null'].join('|')
  }
  let lastPartition: readonly Buffer[] | undefined
  await walkAll(rows, Infinity, view => {
    if (distinct && view.partition === lastPartition) return true
    lastPartition = view.partition
    if (grouped !== undefined) {
      const next = keyOf(view)
      if (key !== undefined && next !== key) {
        finish()
        if (out.length >= total) {
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
    context = contextOf(NO_ROW, request)
  }
  finish()
  return { kind: 'rows', columns, rows: out.slice(0, total), warnings }
}
