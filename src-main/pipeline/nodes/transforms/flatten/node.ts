// Nested fields become top-level ones: `address.city` → `address_city`. Arrays stay; explode is for
// them.
import type { StructField, StructType } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { flattenOperator, type Leaf } from './operator'

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
  bind(context, { separator, fields }) {
    const { input } = context
    for (const name of fields ?? []) context.field('fields', name)
    const leaves: Leaf[] = []
    const types: StructField[] = []
    const walk = (type: StructType, path: readonly string[]) => {
      for (const field of type.fields) {
        const here = [...path, field.name]
        const goesIn =
          field.type.kind === 'struct' &&
          (path.length > 0 || !fields || fields.includes(field.name))
        if (goesIn && field.type.kind === 'struct') walk(field.type, here)
        else {
          const name = here.join(separator)
          if (types.some(t => t.name === name)) context.problem('', 'lab-name-twice', { name })
          leaves.push({ name, path: here })
          types.push({ name, type: field.type })
        }
      }
    }
    walk(input.row, [])
    for (const key of input.keys ?? [])
      if (!types.some(t => t.name === key))
        context.problem('fields', 'lab-key-changed', { name: key })
    return {
      outputs: { out: { ...input, row: { kind: 'struct', fields: types } } },
      create: () => flattenOperator(leaves),
    }
  },
})
