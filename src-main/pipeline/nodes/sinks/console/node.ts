// The console table of the reference systems: a table as Spark prints it, on the screen and, batch
// by batch, as text.
import { compileWriter, type Row } from '@shared/expr'
import { z } from 'zod'
import type { NodeEnv, Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { shownValue } from '../../../model/rows'
import { viewOperator, viewBack } from '../live/node'

const config = z.strictObject({
  columns: z.array(z.string()).optional(),
  /** Column → what stands above it. */
  headings: z.record(z.string(), z.string()).default({}),
  rows: z.number().int().min(1).max(1000).default(20),
  /** Cuts long values at 20 characters, as Spark does by default. */
  truncate: z.boolean().default(false),
})
const TRUNCATE_CHARS = 20

export const consoleNode = defineNode({
  type: 'console',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'terminal',
  title: { en: 'Console table', 'pt-BR': 'Tabela no console', es: 'Tabla en consola' },
  doc: {
    en: 'Shows the rows as Spark prints them on the console.',
    'pt-BR': 'Mostra as linhas como o Spark as imprime no console.',
    es: 'Muestra las filas como Spark las imprime en la consola.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: {},
  live: ['columns', 'headings', 'rows', 'truncate'],
  forgets: true,
  bind(context, { columns, headings, rows, truncate }) {
    const { input } = context
    for (const name of columns ?? []) context.field('columns', name)
    const names = columns ?? input.row.fields.map(f => f.name)
    const writers = names.map(name => ({
      name,
      write: compileWriter(
        input.row.fields.find(f => f.name === name)?.type ?? { kind: 'string' },
        { decimals: 'number' },
      ),
    }))
    const cellsOf = (row: Row) =>
      writers.map(({ name, write }) => cell(shownValue(row[name], write), truncate))
    for (const name of Object.keys(headings)) context.field(`headings.${name}`, name)
    const shape: ConsoleShape = {
      names,
      headings: names.map(name => headings[name] ?? name),
      cellsOf,
      truncate,
      rowsMax: rows,
      whole: input.mode === 'complete',
    }
    return {
      outputs: {},
      create: env =>
        consoleOperator(env, viewOperator(input, names, 10_000, { chart: 'table' }), shape),
    }
  },
})

interface ConsoleShape {
  readonly names: readonly string[]
  readonly headings: readonly string[]
  readonly cellsOf: (row: Row) => string[]
  readonly truncate: boolean
  readonly rowsMax: number
  /** The whole table is printed, as complete mode does. */
  readonly whole: boolean
}

function consoleOperator(
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

function cell(value: string | number | boolean | null, truncate: boolean): string {
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
