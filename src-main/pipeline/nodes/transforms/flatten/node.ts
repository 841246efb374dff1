// Nested fields become top-level ones: `address.city` → `address_city`. Arrays stay; explode is for
// them.
import type { Row, StructField, StructType, Value } from '@shared/expr'
import { z } from 'zod'
import type { Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'

const config = z.strictObject({
  separator: z.string().max(5).default('_'),
  /** Only these; all nested fields when absent. */
  fields: z.array(z.string()).optional(),
})

interface Leaf {
  readonly name: string
  readonly path: readonly string[]
}

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

function flattenOperator(leaves: readonly Leaf[]): Operator {
  const map = (row: Row): Row =>
    Object.fromEntries(leaves.map(({ name, path }) => [name, at(row, path)]))
  return {
    batch(_input, { rows, removed }, emit) {
      emit('out', { rows: rows.map(map), ...(removed ? { removed } : {}) })
    },
  }
}

function at(row: Row, path: readonly string[]): Value {
  let value: unknown = row
  for (const name of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  // Followed along the row's own type: what stands there is a Value.
  return (value ?? null) as Value
}
