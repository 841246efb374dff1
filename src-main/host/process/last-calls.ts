// Keeps the last requests for the log: the request before a crash is often its cause. Slow and
// failed calls are logged as they happen. Inputs are not logged, because they may hold secrets.
import type { LabError } from '@shared/errors'
import type { Log } from '@main/platform'

const KEPT = 50
const SLOW_MS = 5000

export class LastCalls {
  private calls: {
    readonly at: number
    readonly method: string
    readonly ms: number
    readonly error?: string
  }[] = []

  constructor(private readonly log: Log) {
    process.on('uncaughtExceptionMonitor', error =>
      this.log.fatal({ err: error, lastCalls: this.calls }, 'host-fell'),
    )
  }

  readonly add = (method: string, ms: number, error: LabError | undefined): void => {
    this.calls = [...this.calls.slice(-KEPT), { at: Date.now(), method, ms, error: error?.code }]
    if (error?.kind === 'bug') this.log.error({ method, ms, err: error }, 'call-failed')
    else if (error) this.log.info({ method, ms, error: error.toData() }, 'call-refused')
    else if (ms > SLOW_MS && !FEEDS.test(method)) this.log.warn({ method, ms }, 'call-slow')
  }
}

/** Feeds wait on purpose. */
const FEEDS = /\.(status|summary|graph|view|records|deadLetters|log|tail)$/
