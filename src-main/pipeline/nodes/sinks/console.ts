// A console table, as Spark's console sink prints one: the rows as they stand, in the dock of the screen and in the CLI's result.
import { z } from 'zod'
import { defineNode } from '../define'
import { viewOperator } from './live'

const config = z.strictObject({
  columns: z.array(z.string()).optional(),
  rows: z.number().int().min(1).max(100_000).default(1000),
})

export const consoleNode = defineNode({
  type: 'console',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'terminal',
  title: { en: 'Console table', 'pt-BR': 'Tabela no console', es: 'Tabla en consola' },
  doc: {
    en: "Prints the rows as a table, like Spark's console sink.",
    'pt-BR': 'Mostra as linhas como tabela, como o sink console do Spark.',
    es: 'Muestra las filas como tabla, como el sink console de Spark.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: {},
  forgets: true,
  bind(context, { columns, rows }) {
    const { input } = context
    for (const name of columns ?? []) context.field('columns', name)
    const shown = columns ?? input.row.fields.map(f => f.name)
    return { outputs: {}, create: () => viewOperator(input, shown, rows, { chart: 'table' }) }
  },
})
