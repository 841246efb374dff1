// What a run shows of itself: its summary, its ledger, the print of its events; and when it has news.
import { createHash } from 'node:crypto'
import type { RunSummary } from '@shared/contract'
import { viewsOf } from './run-feeds'
import type { RunParts } from './run-parts'
import { eventsPerSecond } from './run-result'

export class RunShown {
  private readonly listeners = new Set<() => void>()
  private lastSummary = ''

  constructor(private readonly parts: RunParts) {}

  ledger() {
    return this.parts.book.read(this.parts.jobs, this.parts.producers)
  }

  /**
   * Equal on two desks when the same events were made: a source's own print, or the print of all
   * prints. Empty before the first.
   */
  fingerprint(): string {
    const bySource = new Map<string, string>(
      this.parts.producers.map(p => [p.plan.source, String(p.source.print)]),
    )
    for (const input of this.parts.jobs.flatMap(j => j.sourceInputs))
      bySource.set(input.source.node, String(input.source.print))
    const prints = [...bySource].filter(([, print]) => print !== '').sort()
    if (prints.length <= 1) return prints[0]?.[1] ?? ''
    return createHash('sha256').update(JSON.stringify(prints)).digest('hex').slice(0, 16)
  }

  tick(): void {
    for (const task of this.parts.tasks) task.refreshStats()
    this.parts.stats.refresh(!this.parts.isGoing)
    if (this.parts.endedAt === undefined)
      this.parts.alerts.look(this.parts.lab, viewsOf(this.parts.jobs))
    const text = JSON.stringify(this.summary())
    if (text !== this.lastSummary) {
      this.lastSummary = text
      this.parts.news = true
    }
    if (!this.parts.news) return
    this.parts.news = false
    for (const listener of this.listeners) listener()
  }

  summary(): RunSummary {
    const checkpoints = this.parts.jobs.flatMap(job =>
      job.checkpointAt === undefined ? [] : [job.checkpointAt],
    )
    const clock = this.parts.context?.clock
    const failedNodes = this.parts.stats.failedNodes
    return {
      lab: this.parts.lab.id,
      state: this.parts.state,
      startedAt: this.parts.startedAt,
      seed: this.parts.seed,
      fingerprint: this.fingerprint(),
      eventsPerSecond: this.parts.isGoing ? eventsPerSecond(this.parts.stats, this.parts.plan) : 0,
      ...(checkpoints.length > 0 ? { checkpointAt: Math.min(...checkpoints) } : {}),
      ...(clock
        ? {
            clockMs: Math.floor(clock.now() / 1000) * 1000,
            clockAheadMs: clock.aheadMs,
            clockSpeed: clock.speed,
          }
        : {}),
      ledger: this.ledger(),
      ...(failedNodes.length > 0 ? { failedNodes } : {}),
      ...(this.parts.stats.redelivered > 0 ? { redelivered: this.parts.stats.redelivered } : {}),
      ...(this.parts.alerts.now.length > 0 ? { alerts: this.parts.alerts.now } : {}),
      ...this.standing(),
      ...(this.parts.outside ? { outside: this.parts.outside.facts } : {}),
      ...(this.parts.error ? { error: this.parts.error.toData() } : {}),
    }
  }

  /** Breakpoints, and where one has stopped it. */
  private standing(): Pick<RunSummary, 'breaks' | 'stop' | 'steps'> {
    const { breaks, count } = this.parts.steps
    const stop = this.parts.steps.stop(this.parts.jobs)
    return {
      ...(breaks.length > 0 ? { breaks } : {}),
      ...(stop && this.parts.state === 'paused' ? { stop } : {}),
      ...(count > 0 ? { steps: count } : {}),
    }
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
