// Counters for the engines page: cheap enough to be kept always.
import { ApiError } from '../wire/errors'

const ERRORS_KEPT = 50

export interface BrokerError {
  readonly at: number
  readonly api: string
  readonly error: string
  readonly message: string
}

export class ServerStats {
  bytesIn = 0
  bytesOut = 0
  requests = 0
  inFlight = 0
  connectionsOpened = 0
  readonly byApi = new Map<string, number>()
  private errors: BrokerError[] = []
  errorCount = 0

  begin(api: string): void {
    this.requests++
    this.inFlight++
    this.byApi.set(api, (this.byApi.get(api) ?? 0) + 1)
  }

  end(): void {
    this.inFlight--
  }

  fail(api: string, error: unknown): void {
    this.errorCount++
    const message = error instanceof Error ? error.message : String(error)
    const name =
      error instanceof ApiError ? error.error : error instanceof Error ? error.name : 'Error'
    this.errors.push({ at: Date.now(), api, error: name, message })
    if (this.errors.length > ERRORS_KEPT) this.errors = this.errors.slice(-ERRORS_KEPT)
  }

  lastErrors(): readonly BrokerError[] {
    return this.errors
  }
}
