// The running console table: the last batch, or in complete mode the whole table, printed as Spark
// prints it.
import type { Row } from '@shared/expr'
import type { NodeEnv, Operator } from '../../../model/operator'
import { viewBack } from '../live/operator'

export const TRUNCATE_CHARS = 20
export interface ConsoleShape {
  readonly names: readonly string[]
  readonly headings: readonly string[]
  readonly cellsOf: (row: Row) => string[]
  readonly truncate: boolean
  readonly rowsMax: number
  /** The whole table is printed, as complete mode does. */
  readonly whole: boolean
}

export function consoleOperator(
  env: NodeEnv,
  view: Operator,
  { names, headings, cellsOf, truncate, rowsMax, whole }: ConsoleShape,
): Operator {
  let last: string[][] = []
  let fresh: Row[] = []
  let batches = 0
  const rows = () => [...(view.view?.table.values() ?? [])]
  const printed = () =>
    whole
      ? rows()
          .map(({ values }) => values.map(value => cell(value, truncate)))
          .sort(byFirst)
          .slice(0, rowsMax)
      : last
  return {
    ...view,
    batch(input, batch, emit) {
      view.batch(input, batch, emit)
      fresh.push(...batch.rows.slice(-rowsMax))
    },
    finish() {
      if (fresh.length === 0) return
      last = fresh.slice(-rowsMax).map(cellsOf)
      fresh = []
      batches += 1
    },
    figures: (): Readonly<Record<string, number | string>> =>
      batches > 0 ? { batches, text: printTable(headings, printed()) } : {},
    readBack: async () => viewBack(env.node, view, names),
  }
}

const byFirst = (a: readonly string[], b: readonly string[]) =>
  (a[0] ?? '').localeCompare(b[0] ?? '')
export function cell(value: string | number | boolean | null, truncate: boolean): string {
  const text = value === null ? 'NULL' : String(value)
  return truncate && text.length > TRUNCATE_CHARS ? `${text.slice(0, TRUNCATE_CHARS - 3)}...` : text
}

/**
 * Spark's showString: right-aligned when truncating, left-aligned otherwise; here always left, as
 * the documents show.
 */

export function printTable(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = names.map((name, i) =>
    Math.max(3, name.length, ...rows.map(row => row[i]?.length ?? 0)),
  )
  const rule = `+${widths.map(w => '-'.repeat(w)).join('+')}+`
  const line = (cells: readonly string[]) =>
    `|${cells.map((text, i) => text.padEnd(widths[i] ?? 0)).join('|')}|`
  return [rule, line(names), rule, ...rows.map(line), rule].join('\n')
}
