// The one error that crosses a layer. It carries a code and parameters, never prose:
// src-shared/text turns the code into two sentences (what happened, what to do) in three languages.

export type ErrorKind =
  | 'usage' // the caller's input is wrong; params.field names the path
  | 'config' // the set-up is wrong (lab file, profile, port)
  | 'unreachable' // nobody answered
  | 'auth' // somebody answered and refused
  | 'remote' // Kafka's, Cassandra's, SQL's or OpenSearch's own error; params.code and params.message are theirs
  | 'conflict' // the state does not allow it (exists already, is running)
  | 'limit' // a limit of ours or theirs was reached
  | 'data' // a record could not be read; params.offset and params.bytes name it
  | 'storage' // disk full, damaged file, locked directory
  | 'cancelled'
  | 'bug'

export type ErrorParams = Readonly<Record<string, string | number | boolean>>

/** The shape that travels: what is left of a LabError on the other side of a channel. */
export interface ErrorData {
  readonly code: string
  readonly kind: ErrorKind
  readonly params: ErrorParams
  readonly retry: boolean
}

export class LabError extends Error implements ErrorData {
  override readonly name = 'LabError'
  readonly kind: ErrorKind
  readonly params: ErrorParams
  readonly retry: boolean

  constructor(
    readonly code: string,
    options: { kind: ErrorKind; params?: ErrorParams; retry?: boolean; cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(options.params ?? {})}`, { cause: options.cause })
    this.kind = options.kind
    this.params = options.params ?? {}
    this.retry = options.retry ?? options.kind === 'unreachable'
  }

  static from(error: unknown): LabError {
    if (error instanceof LabError) return error
    const message = error instanceof Error ? error.message : String(error)
    return new LabError('bug', { kind: 'bug', params: { message }, cause: error })
  }

  toData(): ErrorData {
    return { code: this.code, kind: this.kind, params: this.params, retry: this.retry }
  }
}
