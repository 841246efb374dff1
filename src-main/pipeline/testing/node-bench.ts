// One node on the bench: bound to streams of given types, fed by hand, its output caught by port.
import type { ResolvedConnection } from '@main/connections'
import {
  compileReader,
  compileWriter,
  isRow,
  parseType,
  type Row,
  type StructType,
} from '@shared/expr'
import { labFileSchema, MAIN_PORT, type LabFile } from '@shared/lab'
import type { Emit, StreamType } from '../model/batch'
import { NO_LANES } from '../model/event-times'
import { TimeWatch } from '../model/time-watch'
import {
  pairsOf,
  type BadRecord,
  type NodeEnv,
  type Operator,
  type RestoredState,
} from '../model/operator'
import { nodeTypes } from '../nodes'
import { BindContext } from '../model/define-node'

export interface BenchOptions {
  /** Field → type, for each input. */
  readonly inputs: readonly (Readonly<Record<string, string>> & object)[]
  readonly stream?: Partial<StreamType>
  readonly filesDir?: string
  readonly runDir?: string
  /** With it, keys beyond `memoryKeys` go to a file there. */
  readonly dataDir?: string
  readonly memoryKeys?: number
  readonly zone?: string
  /** The lab's clock to begin with: of a node that goes on after a crash, the checkpoint's. */
  readonly nowMs?: number
  /** Where rows come from, and may come from. */
  readonly lanes?: Pick<NodeEnv, 'lane' | 'lanes'>
  /** What the connections named in the settings stand for. */
  readonly connections?: Readonly<Record<string, ResolvedConnection>>
}

interface LateCounts {
  counted: number
  left: number
  untimed: number
}

export interface Bench {
  /** How many it has. */
  readonly inputs: number
  readonly problems: readonly string[]
  readonly outputs: Readonly<Record<string, StreamType>>
  readonly operator: Operator
  /** Plain JSON in; a batch and its end. Gives what came out of the main port, as JSON. */
  push(rows: readonly object[], input?: number): unknown[]
  /** A batch without its end. */
  feed(rows: readonly object[], input?: number): void
  /** The lab's clock. */
  at(ms: number): unknown[]
  /** A whole micro-batch as a job does it; it also says whether the job would note it. */
  microBatch(
    ms: number,
    rows: readonly object[],
    last: boolean,
  ): { readonly out: unknown[]; readonly noted: boolean }
  end(last?: boolean): unknown[]
  taken(port?: string): unknown[]
  removed(port?: string): unknown[]
  readonly late: LateCounts
  readonly watch: TimeWatch
  /** All dead letters so far. */
  readonly dead: readonly BadRecord[]
  /** The same node anew, with what this one remembers. */
  again(): Bench
}

const structOf = (fields: Readonly<Record<string, string>>): StructType => ({
  kind: 'struct',
  fields: Object.entries(fields).map(([name, type]) => ({ name, type: parseType(type) })),
})

export function bench(
  type: string,
  settings: object,
  options: BenchOptions,
  restored?: RestoredState,
): Bench {
  const { inputs, stream, zone = 'UTC' } = options
  const connections = Object.fromEntries(
    Object.entries(options.connections ?? {}).map(([name, c]) => [name, { type: c.type }]),
  )
  const lab = labFileSchema.parse({
    sluice: 1,
    id: 'bench',
    title: 'bench',
    seed: 1,
    nodes: {},
    connections,
    ...(options.memoryKeys === undefined ? {} : { memoryKeys: options.memoryKeys }),
  })
  let { nowMs = 0 } = options
  const streams = inputs.map(fields => ({ row: structOf(fields), ...stream }))
  const given = streams.map((one, i) => ({
    edge: { id: `in${i}>it`, from: `in${i}`, port: MAIN_PORT, to: 'it' },
    stream: one,
  }))
  const context = new BindContext(
    'it',
    lab,
    given,
    zone,
    () => nowMs,
    name => nodeTypes.get(name)?.kind,
  )
  const bound = nodeTypes.get(type)?.bind(context, settings)
  const problems = context.problems.map(problem => problem.code)
  const late: LateCounts = { counted: 0, left: 0, untimed: 0 }
  const dead: BadRecord[] = []
  const watch = new TimeWatch()
  const env = {
    ...benchEnv(options, lab, late, watch),
    dead: (bad: BadRecord) => void dead.push(bad),
  }
  const operator = (context.failed ? undefined : bound?.create?.(env)) ?? { batch: () => {} }
  if (restored) operator.restore?.(restored)
  const outputs = bound?.outputs ?? {}
  const { emit, rowsOf, removedOf } = catching()
  const take = (port: string): unknown[] => {
    const write = compileWriter(outputs[port]?.row ?? structOf({}), { decimals: 'number' })
    return rowsOf(port).map(row => write(row))
  }
  const end = (last = false) => {
    operator.finish?.(emit, last)
    return take(MAIN_PORT)
  }
  const give = (rows: readonly object[], input: number) => {
    const read = compileReader(streams[input]?.row ?? structOf({}))
    operator.batch(input, { rows: rows.map(row => read(row)).filter(isRow) }, emit)
  }
  return {
    inputs: inputs.length,
    problems,
    outputs,
    operator,
    late,
    watch,
    dead,
    feed: (rows, input = 0) => give(rows, input),
    push(rows, input = 0) {
      give(rows, input)
      return end()
    },
    at(ms) {
      nowMs = ms
      operator.clock?.(ms, emit)
      return end()
    },
    microBatch(ms, rows, last) {
      nowMs = ms
      operator.clock?.(ms, emit)
      if (rows.length > 0) give(rows, 0)
      const moved = operator.finish?.(emit, last) === true
      const out = take(MAIN_PORT)
      return { out, noted: moved || rows.length > 0 || out.length > 0 }
    },
    end,
    taken: (port = MAIN_PORT) => take(port),
    removed: (port = MAIN_PORT) => removedOf(port),
    again() {
      const state = operator.snapshot?.(true) ?? {}
      return bench(
        type,
        settings,
        { ...options, nowMs },
        { keys: new Map(pairsOf(state)), facts: state.facts },
      )
    },
  }
}

function benchEnv(
  options: BenchOptions,
  lab: LabFile,
  late: LateCounts,
  watch: TimeWatch,
): NodeEnv {
  return {
    lab,
    node: 'it',
    runId: 'run',
    dataDir: options.dataDir ?? '',
    filesDir: options.filesDir ?? '',
    runDir: options.runDir ?? '',
    connection: name => {
      const found = options.connections?.[name]
      if (!found) throw new Error(name)
      return found
    },
    dead: () => {},
    late: (counted, tooLate, untimed) => {
      late.counted += counted
      late.left += tooLate.length
      late.untimed += untimed
    },
    watch,
    ...(options.lanes ?? NO_LANES),
    signal: new AbortController().signal,
  }
}

/** Keeps the rows that come out of a node's ports, until a test takes them. */
function catching() {
  const caught = new Map<string, Row[]>()
  const gone = new Map<string, Row[]>()
  const taken = (from: Map<string, Row[]>, port: string): Row[] => {
    const rows = from.get(port) ?? []
    from.delete(port)
    return rows
  }
  const emit: Emit = (port, { rows, removed = [] }) => {
    caught.set(port, [...(caught.get(port) ?? []), ...rows])
    gone.set(port, [...(gone.get(port) ?? []), ...removed])
  }
  return {
    emit,
    rowsOf: (port: string) => taken(caught, port),
    removedOf: (port: string) => taken(gone, port),
  }
}
