// Tells what a node's expressions see: the types of their rows, and sample rows to try them on.
// Sample records of the lab's own source pass through the steps before the node, by the operators
// that a run uses. Each has a state of its own, and nothing outside is touched.
import type { ExplainedNode } from '@shared/contract'
import { LabError } from '@shared/errors'
import { compileWriter, printType, type Row } from '@shared/expr'
import type { LabEdge, LabFile } from '@shared/lab'
import type { Batch, RawRecord, StreamType } from '../model/batch'
import { NO_LANES } from '../model/event-times'
import type { NodeEnv } from '../model/operator'
import { TimeWatch } from '../model/time-watch'
import { zoneOf } from '../model/zone'
import { nodeTypes, type NodeTypes } from '../nodes'
import { bindLab, type BoundLab, type LabNodeBound } from './check-lab'

const SAMPLES_MAX = 5
/** Between two sample records. */
export const SECOND_MS = 1000

export interface Explanation {
  /** The source whose records come to the node, when it can be followed back to one. */
  readonly source: string | undefined
  /** What flows in first. */
  readonly input: StreamType | undefined
  /** The rows that sample records of the source become on their way to the node, as JSON. */
  samplesOf(values: readonly string[]): readonly string[]
  /** With sample records of that source, as JSON. */
  with(values: readonly string[]): ExplainedNode
}

/** `begin`: when the first record comes. */
export function explainNode(
  lab: LabFile,
  node: string,
  types: NodeTypes = nodeTypes,
  begin = Date.now(),
): Explanation {
  const bound = bindLab(lab, () => begin, types)
  const timezone = zoneOf(lab)
  const target = bound.nodes.get(node)
  const stream = target?.inputs[0]?.stream
  const path = target === undefined ? [] : pathTo(bound, target)
  const first = path[0]
  const samplesOf = (values: readonly string[]) =>
    stream === undefined
      ? []
      : rowsOf(lab, path, values, begin).map(row => JSON.stringify(compileWriter(stream.row)(row)))
  return {
    source: first?.node.descriptor.kind === 'source' ? first.node.id : undefined,
    input: stream,
    samplesOf,
    with: values => ({
      expressions: (target?.scopes ?? []).map(({ path: at, row, aggregate }) => ({
        path: at,
        row: printType(row),
        aggregate,
      })),
      ...(stream === undefined ? {} : { row: printType(stream.row) }),
      samples: samplesOf(values).slice(0, SAMPLES_MAX),
      timezone,
    }),
  }
}

interface Stage {
  readonly node: LabNodeBound
  /** Out of the node, on the way. */
  readonly edge: LabEdge
}

/** The first way back to a source. */
function pathTo(bound: BoundLab, target: LabNodeBound): Stage[] {
  const path: Stage[] = []
  for (let at: LabNodeBound | undefined = target; at !== undefined;) {
    const edge: LabEdge | undefined = at.inputs[0]?.edge
    at = edge && bound.nodes.get(edge.from)
    if (at && edge) path.unshift({ node: at, edge })
  }
  return path
}

function rowsOf(
  lab: LabFile,
  path: readonly Stage[],
  values: readonly string[],
  begin: number,
): readonly Row[] {
  let batch: Batch = { rows: [], records: values.map((value, seq) => recordOf(value, seq, begin)) }
  for (const { node, edge } of path) {
    if (node.descriptor.kind === 'source') continue
    batch =
      node.descriptor.kind === 'topic'
        ? throughTopic(node, batch, begin)
        : throughStep(lab, node, edge.port, batch, begin)
  }
  const rows = batch.records === undefined ? batch.rows : batch.records.map(rawRow)
  return rows
}

/** Rows that a job writes to a topic lie there as JSON. */
function throughTopic(node: LabNodeBound, batch: Batch, begin: number): Batch {
  const stream = node.inputs[0]?.stream
  if (batch.records !== undefined || stream === undefined) return batch
  const write = compileWriter(stream.row, { decimals: 'number' })
  return {
    rows: [],
    records: batch.rows.map((row, seq) => recordOf(JSON.stringify(write(row)), seq, begin)),
  }
}

function throughStep(
  lab: LabFile,
  node: LabNodeBound,
  port: string,
  batch: Batch,
  begin: number,
): Batch {
  const operator = node.bound.create?.(aside(lab, node.id))
  if (operator === undefined) return { rows: [] }
  const out: Row[] = []
  const emit = (to: string, given: Batch) => {
    if (to === port) out.push(...given.rows)
  }
  operator.clock?.(begin, emit)
  const asRows =
    batch.records && node.descriptor.takesRecords !== true
      ? { rows: batch.records.map(rawRow) }
      : batch
  operator.batch(0, asRows, emit)
  operator.finish?.(emit, true)
  return { rows: out }
}

const recordOf = (value: string, seq: number, begin: number): RawRecord => ({
  partition: 0,
  offset: seq,
  timeMs: begin + seq * SECOND_MS,
  key: null,
  value: Buffer.from(value),
  headers: {},
})

const rawRow = ({ key, value, partition, offset, timeMs }: RawRecord): Row => ({
  key: key?.toString('utf8') ?? null,
  value: value?.toString('utf8') ?? null,
  partition,
  offset,
  timestamp: timeMs,
})

/** The surroundings of an operator that is only tried out. */
function aside(lab: LabFile, node: string): NodeEnv {
  return {
    lab,
    node,
    runId: 'sample',
    dataDir: '',
    filesDir: '',
    runDir: '',
    connection: name => {
      throw new LabError('no-sample', { kind: 'usage', params: { field: name, node } })
    },
    dead: () => undefined,
    late: () => undefined,
    watch: new TimeWatch(),
    ...NO_LANES,
    signal: new AbortController().signal,
  }
}
