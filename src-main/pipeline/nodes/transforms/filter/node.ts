// Keeps the rows for which a condition is true (as in SQL, NULL is not true). In a table under
// change, a row that no longer fulfils the condition is taken back, so that sinks behind never show
// what should be gone.
import type { Row } from '@shared/expr'
import { z } from 'zod'
import type { Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { keysOf } from '../../../model/rows'

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
  bind(context, { where }) {
    const test = context.expression('where', where)
    if (test && test.type.kind !== 'boolean' && test.type.kind !== 'null')
      context.problem('where', 'lab-not-a-condition', { text: where, found: test.type.kind })
    const { input } = context
    return {
      outputs: { out: input },
      ...(test
        ? { create: () => filterOperator(row => test.evaluate(row) === true, input.keys) }
        : {}),
    }
  },
})

export function filterOperator(
  test: (row: Row) => boolean,
  keys: readonly string[] | undefined,
): Operator {
  const keyOf = keys ? keysOf(keys) : undefined
  return {
    batch(_input, { rows, removed = [] }, emit) {
      const kept = rows.filter(test)
      if (!keyOf) {
        if (kept.length > 0) emit('out', { rows: kept })
        return
      }
      const gone = [...removed, ...rows.filter(row => !test(row)).map(keyOf)]
      if (kept.length > 0 || gone.length > 0) emit('out', { rows: kept, removed: gone })
    },
  }
}
