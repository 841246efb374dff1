// Fetch sessions (KIP-227): the broker remembers what a consumer reads, so that its next requests
// name only what changes, and answers hold only partitions with news. A session is one of few
// slots; when none is free, a stale or a smaller, long-lived one gives way, or the consumer goes on
// without.
import { randomInt } from 'node:crypto'
import type { ErrorName } from '../wire/errors'

const FIRST_EPOCH = 0
const LAST_EPOCH = -1
const EPOCH_MAX = 0x7fffffff
const NO_SESSION = 0
/** min.incremental.fetch.session.eviction.ms */
const EVICTION_MS = 120_000

/** A partition as a request names it: by the topic's name, or from v13 on by its id. */
export interface FetchPlace {
  readonly topic: string
  readonly topicId: string
  readonly partition: number
}

export interface FetchWish extends FetchPlace {
  readonly fetchOffset: number
  readonly currentLeaderEpoch: number
  readonly partitionMaxBytes: number
}

/** What of an answer is news. */
interface FetchNews {
  readonly errorCode: number
  readonly highWatermark: number
  readonly logStartOffset?: number
  readonly hasRecords: boolean
}

export interface FetchRequest {
  readonly sessionId: number
  readonly sessionEpoch: number
  readonly usesTopicIds: boolean
  readonly wishes: readonly FetchWish[]
  readonly forgotten: readonly FetchPlace[]
}

export interface FetchPlan {
  readonly wishes: readonly FetchWish[]
  /**
   * The session to answer with, and which of the wishes are answered; or why the session has
   * ended.
   */
  close(news: readonly FetchNews[]): FetchOutcome
}

export type FetchOutcome =
  | { readonly sessionId: number; readonly isAnswered: (index: number) => boolean }
  | { readonly error: ErrorName }

interface Part {
  wish: FetchWish
  highWatermark: number
  logStart: number
}

interface Session {
  readonly id: number
  readonly usesTopicIds: boolean
  readonly createdMs: number
  lastUsedMs: number
  epoch: number
  /** In the order in which they are read: those that gave records go to the end. */
  readonly parts: Map<string, Part>
}

const keyOf = ({ topic, topicId, partition }: FetchPlace, usesTopicIds: boolean) =>
  `${usesTopicIds ? topicId : topic}/${partition}`

const epochAfter = (epoch: number) => (epoch === EPOCH_MAX ? 1 : epoch + 1)

export class FetchSessions {
  private readonly sessions = new Map<number, Session>()

  constructor(
    private readonly slots: () => number,
    private readonly now: () => number = Date.now,
  ) {}

  get count(): number {
    return this.sessions.size
  }

  /** What to read for this request, or why its session does not take it. */
  plan(request: FetchRequest): FetchPlan | { readonly error: ErrorName } {
    const { sessionId, sessionEpoch, wishes } = request
    if (sessionEpoch === LAST_EPOCH || sessionEpoch === FIRST_EPOCH) {
      this.sessions.delete(sessionId)
      return sessionEpoch === LAST_EPOCH ? withoutSession(wishes) : this.planFirst(request)
    }
    const session = this.sessions.get(sessionId)
    if (!session) return { error: 'FETCH_SESSION_ID_NOT_FOUND' }
    if (session.epoch !== sessionEpoch) return { error: 'INVALID_FETCH_SESSION_EPOCH' }
    if (session.usesTopicIds !== request.usesTopicIds)
      return { error: 'FETCH_SESSION_TOPIC_ID_ERROR' }
    update(session, request)
    if (session.parts.size === 0) {
      this.sessions.delete(sessionId)
      return withoutSession(wishes)
    }
    session.lastUsedMs = this.now()
    session.epoch = epochAfter(sessionEpoch)
    return this.planNext(session)
  }

  private planFirst({ wishes, usesTopicIds }: FetchRequest): FetchPlan {
    return {
      wishes,
      close: news => {
        const id = wishes.length === 0 ? NO_SESSION : this.begin(wishes, news, usesTopicIds)
        return { sessionId: id, isAnswered: () => true }
      },
    }
  }

  private planNext(session: Session): FetchPlan {
    const { epoch } = session
    const parts = [...session.parts]
    return {
      wishes: parts.map(([, { wish }]) => wish),
      close: news => {
        // Another request of this session came in between.
        if (session.epoch !== epoch) return { error: 'INVALID_FETCH_SESSION_EPOCH' }
        const answered = parts.map(([key, part], i) => {
          const one = news[i]!
          if (one.hasRecords && session.parts.get(key) === part) {
            session.parts.delete(key)
            session.parts.set(key, part)
          }
          return takeNews(part, one)
        })
        return { sessionId: session.id, isAnswered: index => answered[index] === true }
      },
    }
  }

  private begin(
    wishes: readonly FetchWish[],
    news: readonly FetchNews[],
    usesTopicIds: boolean,
  ): number {
    const now = this.now()
    if (this.sessions.size >= this.slots() && !this.makeRoom(wishes.length, now)) return NO_SESSION
    const id = this.freeId()
    const parts = new Map<string, Part>()
    wishes.forEach((wish, i) => {
      const { highWatermark, logStartOffset = -1 } = news[i]!
      parts.set(keyOf(wish, usesTopicIds), { wish, highWatermark, logStart: logStartOffset })
    })
    const epoch = epochAfter(FIRST_EPOCH)
    this.sessions.set(id, { id, usesTopicIds, createdMs: now, lastUsedMs: now, epoch, parts })
    return id
  }

  private makeRoom(size: number, now: number): boolean {
    let stalest: Session | undefined
    let smallest: Session | undefined
    for (const session of this.sessions.values()) {
      if (!stalest || session.lastUsedMs < stalest.lastUsedMs) stalest = session
      if (now - session.createdMs <= EVICTION_MS) continue
      if (!smallest || session.parts.size < smallest.parts.size) smallest = session
    }
    const isStale = stalest !== undefined && now - stalest.lastUsedMs > EVICTION_MS
    const victim = isStale ? stalest : smallest
    if (!victim || (!isStale && victim.parts.size > size)) return false
    return this.sessions.delete(victim.id) && this.sessions.size < this.slots()
  }

  private freeId(): number {
    for (;;) {
      const id = randomInt(1, EPOCH_MAX)
      if (!this.sessions.has(id)) return id
    }
  }
}

const withoutSession = (wishes: readonly FetchWish[]): FetchPlan => ({
  wishes,
  close: () => ({ sessionId: NO_SESSION, isAnswered: () => true }),
})

function update({ parts }: Session, { wishes, forgotten, usesTopicIds }: FetchRequest): void {
  for (const wish of wishes) {
    const key = keyOf(wish, usesTopicIds)
    const known = parts.get(key)
    if (known) known.wish = wish
    else parts.set(key, { wish, highWatermark: -1, logStart: -1 })
  }
  for (const place of forgotten) parts.delete(keyOf(place, usesTopicIds))
}

/** Does the client have to hear of this? */
function takeNews(part: Part, news: FetchNews): boolean {
  const { highWatermark, logStartOffset = -1, errorCode, hasRecords } = news
  const isNews =
    hasRecords ||
    errorCode !== 0 ||
    part.highWatermark !== highWatermark ||
    part.logStart !== logStartOffset
  // After an error the partition is answered again, whatever its ends are.
  part.highWatermark = errorCode === 0 ? highWatermark : -1
  part.logStart = logStartOffset
  return isNews
}
