// A traced request: the steps that were really taken, each with the time since the request began.
import type { Database, TraceSteps } from '../statements/context'
import { newTimeUuid } from '../types/time-uuid'

export class RequestTrace implements TraceSteps {
  readonly id = newTimeUuid()
  private readonly startedAtMs = Date.now()
  private readonly started = performance.now()
  private readonly steps: { readonly activity: string; readonly elapsedUs: number }[] = []

  note(activity: string): void {
    this.steps.push({ activity, elapsedUs: this.elapsedUs() })
  }

  private elapsedUs(): number {
    return Math.round((performance.now() - this.started) * 1000)
  }

  end(db: Database, parameters: ReadonlyMap<string, string>, client: string): void {
    db.traces.add({
      id: this.id,
      client,
      request: 'Execute CQL3 query',
      parameters,
      startedAtMs: this.startedAtMs,
      durationUs: this.elapsedUs(),
      steps: this.steps,
    })
  }
}
