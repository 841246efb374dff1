// Nested fields become top-level ones: `address.city` → `address_city`. Arrays stay; explode is for
// them.
import type { StructField } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { inputOf } from '../../../model/plan-step'
import { flattenOperator } from './operator'
import { leavesOf } from './leaves'
import { flattenInFlink } from './flink'
import { flattenInPySpark } from './pyspark'

const config = z.strictObject({
  separator: z.string().max(5).default('_'),
  /** Only these; all nested fields when absent. */
  fields: z.array(z.string()).optional(),
})

export const flattenNode = defineNode({
  type: 'flatten',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'unfold-horizontal',
  title: { en: 'Flatten', 'pt-BR': 'Achatar', es: 'Aplanar' },
  doc: {
    en: 'Makes nested fields top-level fields.',
    'pt-BR': 'Transforma campos aninhados em campos de primeiro nível.',
    es: 'Convierte campos anidados en campos de primer nivel.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: {},
  targets: {
    pyspark: (step, { isOrdered }) =>
      flattenInPySpark(leavesOf(inputOf(step).row, step.config), isOrdered),
    flink: (step, context) => flattenInFlink(leavesOf(inputOf(step).row, step.config), context),
  },
  bind(context, settings) {
    const { input } = context
    for (const name of settings.fields ?? []) context.field('fields', name)
    const leaves = leavesOf(input.row, settings)
    const types: StructField[] = []
    for (const { name, type } of leaves) {
      if (types.some(t => t.name === name)) context.problem('', 'lab-name-twice', { name })
      types.push({ name, type })
    }
    for (const key of input.keys ?? [])
      if (!types.some(t => t.name === key))
        context.problem('fields', 'lab-key-changed', { name: key })
    return {
      outputs: { out: { ...input, row: { kind: 'struct', fields: types } } },
      create: () => flattenOperator(leaves),
    }
  },
})
