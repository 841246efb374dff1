// Follows one record of a run: finds who reads it, fetches it from its topic, and tells its way behind
// each reader, exact where the job saw it go by itself. It can wait for the next record, send one, and
// go back from a row of a table, or from a late moment, to the record that it came from.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { headerTexts, KafkaProducer, PartitionReader } from '@main/connections'
import {
  TEST_WAIT_MS,
  type FollowedBranch,
  type FollowedRecord,
  type FollowView,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabEdge } from '@shared/lab'
import type { RawRecord } from '../../model/batch'
import type { BackAsked, RecordAsked, TestRecord } from '../../model/run-types'
import type { TopicAddress } from '../../model/topic-address'
import { RUN_HEADER, seqOf } from '../../topics/sequence-headers'
import { kafkaOf, type RunContext } from '../run-context'
import type { RunJob } from '../job/run-job'
import { bytesText } from '../stats'
import { stopOf } from './follow-view'
import { findBack } from './find-back'
import { withLateness } from './late-visits'
import { endsOf, missingRecord } from './missing-record'
import type { Trace, Visit } from './trace'
import { READ_MS, withinMs, type Tracer } from './tracer'
import type { Walk } from './walk'

const TEST_HEADER = 'sluice-test'
const HEX_BYTES = 512
const STORED_MS = 3000
const TESTS_KEPT = 50
const LOOK_EVERY_MS = 20

interface Reader {
  readonly job: RunJob
  readonly tracer: Tracer
  readonly edge: LabEdge
  readonly topic: TopicAddress | undefined
}

export interface FollowedRun {
  readonly run: RunContext
  readonly jobs: readonly RunJob[]
}

export class Follower {
  /** Of test records by their headers' id: how long the broker took. */
  private readonly tests = new Map<string, number>()

  constructor(private readonly parts: () => FollowedRun) {}

  async follow(asked: RecordAsked): Promise<FollowView> {
    const readers = this.readersOf(asked.from)
    for (const { tracer } of readers) tracer.watch()
    return this.viewOf(readers, asked)
  }

  /** The next record that one of the readers takes, and its way behind all of them. */
  async next(from: string, waitMs: number, isIt = (_: RawRecord) => true) {
    const readers = this.readersOf(from)
    const caught = await this.catchNext(readers, waitMs, isIt, async () => {})
    return caught ? this.viewOf(readers, { from, ...placeOf(caught) }) : null
  }

  async sendTest({ from, key, value, partition }: TestRecord): Promise<FollowView | null> {
    const readers = this.readersOf(from)
    const topic = readers.find(each => each.topic)?.topic
    if (!topic) throw new LabError('follow-no-topic', { kind: 'usage', params: { from } })
    const { run } = this.parts()
    const id = randomUUID()
    const send = async () => {
      const producer = await KafkaProducer.open(kafkaOf(run, topic.connection))
      try {
        const begun = performance.now()
        const record = {
          ...{ key: key ?? null, value, headers: { [TEST_HEADER]: id } },
          ...(partition === undefined ? {} : { partition }),
        }
        await producer.send(topic.topic, [record])
        this.tests.set(id, performance.now() - begun)
        const [oldest] = this.tests.keys()
        if (oldest !== undefined && this.tests.size > TESTS_KEPT) this.tests.delete(oldest)
      } finally {
        await producer.close()
      }
    }
    const isIt = ({ headers }: RawRecord) => String(headers[TEST_HEADER]) === id
    const caught = await this.catchNext(readers, TEST_WAIT_MS, isIt, send)
    return caught ? this.viewOf(readers, { from, ...placeOf(caught) }) : null
  }

  async back(node: string, wanted: BackAsked): Promise<FollowView | null> {
    const readers = this.readersOf(node)
    const { run } = this.parts()
    for (const { edge, topic, tracer, job } of readers) {
      const reader = topic && (await PartitionReader.open(kafkaOf(run, topic.connection)))
      try {
        const positions = job.positionsOf?.(edge.id) ?? new Map<number, number>()
        const begins = topic ? await beginsOf(run, topic) : new Map<number, number>()
        const found = await findBack(
          { tracer, edge, topic: topic?.topic, reader, positions, begins },
          node,
          wanted,
        )
        if (found)
          return await this.viewOf(this.readersOf(edge.from), { from: edge.from, ...found })
      } finally {
        await reader?.close()
      }
    }
    return null
  }

  /** Edges that bring records of a topic, a source, or to a node, into jobs of this program. */
  private readersOf(from: string): Reader[] {
    const { jobs, run } = this.parts()
    const readers = jobs.flatMap(job => {
      const { tracer } = job
      if (!tracer) return []
      return tracer.entering(job.plan.inputs, from).map(({ edge, topic }) => ({
        ...{ job, tracer, edge, topic },
      }))
    })
    if (readers.length > 0) return readers
    const outside = jobs.some(({ tracer }) => !tracer)
    throw outside
      ? new LabError('run-outside', { kind: 'conflict', params: { lab: run.lab.id } })
      : new LabError('follow-nobody', { kind: 'usage', params: { from } })
  }

  private async catchNext(
    readers: readonly Reader[],
    waitMs: number,
    isIt: (record: RawRecord) => boolean,
    begin: () => Promise<void>,
  ): Promise<RawRecord | undefined> {
    const traces: Trace[] = []
    const ends: (() => void)[] = []
    const same = (record: RawRecord) => {
      const [first] = traces
      return first ? isSame(first.record, record) : isIt(record)
    }
    for (const { tracer, edge } of readers) {
      const caught = (trace: Trace) => void traces.push(trace)
      ends.push(tracer.want({ edges: new Set([edge.id]), isIt: same, caught }))
    }
    try {
      await begin()
      const until = performance.now() + waitMs
      const isDone = () =>
        traces.length === readers.length && traces.every(({ batch }) => batch !== undefined)
      while (!isDone() && performance.now() < until) await sleep(LOOK_EVERY_MS)
      return traces[0]?.record
    } finally {
      for (const end of ends) end()
    }
  }

  private async viewOf(readers: readonly Reader[], asked: RecordAsked): Promise<FollowView> {
    const { partition, offset } = asked
    const [first] = readers
    const same = readers.filter(({ edge }) => edge.from === first?.edge.from)
    const traces = same.map(({ tracer, edge }) => tracer.find(edge.id, partition, offset))
    const seen = traces.find(trace => trace !== undefined)?.record
    const lain = first?.topic && (await this.read(first.topic, asked))
    const record = lain ?? seen
    if (!first || !record) throw await missingRecord(first?.topic, asked, this.parts().run)
    const branches: FollowedBranch[] = []
    for (const [i, reader] of same.entries())
      branches.push(await branchOf(reader, record, traces[i]))
    const storedMs = this.tests.get(String(record.headers[TEST_HEADER]))
    return {
      record: this.recordOf(first, record, lain === undefined),
      branches,
      ...(storedMs === undefined ? {} : { storedMs }),
    }
  }

  private async read(
    { connection, topic }: TopicAddress,
    { partition, offset }: RecordAsked,
  ): Promise<RawRecord | undefined> {
    const { run } = this.parts()
    const fetch = async () => {
      const reader = await PartitionReader.open(kafkaOf(run, connection))
      try {
        const { messages } = await reader.fetch(topic, partition, offset)
        return messages.find(message => message.offset === offset)
      } catch (error) {
        const { kind } = LabError.from(error)
        if (kind === 'unreachable' || kind === 'auth') throw error
        // Out of range: retention has deleted it, or nobody has written it.
        return undefined
      } finally {
        await reader.close()
      }
    }
    return withinMs(READ_MS, fetch())
  }

  private recordOf({ edge, topic }: Reader, record: RawRecord, isGone: boolean): FollowedRecord {
    const { partition, offset, timeMs, key, value } = record
    const made = this.makerOf(record)
    return {
      ...{ node: edge.from, partition, offset, timeMs },
      ...(topic ? { topic: topic.topic } : {}),
      key: key && bytesText(key),
      value: value && bytesText(value),
      hex: value?.subarray(0, HEX_BYTES).toString('hex') ?? '',
      sizeBytes: value?.length ?? 0,
      headers: headerTexts(record),
      ...(made ? { made } : topic ? {} : { made: { node: edge.from, seq: offset } }),
      ...(record.headers[TEST_HEADER] === undefined ? {} : { isTest: true }),
      ...(isGone && topic ? { isGone } : {}),
    }
  }

  private makerOf(record: RawRecord): FollowedRecord['made'] {
    const { run } = this.parts()
    const name = String(record.headers[RUN_HEADER] ?? '')
    const seq = seqOf(record)
    if (!name.startsWith(`${run.runId}.`) || seq === undefined) return undefined
    return { node: name.slice(run.runId.length + 1), seq }
  }
}

/** Retention may have deleted records that the job has read. */
async function beginsOf(run: RunContext, topic: TopicAddress) {
  const ends = await endsOf(topic, run)
  return new Map(ends.map(({ partition, earliest }) => [partition, earliest]))
}

const placeOf = ({ partition, offset }: RawRecord) => ({ partition, offset })
const isSame = (a: RawRecord, b: RawRecord) => a.partition === b.partition && a.offset === b.offset

async function branchOf(
  { job, tracer, edge }: Reader,
  record: RawRecord,
  trace: Trace | undefined,
): Promise<FollowedBranch> {
  const { partition, offset } = record
  const batches = tracer.batchesOf(edge.id, partition, offset)
  const position = job.positionsOf?.(edge.id).get(partition)
  const isUnread = !trace && batches.length === 0 && position !== undefined && offset >= position
  const walk = tracer.walk()
  try {
    if (!trace && !isUnread) {
      await walk.into(edge.id, { rows: [], records: [record] })
      await lookAtTables(job, walk.visits)
    }
    const visits =
      trace?.visits ??
      withLateness(walk.visits, {
        record,
        readBy: batches.at(-1)?.at,
        edges: tracer.bound.edges,
        lateAt: node => job.nodes.get(node)?.stats.watch.lastLate() ?? [],
        timesOf: visit => walk.times(visit),
      })
    const isExact = trace !== undefined
    const group = job.topicInputs.find(({ id }) => id === edge.id)?.group
    return {
      ...{ edge: edge.id, job: job.plan.id, isExact },
      ...(group === undefined ? {} : { group }),
      ...(isUnread ? { isUnread } : {}),
      ...(trace ? { readAt: trace.readAt } : {}),
      batches: batches.map(({ n, at, records, isAgain }) => ({
        ...{ n, at, records },
        ...(isAgain ? { isAgain } : {}),
      })),
      stops: visits.map(visit => stopOf(visit, { bound: tracer.bound, walk, isExact })),
    }
  } finally {
    await walk.close()
  }
}

/** As their tables stand now. */
async function lookAtTables(job: RunJob, visits: Walk['visits']): Promise<void> {
  const look = async (visit: Visit) => {
    const stored = job.nodes.get(visit.node)?.operator.stored
    // A table that does not answer is left out: the rest of the way is known.
    const rows = await stored?.(visit.took.rows, visit.input).catch(() => undefined)
    if (rows) visit.storedAfter = rows
  }
  await withinMs(STORED_MS, Promise.all(visits.map(look)))
}
