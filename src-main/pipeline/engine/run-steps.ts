// Steps and breakpoints of a run, over its tasks. A step lets the lab's clock go for as long as it
// takes. What waits in the topics comes first; the sources make records only where nothing waits.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Breakpoint, BreakStop, StepNode, StepSize, StepTrace } from '@shared/contract'
import type { LabClock } from './clock'
import { Job } from './job/job'
import type { BreakTests } from './job/step-watch'
import type { RunJob } from './job/run-job'
import type { ProducerTask } from './producer-task'
import type { SourceInput } from './source-input'

/**
 * A sink that does not answer ends no step; the job goes on with it and then stands still. What
 * waits behind it is withdrawn, so that it does not happen later, when nobody expects it.
 */
const STEP_MS_MAX = 10_000
const LOOK_MS = 30

export interface StepParts {
  readonly clock: LabClock
  readonly jobs: readonly RunJob[]
  readonly producers: readonly ProducerTask[]
}

export class RunSteps {
  breaks: readonly Breakpoint[] = []
  private last: StepTrace | undefined
  count = 0
  /** The last step that was asked for. */
  private under: Promise<void> = Promise.resolve()

  /** The record at which a breakpoint stopped the run. */
  stop(jobs: readonly RunJob[]): BreakStop | undefined {
    return own(jobs).find(({ watch }) => watch.stop)?.watch.stop
  }

  setBreaks(breaks: readonly Breakpoint[], tests: BreakTests, jobs: readonly RunJob[]): void {
    this.breaks = breaks
    for (const job of own(jobs)) job.setBreaks(tests)
  }

  /** Of the last step, or of the record behind which a breakpoint has stopped the run. */
  trace({ jobs, clock }: StepParts): StepTrace | undefined {
    const broken = own(jobs).find(({ watch }) => watch.broken)?.watch.broken
    return broken ? { at: clock.now(), by: 'breakpoint', ...broken } : this.last
  }

  /** One after the other. */
  step(by: StepSize, parts: StepParts): Promise<void> {
    const taken = this.under.then(() => this.take(by, parts))
    this.under = taken.catch(() => {})
    return taken
  }

  private async take(by: StepSize, parts: StepParts): Promise<void> {
    const jobs = own(parts.jobs)
    for (const { watch } of jobs) watch.beginStep()
    await parts.clock.letGo()
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), STEP_MS_MAX)
    try {
      const work =
        by === 'event' ? this.event(parts, late.signal) : this.some(by, parts, late.signal)
      await Promise.race([
        work,
        new Promise(resolve => late.signal.addEventListener('abort', resolve)),
      ])
    } finally {
      clearTimeout(timer)
      parts.clock.hold()
      if (late.signal.aborted)
        for (const part of [...jobs, ...parts.producers]) part.withdrawSteps()
    }
    this.count += 1
    this.keep(by, jobs, parts)
  }

  private keep(by: StepTrace['by'], jobs: readonly Job[], { clock }: StepParts): void {
    const sealed = jobs.map(({ watch }) => watch.seal())
    const records = sealed.reduce((sum, each) => sum + each.records, 0)
    const nodes: readonly StepNode[] = sealed.flatMap(each => each.nodes)
    this.last = { at: clock.now(), by, records, nodes }
  }

  /** Of each source one, through all jobs. */
  private async event({ jobs, producers }: StepParts, late: AbortSignal): Promise<void> {
    await make(jobs, producers, () => 1)
    while (!late.aborted) {
      const left = await waiting(own(jobs))
      if (left.length === 0) return
      if (!(await stepAll(left, 'event'))) await pause(late)
    }
  }

  private async some(
    by: StepSize,
    { jobs, producers }: StepParts,
    late: AbortSignal,
  ): Promise<void> {
    let left = await waiting(own(jobs))
    if (left.length === 0 && !(by === 'batch' && (await stepAll(owing(jobs), by)))) {
      await make(jobs, producers, source => (by === 'record' ? 1 : inOneSecond(source)))
      left = await waiting(own(jobs))
    }
    while (left.length > 0 && !late.aborted) {
      // A batch begins when all that waits is here; the fetch may bring it in parts.
      const ready = by === 'batch' ? await fetched(left) : left
      const did = await Promise.all(ready.map(job => job.step(by)))
      const idle = new Set(ready.filter((_, i) => !did[i]))
      left = left.filter(job => idle.has(job) || !ready.includes(job))
      if (left.length > 0) await pause(late)
    }
  }
}

const own = (jobs: readonly RunJob[]) => jobs.flatMap(job => (job instanceof Job ? [job] : []))
const pause = (signal: AbortSignal) => sleep(LOOK_MS, undefined, { signal }).catch(() => {})

async function stepAll(jobs: readonly Job[], by: StepSize): Promise<boolean> {
  return (await Promise.all(jobs.map(job => job.step(by)))).some(Boolean)
}

const owing = (jobs: readonly RunJob[]) =>
  own(jobs).filter(job =>
    [...job.nodes.values()].some(({ operator }) => operator.owes?.() === true),
  )

/** Jobs that have something to read. */
async function waiting(jobs: readonly Job[]): Promise<Job[]> {
  const isDone = await Promise.all(jobs.map(job => job.caughtUp()))
  return jobs.filter((_, i) => !isDone[i])
}

async function fetched(jobs: readonly Job[]): Promise<Job[]> {
  const isHere = await Promise.all(jobs.map(job => job.hasFetched()))
  return jobs.filter((_, i) => isHere[i])
}

/** As many records as the source makes in a second of its set rate; at least one. */
function inOneSecond({ targetRate }: { readonly targetRate: number | 'max' | undefined }): number {
  return typeof targetRate === 'number' ? Math.max(1, Math.round(targetRate)) : 1
}

async function make(
  jobs: readonly RunJob[],
  producers: readonly ProducerTask[],
  countOf: (stats: ProducerTask['source']['stats']) => number,
): Promise<void> {
  const inputs: SourceInput[] = jobs.flatMap(job => [...job.sourceInputs])
  await Promise.all([
    ...producers.map(producer => producer.step(countOf(producer.source.stats))),
    ...inputs.map(input => input.step(countOf(input.source.stats))),
  ])
}
