// Totals by key and by window, given out as Spark's output modes define: complete (the whole
// table), update (what changed), append (a window once, when nothing can change it any more). A
// combination that a mode refuses is refused before the run, with the reason. In complete mode a
// batch carries the changed rows: sinks write by key, so writing the unchanged ones again would
// change nothing.
import type { CompiledAggregate, CompiledExpression, StructField, StructType } from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { StreamType } from '../../../model/batch'
import { BindContext, defineNode, type BoundNode } from '../../../model/define-node'
import { durationMs } from '../../../model/duration'
import { markRule } from '../../../model/event-times'
import { lateOutput } from '../../../model/late-output'
import { AggregateOperator } from './operator'
import type { Named } from '../key-reader'
import { SlidingOperator } from './sliding-operator'
import { windowsOf, type WindowConfig } from '../../../model/windows'
import { config, PROCESSING, triggerOf, type Config } from './config'
import { aggregateInFlink } from './flink'
import { aggregateInPySpark } from './pyspark'

const TIMESTAMP = { kind: 'timestamp' } as const

export const aggregateNode = defineNode({
  type: 'aggregate',
  version: 1,
  kind: 'step',
  group: 'aggregate',
  icon: 'sigma',
  title: { en: 'Total', 'pt-BR': 'Total', es: 'Total' },
  doc: {
    en: 'Totals by key and by window of time: sums, counts, averages, extremes, top values.',
    'pt-BR':
      'Totais por chave e por janela de tempo: somas, contagens, médias, extremos, mais frequentes.',
    es: 'Totales por clave y por ventana de tiempo: sumas, conteos, promedios, extremos, más frecuentes.',
  },
  inputs: 'one',
  outputs: ['out', LATE_PORT],
  latePorts: [LATE_PORT],
  config,
  initial: { by: { key: 'id' }, compute: { count: 'count(*)' }, mode: 'update' },
  live: ['trigger', 'watermark', 'watermarkBy', 'idle'],
  remembers: ['from', 'by', 'compute', 'window', 'time'],
  // Panes of the last minutes are added up as a whole.
  grows: ({ window }) => (isSliding(window) ? undefined : 'compute'),
  remembersInWindows: ['mode'],
  triggered: true,
  summary: [
    [
      {
        first: [[{ setting: 'compute', show: 'values' }], [{ setting: 'by', show: 'values' }]],
      },
    ],
    [
      {
        first: [
          [
            {
              figure: 'keys',
              words: {
                en: { one: '{n} key', other: '{n} keys' },
                'pt-BR': { one: '{n} chave', other: '{n} chaves' },
                es: { one: '{n} clave', other: '{n} claves' },
              },
            },
          ],
          [{ setting: 'by' }],
        ],
      },
      { setting: 'mode' },
    ],
  ],
  tips: [
    {
      when: { setting: 'mode', is: 'complete' },
      text: {
        en: 'Complete mode rewrites all rows at each trigger, so it needs no watermark. Update mode sends only the rows that changed.',
        'pt-BR':
          'O modo complete reescreve todas as linhas a cada disparo e dispensa marca d’água. O modo update envia só as linhas que mudaram.',
        es: 'El modo complete reescribe todas las filas en cada disparo y no necesita marca de agua. El modo update envía solo las filas que cambiaron.',
      },
    },
    {
      text: {
        en: 'Update mode sends only the rows that changed since the last trigger.',
        'pt-BR': 'O modo update envia só as linhas que mudaram desde o último disparo.',
        es: 'El modo update envía solo las filas que cambiaron desde el último disparo.',
      },
    },
  ],
  firstSettings({ initial, row }) {
    return { initial: row === undefined ? initial : { ...initial, ...firstTotal(row) } }
  },
  targets: { pyspark: aggregateInPySpark, flink: aggregateInFlink },
  bind(context, settings) {
    const { input } = context
    if (input.keys)
      context.problem('', 'lab-aggregate-after-aggregate', {
        from: context.inputs[0]?.edge.from ?? '',
      })
    if (!settings.by && !settings.window) context.problem('by', 'lab-aggregate-without-key')
    const by = named(Object.entries(settings.by ?? {}), (name, text) =>
      context.expression(`by.${name}`, text),
    )
    const compute = named(Object.entries(settings.compute), (name, text) =>
      context.aggregate(`compute.${name}`, text),
    )
    for (const { name } of compute)
      if (by.some(b => b.name === name))
        context.problem(`compute.${name}`, 'lab-name-twice', { name })
    const time = timeOf(context, settings)
    refuse(context, settings)
    return bound(context, settings, by, compute, time)
  },
})

/** A count and a sum by the first field that looks like a key. */
function firstTotal({ fields }: StructType): Record<string, unknown> {
  // A total for each id would be a total of one row.
  const named = fields.find(({ name, type }) => type.kind === 'string' && !/(^|_)id$/i.test(name))
  const key = (named ?? fields[0])?.name ?? 'id'
  const amount = fields.find(({ type }) => type.kind === 'decimal')?.name
  return {
    by: { [key]: key },
    compute: {
      count: 'count(*)',
      ...(amount === undefined ? {} : { [`total_${amount}`]: `sum(${amount})` }),
    },
  }
}

function named<T>(
  entries: readonly (readonly [string, string])[],
  compile: (name: string, text: string) => T | undefined,
): Named<T>[] {
  return entries.flatMap(([name, text]) => {
    const it = compile(name, text)
    return it ? [{ name, it }] : []
  })
}

function timeOf(context: BindContext, { time, window }: Config): CompiledExpression | undefined {
  if (window && time === undefined) context.problem('time', 'lab-window-needs-time')
  if (time === undefined || time === PROCESSING) return undefined
  const expression = context.expression('time', time)
  if (expression && expression.type.kind !== 'timestamp')
    context.problem('time', 'lab-not-a-timestamp', { text: time, found: expression.type.kind })
  return expression
}

/** More windows for every row than this is a slip of the unit, and would never come to an end. */
const HOPS_MAX = 10_000

/** Spark's rules (Structured Streaming guide, windows and output modes). */
function refuse(context: BindContext, settings: Config): void {
  const { by, mode, window, time, watermark, lateness } = settings
  if (window && 'session' in window) {
    if (Object.keys(by ?? {}).length === 0) context.problem('by', 'lab-session-without-key')
    if (mode === 'update') context.problem('mode', 'lab-session-update')
  }
  if (window && 'hopping' in window) {
    const hops = durationMs(window.hopping) / durationMs(window.every)
    // With a step longer than the window the rows between two windows would be in none.
    if (hops < 1 || hops > HOPS_MAX)
      context.problem('window', 'lab-window-hop', {
        size: window.hopping,
        every: window.every,
        max: HOPS_MAX,
      })
  }
  if (watermark !== undefined && (time === undefined || time === PROCESSING))
    context.problem('watermark', 'lab-watermark-needs-time')
  if (lateness !== undefined) refuseLateness(context, settings)
  if (mode !== 'append') return
  if (!window) context.problem('mode', 'lab-append-needs-window')
  else if ('sliding' in window) context.problem('mode', 'lab-append-sliding')
  else if (time !== PROCESSING && watermark === undefined)
    context.problem('mode', 'lab-append-needs-watermark')
}

/** As Flink's allowed lateness, which Spark does not have. */
function refuseLateness(context: BindContext, { mode, window, watermark }: Config): void {
  if (!window || watermark === undefined) context.problem('lateness', 'lab-lateness-no-watermark')
  else if (mode === 'complete') context.problem('lateness', 'lab-lateness-complete')
}

function bound(
  context: BindContext,
  settings: Config,
  by: readonly Named<CompiledExpression>[],
  compute: readonly Named<CompiledAggregate>[],
  time: CompiledExpression | undefined,
): BoundNode {
  const { mode, window, watermark, lateness, trigger } = settings
  const windowFields = windowFieldsOf(window)
  const headFields: StructField[] = [
    ...windowFields,
    ...by.map(({ name, it }) => ({ name, type: it.type })),
  ]
  const head: StructType = { kind: 'struct', fields: headFields }
  const row: StructType = {
    kind: 'struct',
    fields: [...headFields, ...compute.map(({ name, it }) => ({ name, type: it.type }))],
  }
  const keys = headFields.map(f => f.name).filter(name => name !== 'window_end')
  // A window that may come again replaces the row of before.
  const isOnce = mode === 'append' && lateness === undefined
  const out: StreamType = isOnce
    ? { row, mode }
    : { row, mode: mode === 'append' ? 'update' : mode, keys }
  const isSession = window !== undefined && 'session' in window
  // In complete mode Spark leaves out rows that are too late only where windows are sessions.
  const refuses = watermark !== undefined && (mode !== 'complete' || isSession)
  const rule = markRule(context, settings, watermark !== undefined)
  const outputs = { out, ...lateOutput(refuses, context.input.row) }
  if (context.failed) return { outputs }
  const shared = { by, compute, head, time, trigger: triggerOf(trigger) }
  if (window && 'sliding' in window) {
    const lengths = Array.isArray(window.sliding) ? window.sliding : [window.sliding]
    const spans = lengths.map(label => ({ label, ms: durationMs(label) }))
    return { outputs: { out }, create: () => new SlidingOperator(shared, spans, context.now) }
  }
  const windows = window && windowsOf(window, context.zone)
  const delayMs = watermark === undefined ? undefined : durationMs(watermark)
  const latenessMs = lateness === undefined ? 0 : durationMs(lateness)
  const options = { ...shared, row, mode, windows, isSession, delayMs, latenessMs, rule }
  return {
    outputs,
    begins: emptyTotals(compute),
    gathers: true,
    create: env => new AggregateOperator(env, options),
  }
}

const isSliding = (window: unknown) =>
  typeof window === 'object' && window !== null && 'sliding' in window

/** Of nothing: a count is 0, all others are NULL. */
function emptyTotals(compute: readonly Named<CompiledAggregate>[]): Record<string, string> {
  return Object.fromEntries(
    compute.map(({ name, it }) => [name, String(it.result(it.init()) ?? 'NULL')]),
  )
}

function windowFieldsOf(window: WindowConfig | undefined): StructField[] {
  if (!window) return []
  if ('sliding' in window) return [{ name: 'window', type: { kind: 'string' } }]
  return [
    { name: 'window_start', type: TIMESTAMP },
    { name: 'window_end', type: TIMESTAMP },
  ]
}
