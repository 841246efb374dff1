// The console table of the reference systems: a table as Spark prints it, on the screen and, batch
// by batch, as text.
import { compileWriter, type Row } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { shownValue } from '../../../model/rows'
import { viewOperator } from '../live/operator'
import { cell, consoleOperator, type ConsoleShape } from './operator'
import { consoleInFlink } from './flink'
import { consoleInPySpark } from './pyspark'

const config = z.strictObject({
  columns: z.array(z.string()).optional(),
  /** Column → what stands above it. */
  headings: z.record(z.string(), z.string()).default({}),
  rows: z.number().int().min(1).max(1000).default(20),
  /** Cuts long values at 20 characters, as Spark does by default. */
  truncate: z.boolean().default(false),
})
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
  targets: { pyspark: consoleInPySpark, flink: consoleInFlink },
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
