// Reads what resources/spark/runner.py prints: one JSON object per line, among whatever else a job
// prints.
import { z } from 'zod'
import type { OutsideBatch, OutsideLetter } from '@main/pipeline'

/** Of a source that reads Kafka: topic, partition, offset. Other sources have other offsets. */
const offsetsSchema = z.record(z.string(), z.record(z.string(), z.number())).nullish().catch(null)

const progressSchema = z.object({
  name: z.string().nullable(),
  batchId: z.number(),
  durationMs: z.record(z.string(), z.number()).default({}),
  eventTime: z.record(z.string(), z.string()).nullish(),
  stateOperators: z
    .array(z.object({ numRowsTotal: z.number(), numRowsDroppedByWatermark: z.number().default(0) }))
    .default([]),
  sources: z
    .array(
      z.object({
        startOffset: offsetsSchema,
        endOffset: offsetsSchema,
        latestOffset: offsetsSchema,
      }),
    )
    .default([]),
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
  const unread = unreadOf(sources)
  const ends = endsOf(sources)
  const { triggerExecution } = durationMs
  const watermark = eventTime?.watermark
  const state = stateOperators.reduce((sum, { numRowsTotal }) => sum + numRowsTotal, 0)
  const dropped = stateOperators.reduce((sum, op) => sum + op.numRowsDroppedByWatermark, 0)
  return {
    query: name ?? '',
    batch: batchId,
    counts: countsOf(observedMetrics),
    ...(Object.keys(unread).length > 0 ? { unread } : {}),
    ...(Object.keys(ends).length > 0 ? { ends } : {}),
    ...(stateOperators.length > 0 ? { stateRows: state } : {}),
    ...(dropped > 0 ? { tooLate: dropped } : {}),
    figures: {
      batch: batchId,
      ...(triggerExecution === undefined ? {} : { batchMs: triggerExecution }),
      ...(watermark === undefined || watermark.startsWith('1970') ? {} : { watermark }),
    },
  }
}

/** A batch that only closes windows reads nothing. */
function endsOf(sources: z.infer<typeof progressSchema>['sources']) {
  const ends: Record<string, Record<string, number>> = {}
  for (const { startOffset, endOffset } of sources)
    for (const [topic, reached] of Object.entries(endOffset ?? {}))
      if (JSON.stringify(startOffset?.[topic]) !== JSON.stringify(reached)) ends[topic] = reached
  return ends
}

/** A topic that a query reads at several places has the most of them. */
function unreadOf(sources: z.infer<typeof progressSchema>['sources']): Record<string, number> {
  const unread: Record<string, number> = {}
  for (const { endOffset, latestOffset } of sources)
    for (const [topic, latest] of Object.entries(latestOffset ?? {})) {
      const read = endOffset?.[topic] ?? {}
      const behind = Object.entries(latest).map(([part, at]) => Math.max(0, at - (read[part] ?? 0)))
      const sum = behind.reduce((total, n) => total + n, 0)
      unread[topic] = Math.max(unread[topic] ?? 0, sum)
    }
  return unread
}

/**
 * Names are `node|port|n`. A query may use a node several times; Spark counts each use, and the
 * largest count is the node's.
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
