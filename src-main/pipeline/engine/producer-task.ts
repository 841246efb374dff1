// A producer takes the records of its source, at the pace of the schedule, and writes them to its
// topics, numbered. Its position is saved every second; after a crash it goes on from there, and
// the topic's own end says what was written beyond it.
import { LabError } from '@shared/errors'
import { topicConfig, type TopicConfig } from '../topics/topic-config'
import { recordRow, type LabFile } from '@shared/lab'
import { DeliveryReports } from './delivery-reports'
import { PacedSource, rawRecord } from './paced-source'
import { connectionOf, kafkaOf, patiently, type RunContext } from './run-context'
import { readPosition, writePosition } from './producer-position'
import { Signal } from './signal'
import type { SourceRecord } from '../model/source'
import type { EdgeStats, NodeStats } from './stats'
import type { ProducerPlan } from '../plan/tasks'
import { bindLab } from '../plan/check-lab'
import { RecordEncoder } from '../topics/record-encoder'
import { TopicWriter } from '../topics/topic-writer'

const SAVE_EVERY_MS = 1000
const WAIT_MS_MAX = 100
/**
 * So many records go out together, or what falls due within so long: a request for each record costs
 * a core.
 */
const LINGER_RECORDS = 100
const LINGER_MS_MAX = 50
const BATCH_RECORDS_MAX = 2500
/** Of each batch so many records can be looked at. */
const SHOWN_MAX = 10

interface Output {
  readonly node: string
  readonly writer: TopicWriter
  readonly edge: EdgeStats
  readonly topicStats: NodeStats
  readonly config: TopicConfig
  /** Of a topic whose records have a schema. */
  encoder?: RecordEncoder
  /** Partitions that shall get no records. */
  idle: readonly number[]
}

export class ProducerTask {
  private readonly wake = new Signal()
  private readonly stopping = new AbortController()
  private outputs: Output[] = []
  private next = 0
  /** Made in an earlier life of the run. */
  before = 0
  private savedNext = -1
  private savedAt = 0
  private readonly reports: DeliveryReports
  private steps = 0
  private stepsUntil = 0
  /** Records of the batch that is being sent. */
  underWay = 0
  private loop: Promise<void> | undefined
  private readonly stats: NodeStats
  readonly source: PacedSource
  complete = false
  failure: LabError | undefined
  private knowsPosition = false
  /** Not of a run that began before bytes were counted: half a sum says nothing. */
  private countsBytes = true

  constructor(
    private readonly run: RunContext,
    readonly plan: ProducerPlan,
  ) {
    this.source = new PacedSource(run, plan.source, () => this.wake.ring())
    this.stats = this.source.stats
    this.reports = new DeliveryReports(run.stats, plan.source)
  }

  start(): void {
    this.loop ??= this.work()
  }

  /** The file that says how far it was is damaged: it never made a record. */
  get couldNotOpen(): boolean {
    return this.failure !== undefined && !this.knowsPosition
  }

  get produced(): number {
    return this.next
  }

  private async work(): Promise<void> {
    try {
      this.stats.state = 'running'
      await this.open()
      await this.cycle()
      await this.save()
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') this.fail(known)
    } finally {
      await this.source.close()
      await Promise.all(this.outputs.map(o => o.writer.close()))
      if (!this.failure) this.stats.state = this.complete ? 'done' : 'stopped'
    }
  }

  private fail(error: LabError): void {
    this.failure = error
    this.stats.state = 'failed'
    this.stats.error = error.toData()
    this.run.stats.say('error', error.code, error.params, this.plan.source)
  }

  private async open(): Promise<void> {
    const saved = await readPosition(this.run.runDir, this.plan.source)
    this.knowsPosition = true
    this.next = saved?.next ?? 0
    this.before = this.next
    this.countsBytes = this.next === 0 || saved?.bytes !== undefined
    if (saved?.print) this.source.restorePrint(saved.print)
    this.outputs = this.plan.edges.map(edge => {
      const config: TopicConfig = topicConfig.parse(this.run.lab.nodes[edge.to]?.with ?? {})
      const name = `${this.run.runId}.${this.plan.source}`
      const writer = new TopicWriter(
        kafkaOf(this.run, config.connection),
        config,
        name,
        saved && (saved.writtenTo[edge.to] ?? {}),
        saved?.topicIds?.[edge.to],
      )
      const stats = this.run.stats.edge(edge.id, recordRow)
      writer.setIdle(saved?.idle?.[edge.to] ?? config.idlePartitions ?? [])
      writer.moved = saved?.moved?.[edge.to] ?? 0
      writer.bytes = saved?.bytes?.[edge.to] ?? 0
      writer.onDelivered = delivery => this.reports.take(config.topic, delivery)
      stats.meter.restore(this.next)
      const topicStats = this.run.stats.node(edge.to)
      addFigure(topicStats, 'moved', () => writer.moved)
      if (this.countsBytes) addFigure(topicStats, 'bytes', () => writer.bytes)
      const idle = config.idlePartitions ?? []
      return { node: edge.to, writer, edge: stats, topicStats, config, idle }
    })
    this.stats.out = this.next
    this.stats.figures = () => this.reports.figures()
    for (const output of this.outputs) {
      output.topicStats.in += this.next
      await patiently(this.run, [this.plan.source], this.stopping.signal, () =>
        output.writer.open(),
      )
      await this.openEncoder(output)
      output.topicStats.state = 'running'
    }
    await this.source.open(this.next, saved?.source)
    // After a crash from here on, the records in the topics are known to belong to this run.
    await this.save()
    await this.followIdle()
  }

  private async openEncoder(output: Output): Promise<void> {
    const { config, topicStats } = output
    const { source } = this.plan
    const content = bindLab(this.run.lab, () => this.run.clock.now()).nodes.get(source)?.bound
      .outputs.out
    const encoder = await patiently(this.run, [source], this.stopping.signal, () =>
      RecordEncoder.open(name => connectionOf(this.run, name), config, content?.content),
    )
    if (!encoder) return
    output.encoder = encoder
    addFigure(topicStats, 'plain', () => encoder.plain)
  }

  private async cycle(): Promise<void> {
    const { source } = this
    while (!this.stopping.signal.aborted) {
      if (source.finished(this.next)) {
        this.complete = true
        return
      }
      await this.followIdle()
      const due = source.paused ? this.next + this.steps : (source.due() ?? 0)
      const count = Math.min(due - this.next, BATCH_RECORDS_MAX)
      if (count <= 0) {
        if (performance.now() - this.savedAt >= SAVE_EVERY_MS) await this.save()
        await this.wake.wait(
          source.paused
            ? WAIT_MS_MAX
            : Math.min(WAIT_MS_MAX, Math.max(this.lingerMs(), source.nextInMs())),
        )
        continue
      }
      await this.writeFrom(await source.records(this.next, count))
    }
  }

  private lingerMs(): number {
    const perSecond = this.stats.targetRate
    if (typeof perSecond !== 'number') return LINGER_MS_MAX
    return Math.min(LINGER_MS_MAX, (1000 * LINGER_RECORDS) / perSecond)
  }

  /**
   * Makes the next records while the ones before are under way: the two wait for different things.
   */
  private async writeFrom(records: readonly SourceRecord[]): Promise<void> {
    const { source } = this
    let batch = records
    while (batch.length > 0 && !this.stopping.signal.aborted) {
      const now = batch
      const sending = this.write(now)
      const from = this.next + now.length
      const due = source.paused ? 0 : (source.due() ?? 0)
      const count = Math.min(due - from, BATCH_RECORDS_MAX)
      // A failure is taken up by the await below.
      sending.catch(() => {})
      batch = count > 0 ? await source.records(from, count) : []
      await sending
      this.next = from
      this.underWay = 0
      source.print.add(now)
      this.steps = Math.max(0, this.steps - now.length)
      this.passed(from - now.length, now)
      await this.followIdle()
      if (performance.now() - this.savedAt >= SAVE_EVERY_MS) await this.save()
    }
  }

  /** How many records are due and not in the topic yet, and how full the batch under way is. */
  refreshStats(): void {
    this.source.refreshStats()
    const due = this.source.due() ?? this.next
    const lag = Number.isFinite(due) ? Math.max(0, due - this.next) : this.underWay
    for (const { edge } of this.outputs) {
      edge.lag = this.complete ? 0 : lag
      edge.fill = Math.min(
        1,
        Math.max(this.underWay, Number.isFinite(due) ? lag : 0) / BATCH_RECORDS_MAX,
      )
    }
  }

  private async write(records: readonly SourceRecord[]): Promise<void> {
    const from = this.next
    this.underWay = records.length
    this.reports.begin()
    // Before the tries: a record that does not fit its schema counts once.
    const written = this.outputs.map(({ writer, encoder }) => ({
      writer,
      records: encoder ? records.map(record => encoder.record(record)) : records,
    }))
    await patiently(this.run, [this.plan.source], this.stopping.signal, async () => {
      for (const { writer, records: own } of written) {
        await writer.open()
        await writer.write(from, own)
      }
    })
  }

  private passed(from: number, records: readonly SourceRecord[]): void {
    this.stats.out += records.length
    this.stats.meter.add(records.length)
    const nowMs = Date.now()
    const first = from + Math.max(0, records.length - SHOWN_MAX)
    const shown = records.slice(-SHOWN_MAX).map((record, i) => rawRecord(record, first + i, nowMs))
    for (const { edge, topicStats } of this.outputs) {
      const total = edge.meter.total
      edge.pass({ rows: [], records: shown })
      edge.meter.total = total
      edge.meter.add(records.length - shown.length)
      edge.meter.total = total + records.length
      topicStats.in += records.length
      topicStats.meter.add(records.length)
    }
  }

  /** Takes over other settings of its topics while it runs. */
  patch(lab: LabFile): void {
    for (const output of this.outputs)
      output.idle = topicConfig.parse(lab.nodes[output.node]?.with ?? {}).idlePartitions ?? []
    this.wake.ring()
  }

  /**
   * Partitions become idle, or take records again, only where no record is in doubt; and the file says
   * so before the next one is sent. So a record that is made again goes where it went.
   */
  private async followIdle(): Promise<void> {
    const changed = this.outputs.filter(
      ({ writer, idle }) => !isSame(writer.idle, idle) && writer.isPast(this.next),
    )
    for (const { node, writer, idle } of changed) {
      writer.setIdle(idle)
      const code = idle.length === 0 ? 'run-idle-none' : 'run-idle'
      this.run.stats.say('info', code, { node, partitions: idle.join(', ') }, node)
    }
    if (changed.length > 0) await this.save(true)
  }

  private async save(isUrgent = false): Promise<void> {
    this.savedAt = performance.now()
    if (this.next === this.savedNext && !isUrgent) return
    await writePosition(this.run.runDir, this.plan.source, {
      next: this.next,
      writtenTo: Object.fromEntries(this.outputs.map(o => [o.node, o.writer.position])),
      topicIds: Object.fromEntries(
        this.outputs.flatMap(({ node, writer: { topicId } }) => (topicId ? [[node, topicId]] : [])),
      ),
      idle: Object.fromEntries(this.outputs.map(o => [o.node, o.writer.idle])),
      moved: Object.fromEntries(this.outputs.map(o => [o.node, o.writer.moved])),
      ...(this.countsBytes
        ? { bytes: Object.fromEntries(this.outputs.map(o => [o.node, o.writer.bytes])) }
        : {}),
      source: this.source.save(),
      print: this.source.print.snapshot(),
    })
    this.savedNext = this.next
    this.source.forget(this.next)
  }

  pause(): void {
    this.steps = 0
    this.source.setPaused(true)
  }

  resume(): void {
    this.source.setPaused(false)
  }

  /** The clock's speed has changed. */
  poke(): void {
    this.wake.ring()
  }

  /** So many records, whatever the schedule says; resolves when they are in the topic. */
  async step(count: number): Promise<void> {
    this.stepsUntil = this.next + count
    this.steps = count
    this.wake.ring()
    while (
      this.next < this.stepsUntil &&
      !this.complete &&
      !this.failure &&
      !this.stopping.signal.aborted
    ) {
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }

  /** What a step has not yet made is not made. */
  withdrawSteps(): void {
    this.steps = 0
    this.stepsUntil = 0
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.wake.ring()
    await this.loop
  }

  get done(): Promise<void> {
    return this.loop ?? Promise.resolve()
  }
}

const isSame = (a: readonly number[], b: readonly number[]) => a.join() === b.join()

/** Several sources may fill one topic. */
function addFigure(topic: NodeStats, name: string, count: () => number): void {
  const others = topic.figures
  topic.figures = () => {
    const before = others?.() ?? {}
    return { ...before, [name]: Number(before[name] ?? 0) + count() }
  }
}
