// Compares what came out of a stream in Spark with what came out here: the same rows in each batch,
// in any order, because a batch has none.
import type { StreamCase } from './cases'
import type { StreamAnswer } from './ours'

export type SparkStream = StreamAnswer | { readonly failed: string }

/** Undefined when both say the same; else what differs, in a few lines. */
export function difference(
  stream: StreamCase,
  ours: StreamAnswer,
  spark: SparkStream,
): string | undefined {
  if ('failed' in spark) return `Spark failed: ${spark.failed}`
  if ('refused' in spark)
    return 'refused' in ours ? undefined : `only Spark refuses it: ${spark.refused}`
  if ('refused' in ours) return `only we refuse it: ${ours.refused}`
  const shown = isOneTotal(stream) ? changesOf : sortedEach
  const owns = shown(ours.batches)
  for (const [i, theirs] of shown(spark.batches).entries()) {
    const own = owns[i] ?? []
    if (theirs.join('\n') === own.join('\n')) continue
    const only = (a: readonly string[], b: readonly string[]) => a.filter(row => !b.includes(row))
    return [
      `batch ${i + 1}: Spark gives ${theirs.length} rows, we ${own.length}`,
      ...only(theirs, own).map(row => `  Spark ${row}`),
      ...only(own, theirs).map(row => `  ours  ${row}`),
    ].join('\n')
  }
  return undefined
}

type Batches = readonly (readonly string[])[]

const sorted = (rows: readonly string[]) => rows.map(canonical).sort()
const sortedEach = (batches: Batches) => batches.map(sorted)

/** One row for all that came, without keys or windows. */
const isOneTotal = ({ steps }: StreamCase) =>
  steps.some(
    step =>
      step.kind === 'aggregate' && Object.keys(step.by).length === 0 && step.window === undefined,
  )

/** Spark gives such a row in each batch, from zero on; we give it when it changes. */
function changesOf(batches: Batches): string[][] {
  let before: string | undefined
  return sortedEach(batches).map(rows =>
    rows.filter(row => {
      const isNew = row !== before && !(before === undefined && row.includes('"n":0'))
      if (isNew) before = row
      return isNew
    }),
  )
}

/** Sums of doubles may be added up in another order. */
const DIGITS = 12

/** Fields in order of their names, numbers by their value. */
function canonical(row: string): string {
  return JSON.stringify(JSON.parse(row), (_, value: unknown) => {
    if (typeof value === 'number') return Number(value.toPrecision(DIGITS))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
