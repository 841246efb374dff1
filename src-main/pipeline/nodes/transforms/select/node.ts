// Derives fields by expressions: all old fields and the new ones, or just those that are named. In
// a table under change the key fields stay, because without them nothing could be replaced any
// more.
import type { CompiledExpression, StructField } from '@shared/expr'
import { z } from 'zod'
import type { StreamType } from '../../../model/batch'
import { defineNode } from '../../../model/define-node'
import { selectOperator } from './operator'
import { selectInFlink } from './flink'
import { selectInPySpark } from './pyspark'

const config = z.strictObject({
  /** Name → expression. */
  fields: z.record(z.string(), z.string()),
  /** Keeps the other fields too. */
  keep: z.boolean().default(false),
  /** With keep: fields to leave out. */
  drop: z.array(z.string()).default([]),
})

export const selectNode = defineNode({
  type: 'select',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'square-function',
  title: { en: 'Select', 'pt-BR': 'Selecionar', es: 'Seleccionar' },
  doc: {
    en: 'Derives fields by expressions and leaves others out.',
    'pt-BR': 'Deriva campos por expressões e descarta outros.',
    es: 'Deriva campos con expresiones y descarta otros.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: { fields: { total: '1' }, keep: true },
  live: ['fields', 'keep', 'drop'],
  targets: { pyspark: selectInPySpark, flink: selectInFlink },
  bind(context, { fields, keep, drop }) {
    const { input } = context
    for (const name of drop) context.field('drop', name)
    const derived: { name: string; expression: CompiledExpression }[] = []
    for (const [name, text] of Object.entries(fields)) {
      const expression = context.expression(`fields.${name}`, text)
      if (expression) derived.push({ name, expression })
    }
    const names = new Set(derived.map(d => d.name))
    const kept = input.row.fields.filter(
      f =>
        !names.has(f.name) &&
        (keep ? !drop.includes(f.name) : input.keys?.includes(f.name) === true),
    )
    for (const key of input.keys ?? []) {
      const replaced = fields[key]
      if (drop.includes(key) || (replaced !== undefined && replaced.trim() !== key))
        context.problem(`fields.${key}`, 'lab-key-changed', { name: key })
    }
    const all: StructField[] = [
      ...kept,
      ...derived.map(({ name, expression }) => ({ name, type: expression.type })),
    ]
    const out: StreamType = {
      row: { kind: 'struct', fields: all },
      ...(input.keys ? { keys: input.keys } : {}),
      ...(input.mode ? { mode: input.mode } : {}),
    }
    return {
      outputs: { out },
      create: () =>
        selectOperator(
          kept.map(f => f.name),
          derived,
        ),
    }
  },
})
