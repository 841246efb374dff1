// What resources/spark/runner.py prints: one JSON object a line, among whatever else a job prints.
import { z } from 'zod'
import type { OutsideBatch, OutsideLetter } from '@main/pipeline'

const progressSchema = z.object({
  name: z.string().nullable(),
  batchId: z.number(),
  durationMs: z.record(z.string(), z.number()).default({}),
  eventTime: z.record(z.string(), z.string()).nullish(),
  stateOperators: z
    .array(z.object({ numRowsTotal: z.number(), numRowsDroppedByWatermark: z.number().default(0) }))
    .default([]),
  sources: z.array(z.object({ metrics: z.record(z.string(), z.string()).nullish() })).default([]),
  observedMetrics: z.record(z.string(), z.object({ n: z.number() })).default({}),
})

const reportSchema = z.discriminatedUnion('sluice', [
  z.object({
    sluice: z.literal('started'),
    version: z.string(),
    application: z.string(),
    ui: z.string().nullable(),
  }),
  z.object({ sluice: z.literal('progress'), progress: progressSchema }),
  z.object({
    sluice: z.literal('batch'),
    query: z.string(),
    batch: z.number(),
    counts: z.record(z.string(), z.number()),
  }),
  z.object({ sluice: z.literal('rows'), node: z.string(), rows: z.array(z.string()) }),
  z.object({
    sluice: z.literal('letter'),
    node: z.string(),
    reason: z.string(),
    value: z.string().default(''),
    key: z.string().optional(),
    partition: z.number().optional(),
    offset: z.number().optional(),
  }),
  z.object({ sluice: z.literal('ended'), error: z.string().nullable() }),
])
export type Report = z.infer<typeof reportSchema>

export function reportIn(line: string): Report | undefined {
  if (!line.startsWith('{"sluice"')) return undefined
  try {
    return reportSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

export function batchOf({
  name,
  batchId,
  durationMs,
  eventTime,
  stateOperators,
  sources,
  observedMetrics,
}: z.infer<typeof progressSchema>): OutsideBatch {
  const lags = sources.flatMap(({ metrics }) => metrics?.maxOffsetsBehindLatest ?? [])
  const { triggerExecution } = durationMs
  const watermark = eventTime?.watermark
  const state = stateOperators.reduce((sum, { numRowsTotal }) => sum + numRowsTotal, 0)
  const dropped = stateOperators.reduce((sum, op) => sum + op.numRowsDroppedByWatermark, 0)
  return {
    query: name ?? '',
    batch: batchId,
    counts: countsOf(observedMetrics),
    ...(lags.length > 0 ? { lag: lags.reduce((sum, lag) => sum + Number(lag), 0) } : {}),
    ...(stateOperators.length > 0 ? { stateRows: state } : {}),
    ...(dropped > 0 ? { tooLate: dropped } : {}),
    figures: {
      batch: batchId,
      ...(triggerExecution === undefined ? {} : { batchMs: triggerExecution }),
      ...(watermark === undefined || watermark.startsWith('1970') ? {} : { watermark }),
    },
  }
}

/**
 * `node|port|n`: a node that stands in a query several times is counted at each place, and has the
 * most of them.
 */
function countsOf(observed: Readonly<Record<string, { readonly n: number }>>) {
  const counts: Record<string, number> = {}
  for (const [name, { n }] of Object.entries(observed)) {
    const key = name.slice(0, name.lastIndexOf('|'))
    counts[key] = Math.max(counts[key] ?? 0, n)
  }
  return counts
}

export function letterOf({
  offset,
  sluice: _,
  ...rest
}: Extract<Report, { sluice: 'letter' }>): OutsideLetter {
  return { ...rest, ...(offset === undefined ? {} : { offset: String(offset) }) }
}
