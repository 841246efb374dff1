// What a person does to a run while it goes on: pause and steps, breakpoints, rates, the lab's clock, and
// changes of the lab.
import type { Breakpoint, Patched, StepSize, StepTrace } from '@shared/contract'
import { LabError } from '@shared/errors'
import { rateSchema, type LabFile, type Rate } from '@shared/lab'
import type { ClockMove } from '../model/run-types'
import { zoneOf } from '../model/zone'
import { changesOf, changesOutside, withLive } from '../plan/changes'
import { breakTests } from './break-tests'
import { momentOf } from './clock'
import { keepLab } from './run-folder'
import type { RunParts } from './run-parts'
import type { RunShown } from './run-shown'
import type { StepParts } from './run-steps'

export class RunControls {
  constructor(
    private readonly parts: RunParts,
    private readonly shown: RunShown,
  ) {}

  async pause(): Promise<void> {
    this.parts.needLive()
    this.parts.needOwnJobs()
    for (const task of this.parts.tasks) task.pause()
    this.parts.context?.clock.hold()
    this.parts.state = 'paused'
    this.shown.tick()
    this.parts.stats.say('info', 'run-paused', { lab: this.parts.lab.id })
  }

  async resume(): Promise<void> {
    this.parts.needLive()
    await this.parts.context?.clock.letGo()
    this.parts.state = 'running'
    for (const task of this.parts.tasks) task.resume()
    this.parts.stats.say('info', 'run-resumed', { lab: this.parts.lab.id })
  }

  async step(by: StepSize = 'event'): Promise<void> {
    if (this.parts.state !== 'paused') await this.pause()
    await this.parts.steps.step(by, this.stepParts())
    this.shown.tick()
  }

  private stepParts(): StepParts {
    const { jobs, producers } = this.parts
    return { clock: this.parts.live().clock, jobs, producers }
  }

  async setBreaks(breaks: readonly Breakpoint[]): Promise<void> {
    const { clock } = this.parts.live()
    this.parts.needOwnJobs()
    const tests = breakTests(breaks, this.parts.toRun(this.parts.lab), this.parts.stats, () =>
      clock.now(),
    )
    this.parts.steps.setBreaks(breaks, tests, this.parts.jobs)
    this.shown.tick()
  }

  /** A breakpoint has stopped a job: what lies behind the record waits, and so does everything else. */
  broke(): void {
    const { node = '', where = '' } = this.parts.steps.stop(this.parts.jobs) ?? {}
    this.parts.stats.say('info', 'run-broke', { node, where }, node)
    if (this.parts.state === 'running') void this.pause().catch(() => {})
  }

  lastStep(): StepTrace | undefined {
    return this.parts.steps.trace(this.stepParts())
  }

  async setRate(node: string, rate: Rate): Promise<void> {
    const sources = this.parts.sourcesOf(node).filter(source => source.hasRate)
    if (sources.length === 0)
      throw new LabError('run-no-source', { kind: 'usage', params: { node } })
    for (const source of sources) source.setRate(rate)
  }

  async patch(lab: LabFile): Promise<Patched> {
    const context = this.parts.live()
    const changes = (this.parts.outside ? changesOutside : changesOf)(this.parts.lab, lab)
    const next = withLive(this.parts.lab, lab, changes)
    const applied = changes.filter(change => change.needs === 'live')
    const nodes = [
      ...new Set(
        applied.flatMap(({ node, path }) => (node && path.includes('.with.') ? [node] : [])),
      ),
    ]
    for (const node of nodes) {
      const rate = rateSchema.safeParse(next.nodes[node]?.with?.rate)
      if (this.isSource(node) && rate.success) await this.setRate(node, rate.data)
    }
    if (next.speed !== this.parts.lab.speed) await this.setSpeed(next.speed ?? 1)
    const runs = this.parts.toRun(next)
    await Promise.all(this.parts.jobs.map(job => job.patch(runs, nodes)))
    for (const producer of this.parts.producers) producer.patch(runs)
    this.parts.lab = next
    await keepLab(context.runDir, next)
    this.parts.watchViews()
    for (const { path } of applied) this.parts.stats.say('info', 'run-changed', { setting: path })
    return { applied, refused: changes.filter(change => change.needs !== 'live'), lab: next }
  }

  private isSource(node: string): boolean {
    return (
      this.parts.plan.producers.some(p => p.source === node) ||
      this.parts.plan.jobs.some(j => j.inputs.some(e => e.from === node))
    )
  }

  async hold(node: string, held: boolean): Promise<void> {
    this.parts.live()
    const sources = this.parts.sourcesOf(node)
    for (const source of sources) source.hold(held)
    const job = this.parts.jobs.find(j => j.canHold(node))
    job?.hold(node, held)
    if (sources.length === 0 && !job)
      throw new LabError('run-cannot-hold', { kind: 'usage', params: { field: 'node', node } })
    this.parts.stats.say('info', held ? 'run-held' : 'run-let-go', { node }, node)
  }

  async setSpeed(speed: number): Promise<void> {
    const { clock } = this.parts.live()
    this.parts.needOwnJobs()
    await clock.setSpeed(speed)
    this.parts.stats.say('info', 'run-clock-speed', { speed })
    for (const job of this.parts.jobs) job.poke()
    for (const producer of this.parts.producers) producer.poke()
  }

  async moveClock(move: ClockMove): Promise<number> {
    const { clock, lab } = this.parts.live()
    this.parts.needOwnJobs()
    await clock.moveTo(momentOf(move, clock.now(), zoneOf(lab)))
    this.parts.stats.say('info', 'run-clock-moved', { to: new Date(clock.now()).toISOString() })
    for (const job of this.parts.jobs) job.poke()
    return clock.now()
  }
}
