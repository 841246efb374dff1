// A live view: rows for a table or chart on the screen. A table under change is shown as it stands;
// of a list of events, the last rows. It holds nothing that must survive: after a restart it is
// given the whole table again.
import { compileWriter, printType, type Row } from '@shared/expr'
import type { ViewRow } from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import { z } from 'zod'
import type { StreamType } from '../../../model/batch'
import type { Operator, ReadBack } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { keyTextOf, shownValue } from '../../../model/rows'

const config = z.strictObject({
  chart: z.enum(['table', 'bar', 'line', 'pie', 'figure']).default('table'),
  x: z.string().optional(),
  y: z.union([z.string(), z.array(z.string())]).optional(),
  columns: z.array(z.string()).optional(),
  rows: z.number().int().min(1).max(100_000).default(10_000),
})

export const liveNode = defineNode({
  type: 'live',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'activity',
  title: { en: 'Live view', 'pt-BR': 'Visão ao vivo', es: 'Vista en vivo' },
  doc: {
    en: 'Shows rows on the screen as they change: a table or a chart.',
    'pt-BR': 'Mostra as linhas na tela conforme mudam: tabela ou gráfico.',
    es: 'Muestra las filas en pantalla según cambian: tabla o gráfico.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { chart: 'table' },
  live: ['chart', 'x', 'y', 'columns', 'rows'],
  forgets: true,
  bind(context, { chart, x, y, columns, rows }) {
    const { input } = context
    const ys = y === undefined ? undefined : Array.isArray(y) ? y : [y]
    if (x !== undefined) context.field('x', x)
    for (const name of [...(ys ?? []), ...(columns ?? [])])
      context.field(ys?.includes(name) ? 'y' : 'columns', name)
    const shown = columns ?? input.row.fields.map(f => f.name)
    const info = { chart, ...(x === undefined ? {} : { x }), ...(ys ? { y: ys } : {}) }
    return {
      outputs: {},
      create: env => {
        const view = viewOperator(input, shown, rows, info)
        // The last few of a list of events are no table.
        return input.keys
          ? { ...view, readBack: async () => viewBack(env.node, view, shown) }
          : view
      },
    }
  },
})

/**
 * The rows of a view by the names of its columns. Which rows it gave up because it was full, it
 * knows no more.
 */
export function viewBack(name: string, { view }: Operator, names: readonly string[]): ReadBack {
  const rows = [...(view?.table.values() ?? [])].map(({ values }) =>
    Object.fromEntries(names.map((column, i) => [column, values[i] ?? null])),
  )
  return { name, rows, ...(view && view.table.evicted > 0 ? { rowsInAll: null } : {}) }
}

export interface ViewShape {
  readonly chart?: 'table' | 'bar' | 'line' | 'pie' | 'figure'
  readonly x?: string
  readonly y?: readonly string[]
}

export function viewOperator(
  input: StreamType,
  names: readonly string[],
  rowsMax: number,
  info: ViewShape,
): Operator {
  const table = new KeyedTable<ViewRow>({ rowsMax })
  const columns = names.flatMap(name => {
    const field = input.row.fields.find(f => f.name === name)
    return field
      ? [
          {
            name,
            type: printType(field.type),
            write: compileWriter(field.type, { decimals: 'number' }),
          },
        ]
      : []
  })
  const keyText = input.keys ? keyTextOf(input.keys, input.row) : undefined
  let count = 0
  const show = (row: Row) => {
    const key = keyText ? keyText(row) : String(count++)
    table.set(key, {
      key,
      values: columns.map(({ name, write }) => shownValue(row[name], write)),
      changedAt: Date.now(),
    })
  }
  return {
    view: { info: { ...info, columns: columns.map(({ name, type }) => ({ name, type })) }, table },
    batch(_input, { rows, removed }) {
      // Of a list of events only the last rows can be seen.
      for (const row of keyText ? rows : rows.slice(-rowsMax)) show(row)
      if (keyText && removed) for (const key of removed) table.delete(keyText(key))
    },
    async clear() {
      table.clear()
    },
    stateKeys: () => table.size,
  }
}
