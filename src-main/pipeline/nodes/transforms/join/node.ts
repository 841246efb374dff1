// Two streams as one, pair by pair: each row of the first input with the rows of the second that are
// equal by `on` and, where `within` says so, near in time. Or a stream with a table, of which the
// newest row of each key counts. Rules and refusals are Spark's for joins of streams (Structured
// Streaming guide, "Join Operations"); a table that changes with its topic has no counterpart there.
import {
  commonType,
  compileExpression,
  keyOf,
  printType,
  type CompiledExpression,
  type DataType,
  type Row,
  type StructType,
} from '@shared/expr'
import { BindContext, defineNode, type BoundNode } from '../../../model/define-node'
import { durationMs } from '../../../model/duration'
import { markRule } from '../../../model/event-times'
import { lateOutput } from '../../../model/late-output'
import { textOfKey } from '../../../model/rows'
import { coldPlaceOf } from '../../cold/cold-place'
import { config, LATE_PORTS, type Config } from './config'
import { pairingOf } from '../../../model/pairing'
import { joinInFlink } from './flink'
import { joinInPySpark } from './pyspark'
import { Side } from './side'
import { StreamJoin, type JoinSide } from './stream-join'
import { TableJoin } from './table-join'

const NO_FIELDS: StructType = { kind: 'struct', fields: [] }

export const joinNode = defineNode({
  type: 'join',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'combine',
  title: { en: 'Join', 'pt-BR': 'Juntar', es: 'Juntar' },
  doc: {
    en: 'Joins matching rows of two streams into one, or a stream with a table that a topic keeps.',
    'pt-BR':
      'Linhas de dois fluxos que combinam em uma só, ou um fluxo com uma tabela mantida por um tópico.',
    es: 'Filas de dos flujos que se corresponden en una sola, o un flujo con una tabla que mantiene un topic.',
  },
  inputs: 'many',
  sides: [
    { en: 'First', 'pt-BR': 'Primeira', es: 'Primera' },
    { en: 'Second', 'pt-BR': 'Segunda', es: 'Segunda' },
  ],
  outputs: ['out', ...LATE_PORTS],
  latePorts: LATE_PORTS,
  config,
  initial: { how: 'inner', on: { id: 'id' } },
  remembers: ['from', 'how', 'on', 'table', 'left', 'right', 'within'],
  summary: [
    [{ setting: 'how' }, { setting: 'on', show: 'values' }],
    [
      {
        figure: 'keys',
        words: {
          en: { one: '{n} row kept', other: '{n} rows kept' },
          'pt-BR': { one: '{n} linha guardada', other: '{n} linhas guardadas' },
          es: { one: '{n} fila guardada', other: '{n} filas guardadas' },
        },
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'Without a bound in time, both streams stay in memory for ever.',
        'pt-BR': 'Sem um limite de tempo, os dois fluxos ficam na memória para sempre.',
        es: 'Sin un límite de tiempo, los dos flujos quedan en memoria para siempre.',
      },
    },
  ],
  targets: { pyspark: joinInPySpark, flink: joinInFlink },
  bind(context, settings) {
    const [one, other] = context.inputs
    if (!one || !other || context.inputs.length !== 2) {
      context.problem('', 'lab-join-inputs', { count: context.inputs.length })
      return { outputs: { out: { row: one?.stream.row ?? NO_FIELDS } } }
    }
    if (one.stream.keys || (other.stream.keys && !settings.table))
      context.problem('', 'lab-needs-events', { type: 'join' })
    const rows = [one.stream.row, other.stream.row] as const
    const keys = keysOf(context, settings.on, rows)
    const pairing = pairingOf(...rows, settings.on, context.zone)
    const outputs = { out: { row: pairing.row } }
    if (settings.table) return { outputs, ...tableJoin(context, settings, rows, keys, pairing) }
    return {
      outputs: { ...outputs, ...lateOf(settings, rows) },
      ...streamJoin(context, settings, rows, keys, pairing),
    }
  },
})

type Rows = readonly [StructType, StructType]
type Keys = readonly [(row: Row) => string | undefined, (row: Row) => string | undefined]
type Pair = ReturnType<typeof pairingOf>
type Made = Pick<BoundNode, 'create' | 'gathers' | 'readsFirst'>

/** A side with a watermark refuses rows. */
function lateOf({ left, right }: Config, [one, other]: Rows): BoundNode['outputs'] {
  return {
    ...lateOutput(left?.watermark !== undefined, one, LATE_PORTS[0]),
    ...lateOutput(right?.watermark !== undefined, other, LATE_PORTS[1]),
  }
}

function tableJoin(
  context: BindContext,
  { how, left, right, within, watermarkBy, idle }: Config,
  rows: Rows,
  keys: Keys,
  pairing: Pair,
): Made {
  if (how === 'right' || how === 'full') context.problem('how', 'lab-join-table-how', { how })
  for (const [name, set] of Object.entries({ left, right, within, watermarkBy, idle }))
    if (set !== undefined) context.problem(name, 'lab-join-table-time')
  const options = { keepsAll: how === 'left', keys, pairing, stream: rows[0], table: rows[1] }
  return { readsFirst: 1, gathers: true, create: env => new TableJoin(options, coldPlaceOf(env)) }
}

function streamJoin(
  context: BindContext,
  settings: Config,
  rows: Rows,
  keys: Keys,
  pairing: Pair,
): Made {
  refuse(context, settings)
  const sides = ([0, 1] as const).map((at): JoinSide => {
    const name = at === 0 ? 'left' : 'right'
    const given = settings[name]
    const time = given && timeOf(context, `${name}.time`, given.time, rows[at])
    const delayMs = given?.watermark === undefined ? undefined : durationMs(given.watermark)
    return { keyOf: keys[at], time, delayMs }
  })
  const hasMark = sides.some(({ delayMs }) => delayMs !== undefined)
  const rule = markRule(context, settings, hasMark)
  const [one, other] = sides
  if (context.failed || !one || !other) return {}
  const { how, within } = settings
  const bounds = within && {
    beforeMs: durationMs(within.before),
    afterMs: durationMs(within.after),
  }
  return {
    // Rows without a partner come out when a watermark says so.
    ...(how === 'inner' ? {} : { gathers: true as const }),
    create: env =>
      new StreamJoin(env, {
        how,
        sides: [one, other],
        within: bounds,
        rule,
        pairing,
        stores: [
          new Side('l', rows[0], coldPlaceOf(env)),
          new Side('r', rows[1], coldPlaceOf(env)),
        ],
      }),
  }
}

/** Spark's rules (Structured Streaming guide, "Outer Joins with Watermarking"). */
function refuse(context: BindContext, { how, left, right, within }: Config): void {
  if (within && (!left || !right)) context.problem(left ? 'right' : 'left', 'lab-join-within-time')
  // A row without a partner comes out when the other side can bring none any more. With one watermark
  // Spark takes some of these joins, and never gives such rows out.
  const ends = within !== undefined && [left, right].every(side => side?.watermark !== undefined)
  if (how !== 'inner' && !ends) context.problem('how', 'lab-join-outer', { how })
}

function timeOf(
  context: BindContext,
  path: string,
  text: string,
  row: StructType,
): CompiledExpression | undefined {
  const time = context.expression(path, text, row)
  if (time && time.type.kind !== 'timestamp')
    context.problem(path, 'lab-not-a-timestamp', { text, found: time.type.kind })
  return time
}

/** One text for what a row of each side is equal by; undefined where a part of it is NULL. */
function keysOf(
  context: BindContext,
  on: Readonly<Record<string, string>>,
  [left, right]: Rows,
): Keys {
  const parts = Object.entries(on).flatMap(([one, other]) => {
    const a = context.expression('on', one, left)
    const b = context.expression(`on.${one}`, other, right)
    if (!a || !b) return []
    const type = commonType(a.type, b.type)
    if (!type) {
      const params = { one: printType(a.type), other: printType(b.type) }
      context.problem(`on.${one}`, 'lab-join-types', params)
      return []
    }
    return [[partOf(a, one, left, type, context), partOf(b, other, right, type, context)] as const]
  })
  const keyOfSide = (at: 0 | 1) => (row: Row) => {
    const texts: string[] = []
    for (const part of parts) {
      const text = part[at](row)
      if (text === undefined) return undefined
      texts.push(text)
    }
    return texts.length === 1 ? texts[0] : JSON.stringify(texts)
  }
  return [keyOfSide(0), keyOfSide(1)]
}

function partOf(
  own: CompiledExpression,
  text: string,
  row: StructType,
  type: DataType,
  { zone }: BindContext,
): (row: Row) => string | undefined {
  const isSame = printType(own.type) === printType(type)
  const wide = isSame
    ? own
    : compileExpression(`cast((${text}) as ${printType(type)})`, row, { timezone: zone })
  const key = keyOf(type)
  return given => {
    const value = wide.evaluate(given)
    return value === null ? undefined : textOfKey(key(value))
  }
}
