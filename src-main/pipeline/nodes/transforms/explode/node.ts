// One row for each element of an array: the items of an order. As Spark's explode, a row whose
// array is empty or NULL leaves nothing, unless it is kept (explode_outer).
import type { StructType } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { explodeOperator } from './operator'
import { explodeInFlink } from './flink'
import { explodeInPySpark } from './pyspark'

const config = z.strictObject({
  /** The array: a field or an expression. */
  path: z.string().min(1),
  as: z.string().min(1),
  keepEmpty: z.boolean().default(false),
  /** Name for the element's place, from 0. */
  index: z.string().optional(),
})

export const explodeNode = defineNode({
  type: 'explode',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'split',
  title: { en: 'Explode', 'pt-BR': 'Explodir', es: 'Desplegar' },
  doc: {
    en: 'One row for each element of an array.',
    'pt-BR': 'Uma linha para cada elemento de uma lista.',
    es: 'Una fila por cada elemento de una lista.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: { path: 'items', as: 'item' },
  targets: { pyspark: explodeInPySpark, flink: explodeInFlink },
  bind(context, { path, as, keepEmpty, index }) {
    if (context.input.keys) context.problem('', 'lab-needs-events', { type: 'explode' })
    const list = context.expression('path', path)
    if (list && list.type.kind !== 'array')
      context.problem('path', 'lab-not-an-array', { text: path, found: list.type.kind })
    const element = list?.type.kind === 'array' ? list.type.element : ({ kind: 'null' } as const)
    const added = [
      { name: as, type: element },
      ...(index ? [{ name: index, type: { kind: 'int' } as const }] : []),
    ]
    const names = new Set(added.map(f => f.name))
    const row: StructType = {
      kind: 'struct',
      fields: [...context.input.row.fields.filter(f => !names.has(f.name)), ...added],
    }
    return {
      outputs: { out: { row } },
      ...(list
        ? {
            create: () =>
              explodeOperator(
                r => list.evaluate(r),
                row.fields.map(f => f.name),
                as,
                keepEmpty,
                index,
              ),
          }
        : {}),
    }
  },
})
