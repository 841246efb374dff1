// A state per key that each row changes by expressions: stock with restocking below a threshold,
// counters that start over, the step an order is in. Expressions see the row's fields and the state
// as `state.<name>`; all new values come from the old state.
import {
  castFunction,
  findZone,
  printType,
  utc,
  type CompiledExpression,
  type DataType,
  type StructField,
  type StructType,
} from '@shared/expr'
import { z } from 'zod'
import { BindContext, defineNode } from '../../../model/define-node'
import { type Named } from '../key-reader'
import { Machine } from './operator'
import { machineInPySpark } from './pyspark'

const config = z.strictObject({
  by: z.record(z.string(), z.string()).optional(),
  /** Name → type and first value (an expression over the first row). */
  state: z
    .record(z.string(), z.strictObject({ type: z.string(), start: z.string() }))
    .meta({ format: 'states', beside: 'set' }),
  /** Name → new value, over the row and `state`. */
  set: z.record(z.string(), z.string()),
  /** Rows for which nothing is done. */
  when: z.string().optional(),
})

export const machineNode = defineNode({
  type: 'machine',
  version: 1,
  kind: 'step',
  group: 'aggregate',
  icon: 'workflow',
  title: { en: 'State per key', 'pt-BR': 'Estado por chave', es: 'Estado por clave' },
  doc: {
    en: 'A state per key that each row changes by expressions: stock with restocking, thresholds, steps.',
    'pt-BR':
      'Um estado por chave que cada linha altera por expressões: estoque com reposição, limites, etapas.',
    es: 'Un estado por clave que cada fila cambia con expresiones: inventario con reposición, umbrales, etapas.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: {
    by: { id: 'id' },
    state: { count: { type: 'long', start: '0' } },
    set: { count: 'state.count + 1' },
  },
  live: ['set', 'when'],
  remembers: ['from', 'by', 'state'],
  needsOrder: true,
  targets: {
    pyspark: machineInPySpark,
    flink: { code: 'export-flink-machine', severity: 'error' },
  },
  bind(context, { by: byTexts = {}, state, set, when }) {
    const { input } = context
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'machine' })
    const by: Named<CompiledExpression>[] = []
    for (const [name, text] of Object.entries(byTexts)) {
      const it = context.expression(`by.${name}`, text)
      if (it) by.push({ name, it })
    }
    const stateFields: StructField[] = []
    const starts: Named<CompiledExpression>[] = []
    for (const [name, { type: typeText, start }] of Object.entries(state)) {
      const type = context.type(`state.${name}.type`, typeText)
      const it =
        type && expressionAs(context, `state.${name}.start`, start, context.input.row, type)
      if (type) stateFields.push({ name, type })
      if (by.some(b => b.name === name))
        context.problem(`state.${name}`, 'lab-name-twice', { name })
      if (it) starts.push({ name, it })
    }
    const stateType: StructType = { kind: 'struct', fields: stateFields }
    const both: StructType = {
      kind: 'struct',
      fields: [
        ...input.row.fields.filter(f => f.name !== 'state'),
        { name: 'state', type: stateType },
      ],
    }
    const steps: Named<CompiledExpression>[] = []
    for (const [name, text] of Object.entries(set)) {
      const declared = state[name]
      if (!declared)
        context.problem(`set.${name}`, 'lab-no-field', {
          name,
          known: Object.keys(state).join(', '),
        })
      const type = stateFields.find(f => f.name === name)?.type
      const it = type && expressionAs(context, `set.${name}`, text, both, type)
      if (it) steps.push({ name, it })
    }
    const test = when === undefined ? undefined : context.expression('when', when, both)
    if (test && test.type.kind !== 'boolean' && test.type.kind !== 'null')
      context.problem('when', 'lab-not-a-condition', { text: when ?? '', found: test.type.kind })
    const heads = by.map(({ name, it }) => ({ name, type: it.type }))
    const row: StructType = { kind: 'struct', fields: [...heads, ...stateFields] }
    return {
      outputs: { out: { row, keys: heads.map(h => h.name), mode: 'update' } },
      ...(context.failed ? {} : { create: () => new Machine(by, starts, steps, test, row) }),
    }
  },
})

/**
 * An expression whose result takes on a type, as by CAST; mistakes keep their places in what the
 * person wrote.
 */
function expressionAs(
  context: BindContext,
  path: string,
  text: string,
  row: StructType,
  type: DataType,
): CompiledExpression | undefined {
  const it = context.expression(path, text, row)
  const convert = it && castFunction(it.type, type, findZone(context.zone) ?? utc)
  if (it && !convert)
    context.problem(path, 'expr-cast', {
      from: printType(it.type),
      to: printType(type),
      start: 0,
      line: 1,
      column: 1,
      text,
    })
  return it && convert && { type, constant: it.constant, evaluate: r => convert(it.evaluate(r)) }
}
