// How a SELECT shows its rows: one column for each selector, or all of them as one JSON text.
import type { Column, Table } from '../../schema/model'
import type { ResultColumn } from '../../result'
import { type CqlType, native } from '../../types'
import { jsonText } from '../../types/json'
import { valueOf } from '../rows/rows'
import type { CompiledSelector, EvalContext } from './selector'

type Shown = CompiledSelector & { readonly alias?: string }

export const columnSelector = (column: Column): Shown => ({
  title: column.name,
  type: column.type,
  value: context => valueOf(column, context.view),
})

export interface Output {
  readonly columns: readonly ResultColumn[]
  row(context: EvalContext): (Buffer | null)[]
}

export function plainOutput(table: Table, shown: readonly Shown[]): Output {
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

export function jsonOutput(table: Table, shown: readonly Shown[]): Output {
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
