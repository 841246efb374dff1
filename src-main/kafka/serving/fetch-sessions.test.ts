// Sessions against a clock that the test moves: epochs, what counts as news, and who gives way when
// all slots are taken.
import { describe, expect, it } from 'vitest'
import { FetchSessions, type FetchPlan, type FetchWish } from './fetch-sessions'

const wish = (topic: string, change: Partial<FetchWish> = {}): FetchWish => ({
  topic,
  topicId: '',
  partition: 0,
  fetchOffset: 0,
  currentLeaderEpoch: -1,
  partitionMaxBytes: 100,
  ...change,
})
const news = (change: Record<string, unknown> = {}) => ({
  errorCode: 0,
  highWatermark: 0,
  logStartOffset: 0,
  hasRecords: false,
  ...change,
})

class Rig {
  now = 0
  readonly sessions: FetchSessions
  constructor(slots = 10) {
    this.sessions = new FetchSessions(
      () => slots,
      () => this.now,
    )
  }

  plan(sessionId: number, sessionEpoch: number, wishes: FetchWish[], forgotten: FetchWish[] = []) {
    return this.sessions.plan({ sessionId, sessionEpoch, usesTopicIds: false, wishes, forgotten })
  }

  planned(...args: Parameters<Rig['plan']>): FetchPlan {
    const plan = this.plan(...args)
    if ('error' in plan) throw new Error(plan.error)
    return plan
  }

  begin(...topics: string[]): number {
    const outcome = this.planned(
      0,
      0,
      topics.map(topic => wish(topic)),
    ).close(topics.map(() => news()))
    return 'sessionId' in outcome ? outcome.sessionId : -1
  }
}

const answered = (plan: FetchPlan, ...all: ReturnType<typeof news>[]) => {
  const outcome = plan.close(all)
  if ('error' in outcome) return outcome.error
  return plan.wishes.filter((_, i) => outcome.isAnswered(i)).map(({ topic }) => topic)
}
const topics = (plan: FetchPlan) => plan.wishes.map(({ topic }) => topic)

describe('a fetch session', () => {
  it('remembers partitions, takes changes, and forgets what it is told to', () => {
    const rig = new Rig()
    const id = rig.begin('a', 'b')
    expect(id).toBeGreaterThan(0)
    const changed = rig.planned(id, 1, [wish('b', { fetchOffset: 7 }), wish('c')], [wish('a')])
    expect(changed.wishes.map(({ topic, fetchOffset }) => [topic, fetchOffset])).toEqual([
      ['b', 7],
      ['c', 0],
    ])
    expect(topics(rig.planned(id, 2, []))).toEqual(['b', 'c'])
  })

  it('answers only with news, and reads last what gave records', () => {
    const rig = new Rig()
    const id = rig.begin('a', 'b', 'c')
    const quiet = news()
    expect(answered(rig.planned(id, 1, []), quiet, quiet, quiet)).toEqual([])
    const read = news({ highWatermark: 5, hasRecords: true })
    expect(answered(rig.planned(id, 2, []), read, quiet, quiet)).toEqual(['a'])
    const third = rig.planned(id, 3, [])
    expect(topics(third)).toEqual(['b', 'c', 'a'])
    const moved = news({ logStartOffset: 3 })
    expect(answered(third, quiet, moved, news({ highWatermark: 5 }))).toEqual(['c'])
    const failed = news({ errorCode: 3, highWatermark: -1 })
    expect(answered(rig.planned(id, 4, []), failed, moved, news({ highWatermark: 5 }))).toEqual([
      'b',
    ])
    expect(answered(rig.planned(id, 5, []), quiet, moved, news({ highWatermark: 5 }))).toEqual([
      'b',
    ])
  })

  it('knows its epoch', () => {
    const rig = new Rig()
    const id = rig.begin('a')
    expect(rig.plan(id, 2, [])).toEqual({ error: 'INVALID_FETCH_SESSION_EPOCH' })
    const first = rig.planned(id, 1, [])
    expect(rig.plan(id, 1, [])).toEqual({ error: 'INVALID_FETCH_SESSION_EPOCH' })
    rig.planned(id, 2, [])
    expect(answered(first, news())).toBe('INVALID_FETCH_SESSION_EPOCH')
    expect(rig.plan(id + 1, 1, [])).toEqual({ error: 'FETCH_SESSION_ID_NOT_FOUND' })
  })

  it('does not mix names and ids', () => {
    const rig = new Rig()
    const id = rig.begin('a')
    const request = { sessionId: id, sessionEpoch: 1, wishes: [], forgotten: [] }
    expect(rig.sessions.plan({ ...request, usesTopicIds: true })).toEqual({
      error: 'FETCH_SESSION_TOPIC_ID_ERROR',
    })
  })

  it('ends when it is told to, begun anew, or left empty', () => {
    const rig = new Rig()
    const first = rig.begin('a')
    rig.planned(first, -1, [])
    expect(rig.sessions.count).toBe(0)
    const second = rig.begin('a')
    rig.planned(second, 0, [wish('b')]).close([news()])
    expect(rig.plan(second, 1, [])).toHaveProperty('error')
    expect(rig.sessions.count).toBe(1)
    const third = rig.begin('a')
    expect(rig.planned(third, 1, [], [wish('a')]).close([])).toMatchObject({ sessionId: 0 })
    expect(rig.plan(third, 2, [])).toHaveProperty('error')
  })

  it('is not given when all slots are taken by sessions in use', () => {
    const rig = new Rig(2)
    const [a, b] = [rig.begin('a', 'b'), rig.begin('c')]
    expect(rig.begin('d')).toBe(0)
    rig.now = 100_000
    rig.planned(a, 1, [])
    rig.now = 130_000
    expect(rig.begin('d')).toBeGreaterThan(0)
    expect(rig.plan(b, 1, [])).toHaveProperty('error')
    expect(rig.begin('e')).toBe(0)
    expect(rig.begin('e', 'f')).toBeGreaterThan(0)
    expect(rig.plan(a, 2, [])).toHaveProperty('error')
  })

  it('is not given where there are no slots', () => {
    expect(new Rig(0).begin('a')).toBe(0)
  })
})
