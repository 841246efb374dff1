// A stream through our own engine, batch by batch: the same graph and cycle that a run has, without
// threads, topics or waiting.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SparkVersion } from '@shared/contract'
import { compileWriter } from '@shared/expr'
import { labFileSchema, type LabFile } from '@shared/lab'
import { LabClock } from '@main/pipeline/engine/clock'
import { PySparkContext } from '@main/pipeline/model/targets/pyspark'
import { bindLab, checkLab } from '@main/pipeline/plan/check-lab'
import { LabBench, type TappedRow } from '@main/pipeline/testing/lab-test/bench'
import type { JoinStep, StreamCase, StreamStep, StreamWindow } from './cases'

/** The rows of each batch, or of the whole table after it in complete mode, as JSON. */
export type StreamAnswer =
  { readonly batches: readonly (readonly string[])[] } | { readonly refused: string }

/** `restarts`: the lab begins a new life before each batch, with what it remembers. */
export async function ourAnswer(stream: StreamCase, restarts = false): Promise<StreamAnswer> {
  const { lab, last } = labOf(stream)
  const problems = checkLab(lab).problems.filter(({ severity }) => severity === 'error')
  if (problems.length > 0)
    return { refused: problems.map(({ code, path }) => `${code} ${path}`).join(', ') }
  const dir = await mkdtemp(join(tmpdir(), 'streams-'))
  try {
    let bench = new LabBench({ lab, shown: [last], partitions: 1 }, await LabClock.open(dir))
    const table = new Map<string, string>()
    const batches: string[][] = []
    for (const records of stream.batches) {
      const rows = records.length > 0 ? [...(await bench.batch(records.map(inTopic)))] : []
      if (restarts) bench = bench.again()
      while (stream.emptyBatches && bench.wantsBatch) {
        rows.push(...(await bench.batch([])))
        if (restarts) bench = bench.again()
      }
      batches.push(rows.filter(({ port }) => port === 'out').map(jsonOf))
      if (stream.mode === 'complete') batches[batches.length - 1] = asTable(table, rows, stream)
    }
    return { batches }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const inTopic = (value: string) => ({ partition: 0, key: null, value })

/** Sinks write by key, so in complete mode we give out what changed; Spark gives the whole. */
function asTable(
  table: Map<string, string>,
  rows: readonly TappedRow[],
  { steps }: StreamCase,
): string[] {
  const last = steps.at(-1)
  const keys = last?.kind === 'aggregate' ? ['window_start', ...Object.keys(last.by)] : []
  const keyOf = ({ row }: TappedRow) => JSON.stringify(keys.map(key => String(row[key] ?? null)))
  // Of two sessions that became one, the row of the later one is taken back.
  for (const tapped of rows.filter(({ removed }) => removed)) table.delete(keyOf(tapped))
  for (const tapped of rows.filter(({ removed }) => !removed))
    table.set(keyOf(tapped), jsonOf(tapped))
  return [...table.values()]
}

type SingleStep = Exclude<StreamStep, { kind: 'union' | 'join' }>

const jsonOf = ({ row, type }: TappedRow) =>
  JSON.stringify(compileWriter(type, { decimals: 'number' })(row))

function labOf({ fields, steps, mode }: StreamCase): { lab: LabFile; last: string } {
  const parse = { type: 'parse', from: 'in', with: { fields, wrongType: 'null' } }
  const { nodes, last } = chainOf(steps, 'rows', 'step', mode)
  const lab = labFileSchema.parse({
    sluice: 1,
    id: 'stream',
    title: 'stream',
    connections: { broker: { type: 'kafka' } },
    nodes: {
      in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
      rows: parse,
      ...Object.fromEntries(nodes),
    },
  })
  return { lab, last }
}

type NamedNode = readonly [id: string, node: object]

/** Steps one behind the other as nodes with names of their own, and the last name. */
function chainOf(
  steps: readonly StreamStep[],
  first: string,
  prefix: string,
  mode: StreamCase['mode'],
): { nodes: readonly NamedNode[]; last: string } {
  const nodes: NamedNode[] = []
  let last = first
  for (const [i, step] of steps.entries()) {
    const id = `${prefix}${i}`
    if (step.kind === 'union') {
      const branches = step.branches.map((branch, b) => chainOf(branch, last, `${id}_${b}_`, mode))
      nodes.push(...branches.flatMap(branch => branch.nodes))
      nodes.push([id, { type: 'union', from: branches.map(branch => branch.last) }])
    } else if (step.kind === 'join') nodes.push(...joinNodes(step, last, id))
    else nodes.push([id, { from: last, ...nodeOf(step, mode) }])
    last = id
  }
  return { nodes, last }
}

/** Both sides are read from the same rows. */
function joinNodes({ how, left, right, within }: JoinStep, from: string, id: string): NamedNode[] {
  const sides = { left: [`${id}_l`, left], right: [`${id}_r`, right] } as const
  const filters = Object.values(sides).map(([name, { where }]): NamedNode => [
    name,
    { type: 'filter', from, with: { where } },
  ])
  const fields = {
    left: { id: 'id', k: 'k', v: 'v', at: 'at' },
    right: { k: 'k', id2: 'id', at2: 'at' },
  }
  const selects = (['left', 'right'] as const).map((side): NamedNode => {
    const [name] = sides[side]
    return [`${name}s`, { type: 'select', from: name, with: { fields: fields[side] } }]
  })
  const timed = (time: string, { delay }: JoinStep['left']) =>
    delay === undefined ? { time } : { time, watermark: delay }
  const settings = {
    how,
    on: { k: 'k' },
    left: timed('at', left),
    right: timed('at2', right),
    ...(within ? { within } : {}),
  }
  const inputs = Object.values(sides).map(([name]) => `${name}s`)
  return [...filters, ...selects, [id, { type: 'join', from: inputs, with: settings }]]
}

/** With the function that an export writes for a state per key. */
export function forSpark(stream: StreamCase, spark: SparkVersion): unknown {
  const { lab, last } = labOf(stream)
  const part = bindLab(lab, () => 0)
    .nodes.get(last)
    ?.bound.pyspark?.(new PySparkContext(last, true, spark))
  const { body = [], imports = [], settings = {} } = part ?? {}
  return { ...stream, steps: [{ kind: 'machine', body, imports }], settings }
}

function spansOf(window: StreamWindow) {
  if ('session' in window) return window
  const { size, every } = window
  return every === undefined ? { tumbling: size } : { hopping: size, every }
}

function nodeOf(step: SingleStep, mode: StreamCase['mode']) {
  if (step.kind === 'machine') return { type: step.kind, with: step.settings }
  const { kind, ...settings } = step
  const { delay, window, ...rest } = { delay: undefined, window: undefined, ...settings }
  const timed = delay === undefined ? {} : { time: 'at', watermark: delay }
  if (kind !== 'aggregate') return { type: kind, with: { ...rest, ...timed } }
  if (window === undefined) return { type: kind, with: { ...rest, mode } }
  return { type: kind, with: { ...rest, mode, time: 'at', ...timed, window: spansOf(window) } }
}
