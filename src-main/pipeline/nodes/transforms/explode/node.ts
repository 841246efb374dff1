// One row for each element of an array: the items of an order. As Spark's explode, a row whose
// array is empty or NULL leaves nothing, unless it is kept (explode_outer).
import type { Row, StructType, Value } from '@shared/expr'
import { z } from 'zod'
import type { Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { rowMaker } from '../../../model/row-maker'

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

function explodeOperator(
  listOf: (row: Row) => Value,
  names: readonly string[],
  as: string,
  keepEmpty: boolean,
  index: string | undefined,
): Operator {
  const make = rowMaker(names)
  const kept = names.map(name => (name === as || name === index ? undefined : name))
  const [asAt, indexAt] = [names.indexOf(as), index === undefined ? -1 : names.indexOf(index)]
  const values = new Array<Value>(names.length).fill(null)
  const rowOf = (element: Value, i: number | null): Row => {
    values[asAt] = element
    if (indexAt >= 0) values[indexAt] = i
    return make(values)
  }
  return {
    batch(_input, { rows }, emit) {
      const out: Row[] = []
      for (const row of rows) {
        const list = listOf(row)
        const some = Array.isArray(list) && list.length > 0
        if (!some && !keepEmpty) continue
        for (let n = 0; n < kept.length; n++) {
          const name = kept[n]
          if (name !== undefined) values[n] = row[name] ?? null
        }
        if (some) for (let i = 0; i < list.length; i++) out.push(rowOf(list[i] ?? null, i))
        else out.push(rowOf(null, null))
      }
      if (out.length > 0) emit('out', { rows: out })
    },
  }
}
