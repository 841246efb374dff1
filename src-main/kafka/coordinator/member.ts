// One member of a group: its protocols, its assignment, the request in which it waits, and its
// session timer.
import { ErrorCode } from '../wire/errors'
import { refusedJoin, refusedSync, type JoinAnswer, type SyncAnswer } from './answers'

export type WhenGone = (callback: () => void) => () => void

export interface JoinRequest {
  readonly memberId: string
  readonly instanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly connection?: number | undefined
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly protocolType: string
  readonly protocols: readonly { readonly name: string; readonly metadata: Buffer }[]
  /** JoinGroup v4+: a new member first gets an id, and joins with it (KIP-394). */
  readonly mustKnowId: boolean
  /** Calls back when the client's connection goes away. Returns a function that cancels this. */
  readonly whenGone: WhenGone
  /** JoinGroup v9+: understands `skipAssignment` (KIP-814). */
  readonly knowsSkip: boolean
}

type Protocols = readonly { readonly name: string; readonly metadata: Buffer }[]

/** A request's buffers are views of its frame, so anything that outlives it is copied. */
const copied = (protocols: Protocols): Protocols =>
  protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata) }))

export class Member {
  readonly instanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  /** On which it joined last. */
  connection: number | undefined
  sessionTimeoutMs: number
  rebalanceTimeoutMs: number
  protocols: Protocols
  assignment: Buffer = Buffer.alloc(0)
  hasSynced = false
  private joining: ((answer: JoinAnswer) => void) | undefined
  private syncing: ((answer: SyncAnswer) => void) | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(
    readonly id: string,
    request: JoinRequest,
    private readonly onExpired: () => void,
  ) {
    this.instanceId = request.instanceId
    this.clientId = request.clientId
    this.clientHost = request.clientHost
    this.connection = request.connection
    this.sessionTimeoutMs = request.sessionTimeoutMs
    this.rebalanceTimeoutMs = request.rebalanceTimeoutMs
    this.protocols = copied(request.protocols)
  }

  update(request: JoinRequest): void {
    this.connection = request.connection
    this.sessionTimeoutMs = request.sessionTimeoutMs
    this.rebalanceTimeoutMs = request.rebalanceTimeoutMs
    this.protocols = copied(request.protocols)
  }

  supports(protocol: string): boolean {
    return this.protocols.some(({ name }) => name === protocol)
  }

  metadataFor(protocol: string): Buffer | undefined {
    return this.protocols.find(({ name }) => name === protocol)?.metadata
  }

  sameProtocols(request: JoinRequest): boolean {
    const { protocols } = request
    return (
      protocols.length === this.protocols.length &&
      protocols.every(
        ({ name, metadata }, i) =>
          this.protocols[i]!.name === name && this.protocols[i]!.metadata.equals(metadata),
      )
    )
  }

  get isJoining(): boolean {
    return this.joining !== undefined
  }

  /**
   * A second join of the same member (after a lost connection) replaces the first, whose answer
   * nobody reads. When the connection goes away, the member no longer counts as waiting: it has its
   * session timeout to come back, not the minutes that a rebalance may last.
   */
  waitForJoin(whenGone: WhenGone): Promise<JoinAnswer> {
    this.answerJoin(undefined)
    return new Promise(resolve => {
      const stop = whenGone(() => {
        if (this.joining !== answer) return
        this.joining = undefined
        this.beat()
      })
      const answer = (value: JoinAnswer) => {
        stop()
        resolve(value)
      }
      this.joining = answer
    })
  }

  waitForSync(whenGone: WhenGone): Promise<SyncAnswer> {
    this.answerSync(undefined)
    return new Promise(resolve => {
      const stop = whenGone(() => {
        if (this.syncing !== answer) return
        this.syncing = undefined
        this.beat()
      })
      const answer = (value: SyncAnswer) => {
        stop()
        resolve(value)
      }
      this.syncing = answer
    })
  }

  answerJoin(answer: JoinAnswer | undefined): boolean {
    const { joining } = this
    this.joining = undefined
    joining?.(answer ?? refusedJoin(ErrorCode.REBALANCE_IN_PROGRESS, this.id))
    return joining !== undefined
  }

  answerSync(answer: SyncAnswer | undefined): boolean {
    const { syncing } = this
    this.syncing = undefined
    syncing?.(answer ?? refusedSync(ErrorCode.REBALANCE_IN_PROGRESS))
    return syncing !== undefined
  }

  /** A sign of life: restarts the session timeout. */
  beat(ms = this.sessionTimeoutMs): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.expired(), ms)
  }

  private expired(): void {
    // A member that waits in a JoinGroup or SyncGroup cannot send a heartbeat.
    if (this.joining || this.syncing) return this.beat()
    this.onExpired()
  }

  stop(): void {
    clearTimeout(this.timer)
  }
}
