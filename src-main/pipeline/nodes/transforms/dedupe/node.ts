// Lets each key through once. With a time and a watermark the memory of keys is bounded: a key is
// forgotten when no row of its time can come any more (Spark's dropDuplicates with a watermark:
// what lies at the watermark itself is late already); without them all keys are remembered, and so
// is the key of a row without a time.
import { LATE_PORT } from '@shared/lab'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { markRule, timeSettings } from '../../../model/event-times'
import { lateOutput } from '../../../model/late-output'
import { delaySchema, durationMs } from '../../../model/duration'
import { Watermark } from '../../../model/watermark'
import { Dedupe } from './operator'
import { dedupeInFlink } from './flink'
import { dedupeInPySpark } from './pyspark'

const config = z.strictObject({
  by: z.array(z.string()).min(1),
  time: z.string().optional(),
  watermark: delaySchema.optional(),
  ...timeSettings,
})

export const dedupeNode = defineNode({
  type: 'dedupe',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'copy-minus',
  title: { en: 'Deduplicate', 'pt-BR': 'Deduplicar', es: 'Deduplicar' },
  doc: {
    en: 'Lets each key through once.',
    'pt-BR': 'Deixa passar cada chave uma única vez.',
    es: 'Deja pasar cada clave una sola vez.',
  },
  inputs: 'one',
  outputs: ['out', LATE_PORT],
  latePorts: [LATE_PORT],
  config,
  initial: { by: ['id'] },
  live: ['watermark', 'watermarkBy', 'idle'],
  remembers: ['from', 'by', 'time'],
  targets: { pyspark: dedupeInPySpark, flink: dedupeInFlink },
  bind(context, settings) {
    const { by, time, watermark } = settings
    const { input } = context
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'dedupe' })
    for (const name of by) context.field('by', name)
    const at = time === undefined ? undefined : context.expression('time', time)
    if (at && at.type.kind !== 'timestamp')
      context.problem('time', 'lab-not-a-timestamp', { text: time ?? '', found: at.type.kind })
    if ((time === undefined) !== (watermark === undefined))
      context.problem(time === undefined ? 'time' : 'watermark', 'lab-time-and-watermark')
    const rule = markRule(context, settings, watermark !== undefined)
    const delay = watermark === undefined ? 0 : durationMs(watermark)
    return {
      outputs: { out: input, ...lateOutput(watermark !== undefined, input.row) },
      create: env =>
        new Dedupe(env, by, input.row, at, new Watermark(delay, env, rule), delay, context.now),
    }
  },
})
