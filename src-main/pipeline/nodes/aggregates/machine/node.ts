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
import { LATE_PORT } from '@shared/lab'
import { BindContext, defineNode } from '../../../model/define-node'
import { markRule } from '../../../model/event-times'
import { lateOutput } from '../../../model/late-output'
import { type Named } from '../key-reader'
import { machineConfig, type MachineConfig } from './config'
import { constantOf } from './cell'
import { Machine } from './operator'
import { machineInPySpark } from './pyspark'
import { timerRule } from './timer'

export const machineNode = defineNode({
  type: 'machine',
  version: 1,
  kind: 'step',
  group: 'aggregate',
  icon: 'workflow',
  title: { en: 'State per key', 'pt-BR': 'Estado por chave', es: 'Estado por clave' },
  doc: {
    en: 'A state per key that each row changes by expressions: stock, thresholds, steps; a timer says when a key is silent.',
    'pt-BR':
      'Um estado por chave que cada linha altera por expressões: estoque, limites, etapas; um timer diz quando uma chave silencia.',
    es: 'Un estado por clave que cada fila cambia con expresiones: inventario, umbrales, etapas; un timer dice cuándo una clave calla.',
  },
  inputs: 'one',
  outputs: ['out', LATE_PORT],
  latePorts: [LATE_PORT],
  config: machineConfig,
  initial: {
    by: { id: 'id' },
    state: { count: { type: 'long', start: '0' } },
    set: { count: 'state.count + 1' },
  },
  live: ['set', 'when', 'timer', 'watermark', 'watermarkBy', 'idle'],
  remembers: ['from', 'by', 'state'],
  grows: () => 'state',
  needsOrder: true,
  targets: {
    pyspark: machineInPySpark,
    flink: { code: 'export-flink-machine', severity: 'error' },
  },
  bind(context, settings) {
    const { by: byTexts = {}, state, set, when, watermark } = settings
    const { input } = context
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'machine' })
    const by = Object.entries(byTexts).flatMap(([name, text]): Named<CompiledExpression>[] => {
      const it = context.expression(`by.${name}`, text)
      return it ? [{ name, it }] : []
    })
    const { fields, starts } = stateOf(context, state, by)
    const stateType: StructType = { kind: 'struct', fields }
    const both: StructType = {
      kind: 'struct',
      fields: [
        ...input.row.fields.filter(f => f.name !== 'state'),
        { name: 'state', type: stateType },
      ],
    }
    const stepOf = (path: string, name: string, text: string, row: StructType) => {
      const type = fields.find(f => f.name === name)?.type
      if (!state[name])
        context.problem(path, 'lab-no-field', { name, known: Object.keys(state).join(', ') })
      return type && expressionAs(context, path, text, row, type)
    }
    const steps = Object.entries(set).flatMap(([name, text]): Named<CompiledExpression>[] => {
      const it = stepOf(`set.${name}`, name, text, both)
      return it ? [{ name, it }] : []
    })
    const test = when === undefined ? undefined : context.condition('when', when, both)
    const timer = timerRule(context, settings, stateType, both, stepOf)
    const rule = markRule(context, settings, watermark !== undefined)
    const heads = by.map(({ name, it }) => ({ name, type: it.type }))
    const row: StructType = { kind: 'struct', fields: [...heads, ...fields] }
    const out = { row, keys: heads.map(h => h.name), mode: 'update' } as const
    const options = { by, starts, steps, test, row, timer, rule }
    return {
      begins: beginsOf(starts),
      outputs: { out, ...lateOutput(timer?.event !== undefined, input.row) },
      ...(context.failed ? {} : { create: env => new Machine(env, options) }),
    }
  },
})

/** A start that speaks of a row's fields has none to speak of. */
const beginsOf = (starts: readonly Named<CompiledExpression>[]): Record<string, string> =>
  Object.fromEntries(starts.map(({ name, it }) => [name, String(constantOf(it) ?? 'NULL')]))

/** The fields of the state, and what they begin with. */
function stateOf(
  context: BindContext,
  state: MachineConfig['state'],
  by: readonly Named<CompiledExpression>[],
): { fields: StructField[]; starts: Named<CompiledExpression>[] } {
  const fields: StructField[] = []
  const starts: Named<CompiledExpression>[] = []
  for (const [name, { type: typeText, start }] of Object.entries(state)) {
    const type = context.type(`state.${name}.type`, typeText)
    const it = type && expressionAs(context, `state.${name}.start`, start, context.input.row, type)
    if (type) fields.push({ name, type })
    if (by.some(b => b.name === name)) context.problem(`state.${name}`, 'lab-name-twice', { name })
    if (it) starts.push({ name, it })
  }
  return { fields, starts }
}

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
