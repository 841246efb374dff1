// A state per key that each row changes by expressions: stock with restocking below a threshold,
// counters that start over, the step an order is in. Expressions see the row's fields and the state
// as `state.<name>`; all new values come from the old state.
import {
  castFunction,
  compileReader,
  compileWriter,
  findZone,
  isRow,
  printType,
  utc,
  type CompiledExpression,
  type DataType,
  type Row,
  type StructField,
  type StructType,
  type Value,
} from '@shared/expr'
import { z } from 'zod'
import type { Emit } from '../../../model/batch'
import type { Operator } from '../../../model/operator'
import { BindContext, defineNode } from '../../../model/define-node'
import { asJson, textOfKey } from '../../../model/rows'
import { KeyReader, type Named } from '../groups'

const config = z.strictObject({
  by: z.record(z.string(), z.string()).optional(),
  /** Name → type and first value (an expression over the first row). */
  state: z.record(z.string(), z.strictObject({ type: z.string(), start: z.string() })),
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

interface Cell {
  readonly id: string
  readonly head: Row
  state: Row
}

class Machine implements Operator {
  private readonly cells = new Map<string, Cell>()
  private changed = new Set<Cell>()
  private readonly unsaved = new Set<Cell>()
  private readonly keys: KeyReader
  private readonly write: (value: Value) => unknown
  private readonly read: (json: unknown) => Value

  constructor(
    by: readonly Named<CompiledExpression>[],
    private readonly starts: readonly Named<CompiledExpression>[],
    private readonly steps: readonly Named<CompiledExpression>[],
    private readonly test: CompiledExpression | undefined,
    row: StructType,
  ) {
    this.keys = new KeyReader(by)
    this.write = compileWriter(row)
    this.read = compileReader(row)
    this.headNames = by.map(b => b.name)
  }

  private readonly headNames: readonly string[]

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) {
      const id = textOfKey(this.keys.keyOf(row))
      const cell = this.cells.get(id) ?? this.create(id, row)
      const both: Row = { ...row, state: cell.state }
      if (this.test && this.test.evaluate(both) !== true) continue
      const next: Record<string, Value> = {}
      for (const [name, value] of Object.entries(cell.state)) next[name] = value ?? null
      for (const { name, it } of this.steps) next[name] = it.evaluate(both)
      cell.state = next
      this.changed.add(cell)
      this.unsaved.add(cell)
    }
  }

  private create(id: string, row: Row): Cell {
    const state: Record<string, Value> = {}
    for (const { name, it } of this.starts) state[name] = it.evaluate(row)
    const cell: Cell = { id, head: this.keys.head(row), state }
    this.cells.set(id, cell)
    // Also when `when` says no to this row: what it begins with came from here.
    this.unsaved.add(cell)
    return cell
  }

  finish(emit: Emit): void {
    if (this.changed.size === 0) return
    const rows = [...this.changed].map(rowOf)
    this.changed = new Set()
    emit('out', { rows })
  }

  snapshot: Operator['snapshot'] = full => {
    const cells = full ? [...this.cells.values()] : [...this.unsaved]
    this.unsaved.clear()
    return { set: cells.map(cell => [cell.id, asJson(this.write(rowOf(cell)))] as const) }
  }

  restore: Operator['restore'] = ({ keys }) => {
    for (const [id, saved] of keys) {
      const row = this.read(saved)
      if (!isRow(row)) continue
      const part = (of: (name: string) => boolean): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => of(name)))
      const isHead = (name: string) => this.headNames.includes(name)
      this.cells.set(id, { id, head: part(isHead), state: part(name => !isHead(name)) })
    }
  }

  refresh(emit: Emit): void {
    if (this.cells.size > 0) emit('out', { rows: [...this.cells.values()].map(rowOf) })
  }

  stateKeys(): number {
    return this.cells.size
  }
}

const rowOf = (cell: Cell): Row => ({ ...cell.head, ...cell.state })
