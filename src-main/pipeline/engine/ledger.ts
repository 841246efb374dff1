// The truth ledger: what the lab's own producers made for its consumers, and what of it came. Exact,
// because records are numbered. docs/figures.md says what each figure means.
//
// Each sink has a sum of its own. The lab's sum counts a record once, however many groups read it:
// a part is as large as at the sink where it is largest, so a record has arrived when all have it.
import type { Ledger, LedgerSum, SinkLedger } from '@shared/contract'
import type { FaultCounts } from '@main/generator'
import { edgesInto, edgesOf, FAULT_NAMES, type LabFile } from '@shared/lab'
import type { RunJob } from './job/run-job'
import { nodeTypes } from '../nodes'
import type { ProducerTask } from './producer-task'
import { NodeStats, type RunStats } from './stats'
import type { TaskPlan } from '../plan/tasks'

const NOTHING: LedgerSum = {
  expected: 0,
  arrived: 0,
  onTheWay: 0,
  tooLate: 0,
  deadLetters: 0,
  lost: 0,
  doubled: 0,
}
export const EMPTY_LEDGER: Ledger = { ...NOTHING, late: 0, sinks: [] }

const NO_COUNTS = new NodeStats()

/** More would only be noise on the screen. */
const SINKS_MAX = 60

/** A sink and what lies on the way to it. */
interface SinkPath {
  readonly sink: string
  readonly job: string
  /** Nodes of the job before it, and itself. */
  readonly nodes: readonly string[]
  /** Those of them whose late rows it does not get. */
  readonly refusing: readonly string[]
  /** Inputs of the job that lead to it, by the id of their edge. */
  readonly inputs: ReadonlySet<string>
}

interface Row extends SinkLedger {
  readonly job: string
}

/** What one input of a job has to say. */
interface InputFacts {
  readonly id: string
  readonly topic: string
  readonly made: number
  readonly seen: number
  readonly doubled: number
  readonly lag: number
  readonly deleted: number
}

/** Made once a run: the ways do not change while it goes on. */
export class LedgerBook {
  private readonly paths: readonly SinkPath[]
  private readonly families: readonly ReadonlySet<string>[]

  constructor(
    private readonly lab: LabFile,
    plan: TaskPlan,
    private readonly stats: RunStats,
  ) {
    this.paths = pathsOf(lab, plan)
    this.families = familiesOf(plan)
  }

  read(jobs: readonly RunJob[], producers: readonly ProducerTask[]): Ledger {
    const { stats, lab } = this
    const facts = new Map(
      jobs.map(job => [job.plan.id, inputsOf(job, lab, stats, producers)] as const),
    )
    const rows = this.paths.flatMap(path => {
      const job = jobs.find(({ plan }) => plan.id === path.job)
      return job ? [rowOf(path, job, facts.get(path.job) ?? [], stats)] : []
    })
    const fed = new Set(producers.flatMap(({ plan }) => plan.edges.map(({ to }) => to)))
    const sum = this.families
      .map(family => {
        const inputs = [...family].flatMap(job => facts.get(job) ?? [])
        return familySum(
          rows.filter(({ job }) => family.has(job)),
          inputs,
          fed,
        )
      })
      .reduce(added, NOTHING)
    const kept = Math.max(0, ...rows.map(row => row.kept ?? 0))
    const deleted = deletedUnread([...facts.values()].flat())
    const faults = faultsOf(jobs, producers)
    const beside = {
      tooLate: Math.max(0, stats.tooLate - sum.tooLate),
      deadLetters: Math.max(0, stats.deadCount - sum.deadLetters),
    }
    return {
      ...sum,
      tooLate: sum.tooLate + beside.tooLate,
      deadLetters: sum.deadLetters + beside.deadLetters,
      late: stats.late,
      ...(stats.untimed > 0 ? { untimed: stats.untimed } : {}),
      ...(kept > 0 ? { kept } : {}),
      ...(deleted > 0 ? { deletedUnread: deleted } : {}),
      ...(Object.keys(faults).length > 0 ? { faults } : {}),
      ...(beside.tooLate + beside.deadLetters > 0 ? { beside } : {}),
      ...joinsOf(jobs),
      ...timersOf(jobs),
      ...schemasOf(jobs),
      ...intakesOf(jobs, producers),
      sinks: rows
        .filter(({ expected }) => expected > 0)
        .slice(0, SINKS_MAX)
        .map(({ job: _, ...row }) => row),
    }
  }
}

function joinsOf(jobs: readonly RunJob[]): Pick<Ledger, 'joins'> {
  const joins = jobs.flatMap(({ nodes }) =>
    [...nodes.values()].flatMap(({ id, operator }) =>
      (operator.joinCounts?.() ?? []).map(counts => ({ node: id, ...counts })),
    ),
  )
  return joins.length > 0 ? { joins } : {}
}

function timersOf(jobs: readonly RunJob[]): Pick<Ledger, 'timers'> {
  const timers = jobs.flatMap(({ nodes }) =>
    [...nodes.values()].flatMap(({ id, operator }) => {
      const counts = operator.timerCounts?.()
      return counts ? [{ node: id, ...counts }] : []
    }),
  )
  return timers.length > 0 ? { timers } : {}
}

function schemasOf(jobs: readonly RunJob[]): Pick<Ledger, 'schemas'> {
  const schemas = jobs.flatMap(({ nodes }) =>
    [...nodes.values()].flatMap(({ id, operator }) =>
      (operator.schemaCounts?.() ?? []).map(counts => ({ node: id, ...counts })),
    ),
  )
  return schemas.length > 0 ? { schemas } : {}
}

function intakesOf(
  jobs: readonly RunJob[],
  producers: readonly ProducerTask[],
): Pick<Ledger, 'intakes'> {
  const owners = [...producers, ...jobs.flatMap(({ sourceInputs }) => sourceInputs)]
  const intakes = owners.flatMap(({ source }) => {
    const counts = source.intake()
    return counts ? [{ node: source.node, ...counts }] : []
  })
  return intakes.length > 0 ? { intakes } : {}
}

/** Counted by the sources' own numbers, so a restart does not count a fault twice. */
function faultsOf(jobs: readonly RunJob[], producers: readonly ProducerTask[]): FaultCounts {
  const made: FaultCounts[] = [
    ...producers.map(({ source, produced }) => source.faults(produced)),
    ...jobs.flatMap(({ sourceInputs }) =>
      sourceInputs.map(({ source, positions }) => source.faults(positions.get(0) ?? 0)),
    ),
  ]
  const sum: FaultCounts = {}
  for (const name of FAULT_NAMES)
    for (const { [name]: count = 0 } of made) if (count > 0) sum[name] = (sum[name] ?? 0) + count
  return sum
}

function rowOf(path: SinkPath, job: RunJob, facts: readonly InputFacts[], stats: RunStats): Row {
  const mine = facts.filter(({ id }) => path.inputs.has(id))
  const total = (of: (input: InputFacts) => number) => mine.reduce((sum, i) => sum + of(i), 0)
  const count = (ids: readonly string[], of: (node: NodeStats) => number) =>
    ids.reduce((sum, id) => sum + of(stats.nodes.get(id) ?? NO_COUNTS), 0)
  const seen = total(input => input.seen)
  const missing = total(input => input.made) - seen
  // While something lies unread in a topic, what is missing is on its way.
  const isOver = job.complete && total(input => input.lag) === 0
  const lost = isOver
    ? missing
    : Math.min(
        missing,
        total(input => input.deleted),
      )
  // Behind a step that makes several rows of a record, these count rows: never more than came.
  const tooLate = Math.min(
    seen,
    count(path.refusing, node => node.tooLate),
  )
  const deadLetters = Math.min(
    seen - tooLate,
    count(path.nodes, node => node.errors - node.foreign),
  )
  // Also at the other end: rows that a sink without a key was given twice.
  const again = job.nodes.get(path.sink)?.operator.doubled?.() ?? 0
  const doubled = total(input => input.doubled) + again
  const arrived = seen - tooLate - deadLetters + doubled
  const kept = Math.min(arrived, job.keptBy?.(path.nodes, path.inputs) ?? 0)
  return {
    sink: path.sink,
    job: path.job,
    expected: seen + missing,
    arrived,
    ...(kept > 0 ? { kept } : {}),
    onTheWay: missing - lost,
    tooLate,
    deadLetters,
    lost,
    doubled,
  }
}

/** Jobs that hang together by topics, as one sum: each record of a source once. */
function familySum(
  rows: readonly Row[],
  inputs: readonly InputFacts[],
  fed: ReadonlySet<string>,
): LedgerSum {
  const made = new Map<string, number>()
  for (const { topic, made: n } of inputs)
    if (fed.has(topic)) made.set(topic, Math.max(made.get(topic) ?? 0, n))
  const most = (of: (row: Row) => number) => Math.max(0, ...rows.map(of))
  const expected =
    made.size > 0 ? [...made.values()].reduce((a, b) => a + b) : most(row => row.expected)
  let left = expected
  const part = (of: (row: Row) => number) => {
    const size = Math.min(left, most(of))
    left -= size
    return size
  }
  const lost = part(row => row.lost)
  const onTheWay = part(row => row.onTheWay)
  const tooLate = part(row => row.tooLate)
  const deadLetters = part(row => row.deadLetters)
  const doubled = most(row => row.doubled)
  return { expected, arrived: left + doubled, onTheWay, tooLate, deadLetters, lost, doubled }
}

/** A record that no group read is one, however many groups there are. */
function deletedUnread(inputs: readonly InputFacts[]): number {
  const most = new Map<string, number>()
  for (const { topic, deleted } of inputs) most.set(topic, Math.max(most.get(topic) ?? 0, deleted))
  return [...most.values()].reduce((a, b) => a + b, 0)
}

const added = (a: LedgerSum, b: LedgerSum): LedgerSum => ({
  expected: a.expected + b.expected,
  arrived: a.arrived + b.arrived,
  onTheWay: a.onTheWay + b.onTheWay,
  tooLate: a.tooLate + b.tooLate,
  deadLetters: a.deadLetters + b.deadLetters,
  lost: a.lost + b.lost,
  doubled: a.doubled + b.doubled,
})

function inputsOf(
  job: RunJob,
  lab: LabFile,
  stats: RunStats,
  producers: readonly ProducerTask[],
): InputFacts[] {
  return job.topicInputs.map(({ id, seen: { counts }, lag, deletedUnread: deleted }) => {
    const topic = job.plan.inputs.find(edge => edge.id === id)?.from ?? ''
    const { arrived: seen, doubled } = counts
    return {
      id,
      topic,
      made: madeFor(topic, lab, stats, producers, seen),
      seen,
      doubled,
      lag,
      deleted,
    }
  })
}

/**
 * Records of the batch under way count as made once they have arrived: a consumer may have them
 * before the producer gets its acknowledgement. So do those of a producer that does not run now.
 */
function madeFor(
  topic: string,
  lab: LabFile,
  stats: RunStats,
  producers: readonly ProducerTask[],
  seen: number,
): number {
  const into = producers.filter(p => p.plan.edges.some(e => e.to === topic))
  const fromProducers = into.reduce((sum, p) => sum + p.produced, 0)
  const ownEdges = new Set(producers.flatMap(p => p.plan.edges.map(e => e.id)))
  let fromJobs = 0
  for (const [id, edge] of stats.edges)
    if (id.endsWith(`>${topic}`) && !ownEdges.has(id) && lab.nodes[topic])
      fromJobs += edge.meter.total
  return Math.max(fromProducers + fromJobs, seen)
}

/** A job without sinks ends in its topics. */
function pathsOf(lab: LabFile, plan: TaskPlan): SinkPath[] {
  const before = edgesInto(edgesOf(lab))
  const typeOf = (id: string) => nodeTypes.get(lab.nodes[id]?.type ?? '')
  return plan.jobs.flatMap(job => {
    const members = new Set(job.nodes)
    const sinks = job.nodes.filter(id => typeOf(id)?.kind === 'sink')
    return (sinks.length > 0 ? sinks : job.topics).slice(0, SINKS_MAX).map(sink => {
      const nodes = new Set([sink])
      // A row that came too late for a node and goes on by its port has arrived there.
      const refusing = new Set<string>()
      for (const id of nodes)
        for (const { from, port } of before.get(id) ?? []) {
          if (!members.has(from)) continue
          nodes.add(from)
          if (typeOf(from)?.latePorts?.includes(port) !== true) refusing.add(from)
        }
      const inputs = new Set(job.inputs.filter(({ to }) => nodes.has(to)).map(({ id }) => id))
      return { sink, job: job.id, nodes: [...nodes], refusing: [...refusing], inputs }
    })
  })
}

/** Jobs that read a topic together, or of which one reads what another writes. */
function familiesOf({ jobs, topics }: TaskPlan): Set<string>[] {
  const families: { readonly jobs: Set<string>; readonly topics: Set<string> }[] = []
  for (const { id, inputs, topics: written } of jobs) {
    const touched = [...inputs.map(({ from }) => from), ...written].filter(t => topics.includes(t))
    const family = { jobs: new Set([id]), topics: new Set(touched) }
    for (const other of families.filter(each => touched.some(topic => each.topics.has(topic)))) {
      families.splice(families.indexOf(other), 1)
      for (const job of other.jobs) family.jobs.add(job)
      for (const topic of other.topics) family.topics.add(topic)
    }
    families.push(family)
  }
  return families.map(family => family.jobs)
}
