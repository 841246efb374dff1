// Keeps the rows for which a condition is true (as in SQL, NULL is not true). In a table under
// change, a row that no longer fulfils the condition is taken back, so that sinks behind never show
// what should be gone.
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { filterOperator } from './operator'
import { filterInFlink } from './flink'
import { filterInPySpark } from './pyspark'

const config = z.strictObject({ where: z.string().min(1) })

export const filterNode = defineNode({
  type: 'filter',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'filter',
  title: { en: 'Filter', 'pt-BR': 'Filtrar', es: 'Filtrar' },
  doc: {
    en: 'Keeps the rows that fulfil a condition.',
    'pt-BR': 'Mantém as linhas que cumprem uma condição.',
    es: 'Conserva las filas que cumplen una condición.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: { where: 'true' },
  live: ['where'],
  targets: { pyspark: filterInPySpark, flink: filterInFlink },
  bind(context, { where }) {
    const test = context.condition('where', where)
    const { input } = context
    return {
      outputs: { out: input },
      ...(test
        ? { create: () => filterOperator(row => test.evaluate(row) === true, input.keys) }
        : {}),
    }
  },
})
