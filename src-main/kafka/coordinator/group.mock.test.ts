// The classic group protocol against a clock that the test moves.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Group } from './group'
import type { JoinAnswer } from './answers'
import type { JoinRequest } from './member'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const request = (change: Partial<JoinRequest> = {}): JoinRequest => ({
  memberId: '',
  instanceId: null,
  clientId: 'c',
  clientHost: '/h',
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 60_000,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: Buffer.from('m') }],
  mustKnowId: false,
  whenGone: () => () => {},
  knowsSkip: true,
  ...change,
})

const settings = () => ({ sizeMax: 10, initialDelayMsFor: () => 0 })

const sync = (group: Group, joined: JoinAnswer, parts: Record<string, string> = {}) =>
  group.sync({
    memberId: joined.memberId,
    instanceId: null,
    generation: joined.generationId,
    protocolType: null,
    protocolName: null,
    assignments: Object.entries(parts).map(([memberId, text]) => ({
      memberId,
      assignment: Buffer.from(text),
    })),
    whenGone: () => () => {},
  })

async function two() {
  const group = new Group('g', settings)
  const a = await group.join(request())
  await sync(group, a, { [a.memberId]: 'all' })
  const joiningB = group.join(request())
  expect(() => group.heartbeat(a.memberId, null, 1)).toThrow('REBALANCE_IN_PROGRESS')
  const a2 = await group.join(request({ memberId: a.memberId }))
  const b = await joiningB
  return { group, a: a2, b }
}

describe('a group', () => {
  it('gives a new member an id first when it can ask again', async () => {
    const group = new Group('g', settings)
    const first = await group.join(request({ mustKnowId: true }))
    expect(first).toMatchObject({ errorCode: 79 })
    const joined = await group.join(request({ mustKnowId: true, memberId: first.memberId }))
    expect(joined).toMatchObject({ errorCode: 0, generationId: 1, leader: first.memberId })
    expect(() => group.join(request({ memberId: 'nobody' }))).toThrow('UNKNOWN_MEMBER_ID')
  })

  it('rebalances when a second one joins, and hands out what the leader assigns', async () => {
    const { group, a, b } = await two()
    expect([a.generationId, b.generationId]).toEqual([2, 2])
    expect(a.members).toHaveLength(2)
    expect(b.members).toHaveLength(0)
    const forB = sync(group, b)
    const forA = sync(group, a, { [a.memberId]: 'half' })
    expect((await forA).assignment.toString()).toBe('half')
    expect((await forB).assignment).toHaveLength(0)
    expect(group.state).toBe('Stable')
    group.heartbeat(b.memberId, null, 2)
    expect(() => group.heartbeat(b.memberId, null, 1)).toThrow('ILLEGAL_GENERATION')
  })

  it('remembers when it rebalanced and why, and who had which partitions', async () => {
    const { group, a, b } = await two()
    const forB = sync(group, b)
    await sync(group, a, { [a.memberId]: '\0\0\0\0\0\x01\0\x01t\0\0\0\x02\0\0\0\0\0\0\0\x03' })
    await forB
    group.leave(b.memberId, null)
    await vi.advanceTimersByTimeAsync(70_000)
    const joined = { what: 'joined', clientId: 'c' }
    expect(group.history.changes).toMatchObject([
      { state: 'rebalancing', generation: 0, because: joined },
      // What is not a consumer's assignment names no partitions.
      { state: 'stable', generation: 1, owners: [{ id: a.memberId, assignment: [] }] },
      { state: 'rebalancing', generation: 1, because: joined },
      {
        state: 'stable',
        generation: 2,
        owners: [
          { id: a.memberId, host: '/h', assignment: [{ topic: 't', partitions: [0, 3] }] },
          { id: b.memberId, assignment: [] },
        ],
      },
      { state: 'rebalancing', generation: 2, because: { what: 'left' } },
      { state: 'empty', because: { what: 'expired' } },
    ])
  })

  it('calls a Java client late that nobody polled in time, and so leaves', async () => {
    const { group, b } = await two()
    group.leave(b.memberId, null, 'consumer poll timeout has expired. This means the time between')
    expect(group.history.changes.at(-1)?.because).toEqual({ what: 'late', clientId: 'c' })
  })

  it('drops who is silent for a session, and goes on without it', async () => {
    const { group, a, b } = await two()
    void sync(group, b).catch(() => {})
    await sync(group, a, {})
    await vi.advanceTimersByTimeAsync(6000)
    group.heartbeat(a.memberId, null, 2)
    await vi.advanceTimersByTimeAsync(6000)
    expect([...group.members.keys()]).toEqual([a.memberId])
    const again = await group.join(request({ memberId: a.memberId }))
    expect(again.generationId).toBe(3)
    void group.join(request())
    await vi.advanceTimersByTimeAsync(9000)
    group.checkCommit(a.memberId, null, 3)
    await vi.advanceTimersByTimeAsync(10_500)
    expect(group.members.has(a.memberId)).toBe(false)
    expect(group.members.size).toBe(1)
  })

  it('lets a leaving member go at once, also one that waits in a join', async () => {
    const { group, a, b } = await two()
    void sync(group, b).catch(() => {})
    await sync(group, a, {})
    const waiting = group.join(request({ memberId: a.memberId }))
    group.leave(a.memberId, null)
    expect(await waiting).toMatchObject({ errorCode: 25 })
    group.leave(b.memberId, null)
    expect(group.state).toBe('Empty')
  })

  it('gives a static member its place back without a rebalance, and fences its double', async () => {
    const group = new Group('g', settings)
    const first = await group.join(request({ instanceId: 'desk', mustKnowId: true }))
    await group.sync({
      memberId: first.memberId,
      instanceId: 'desk',
      generation: 1,
      protocolType: null,
      protocolName: null,
      assignments: [{ memberId: first.memberId, assignment: Buffer.from('mine') }],
      whenGone: () => () => {},
    })
    const second = await group.join(request({ instanceId: 'desk' }))
    expect(second).toMatchObject({ generationId: 1, skipAssignment: true })
    expect(() => group.heartbeat(first.memberId, 'desk', 1)).toThrow('FENCED_INSTANCE_ID')
    const kept = await group.sync({
      memberId: second.memberId,
      instanceId: 'desk',
      generation: 1,
      protocolType: null,
      protocolName: null,
      assignments: [],
      whenGone: () => () => {},
    })
    expect(kept.assignment.toString()).toBe('mine')
  })

  it('takes commits from outside only while it is empty', async () => {
    const group = new Group('g', settings)
    group.checkCommit('', null, -1)
    const a = await group.join(request())
    expect(() => group.checkCommit('', null, -1)).toThrow('UNKNOWN_MEMBER_ID')
    expect(() => group.checkCommit(a.memberId, null, 1)).toThrow('REBALANCE_IN_PROGRESS')
    await sync(group, a, {})
    group.checkCommit(a.memberId, null, 1)
    expect(() => group.checkCommit(a.memberId, null, 0)).toThrow('ILLEGAL_GENERATION')
  })

  it('waits for more members when it is empty, and longer when some come', async () => {
    const group = new Group('g', () => ({ sizeMax: 10, initialDelayMsFor: () => 3000 }))
    const joining = [group.join(request())]
    await vi.advanceTimersByTimeAsync(2000)
    joining.push(group.join(request()), group.join(request()))
    expect(group.state).toBe('PreparingRebalance')
    await vi.advanceTimersByTimeAsync(2000)
    joining.push(group.join(request()))
    await vi.advanceTimersByTimeAsync(1999)
    expect(group.state).toBe('PreparingRebalance')
    await vi.advanceTimersByTimeAsync(3001)
    const joined = await Promise.all(joining)
    expect(joined.map(({ generationId }) => generationId)).toEqual([1, 1, 1, 1])
    expect(joined[0]!.members).toHaveLength(4)
  })

  it('waits no longer than a rebalance may take, and not for a program that is alone', async () => {
    const initialDelayMsFor = (clientId: string) => (clientId === 'alone' ? 0 : 3000)
    const group = new Group('g', () => ({ sizeMax: 10, initialDelayMsFor }))
    const hasty = group.join(request({ rebalanceTimeoutMs: 1000 }))
    await vi.advanceTimersByTimeAsync(1001)
    expect((await hasty).generationId).toBe(1)
    const other = new Group('h', () => ({ sizeMax: 10, initialDelayMsFor }))
    expect((await other.join(request({ clientId: 'alone' }))).generationId).toBe(1)
  })

  it('refuses commits of a generation that is over, and of members that it never had', async () => {
    const { group, a, b } = await two()
    await Promise.all([sync(group, a, {}), sync(group, b)])
    expect(() => group.checkCommit(b.memberId, null, 1)).toThrow('ILLEGAL_GENERATION')
    group.leave(b.memberId, null)
    expect(() => group.checkCommit(b.memberId, null, 2)).toThrow('UNKNOWN_MEMBER_ID')
    group.leave(a.memberId, null)
    expect(() => group.checkCommit(a.memberId, null, 2)).toThrow('UNKNOWN_MEMBER_ID')
    group.checkCommit('tool', null, -1)
  })

  it('refuses protocols that the others do not share', async () => {
    const { group } = await two()
    expect(() =>
      group.join(request({ protocols: [{ name: 'other', metadata: Buffer.alloc(0) }] })),
    ).toThrow('INCONSISTENT_GROUP_PROTOCOL')
    expect(() => group.join(request({ protocolType: 'connect' }))).toThrow(
      'INCONSISTENT_GROUP_PROTOCOL',
    )
  })

  it('a member whose connection went away while it waited has its session to come back, no more', async () => {
    const { group, a, b } = await two()
    void sync(group, b).catch(() => {})
    await sync(group, a, {})
    let gone = () => {}
    void group.join(
      request({ memberId: a.memberId, whenGone: callback => ((gone = callback), () => {}) }),
    )
    gone()
    await vi.advanceTimersByTimeAsync(10_001)
    expect(group.members.has(a.memberId)).toBe(false)
  })
})
