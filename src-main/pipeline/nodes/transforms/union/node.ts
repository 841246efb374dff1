// Several streams of one shape as one. Fields are matched by name; a field that one side lacks is
// NULL there, and one whose type is narrower than the common one is widened (an int among decimals
// stands as a decimal).
import { commonType, printType, type StructField } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { wideningsOf, widen } from './operator'
import { unionInFlink } from './flink'
import { unionInPySpark } from './pyspark'

export const unionNode = defineNode({
  type: 'union',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'merge',
  title: { en: 'Union', 'pt-BR': 'Unir', es: 'Unir' },
  doc: {
    en: 'Several streams as one, matched by field names.',
    'pt-BR': 'Vários fluxos como um só, casados pelos nomes dos campos.',
    es: 'Varios flujos como uno solo, casados por los nombres de los campos.',
  },
  inputs: 'many',
  outputs: ['out'],
  config: z.strictObject({}),
  initial: {},
  takesRecords: true,
  targets: { pyspark: unionInPySpark, flink: unionInFlink },
  bind(context) {
    const fields = new Map<string, StructField>()
    for (const { edge, stream } of context.inputs) {
      if (stream.keys) context.problem('', 'lab-needs-events', { type: 'union' })
      for (const field of stream.row.fields) {
        const known = fields.get(field.name)
        const type = known ? commonType(known.type, field.type) : field.type
        if (type) fields.set(field.name, { name: field.name, type })
        else
          context.problem('', 'lab-union-types', {
            name: field.name,
            one: printType(known?.type ?? field.type),
            other: printType(field.type),
            from: edge.from,
          })
      }
    }
    const raw = context.inputs.length > 0 && context.inputs.every(i => i.stream.raw === true)
    const widened = (context.failed ? [] : context.inputs).map(({ stream }) =>
      wideningsOf(stream.row.fields, fields),
    )
    return {
      outputs: {
        out: { row: { kind: 'struct', fields: [...fields.values()] }, ...(raw ? { raw } : {}) },
      },
      create: () => ({
        batch: (input, batch, emit) => {
          const casts = widened[input] ?? []
          emit(
            'out',
            casts.length === 0
              ? batch
              : { ...batch, rows: batch.rows.map(row => widen(row, casts)) },
          )
        },
      }),
    }
  },
})
