import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinAlone } from '../testing/group'
import { InProcess } from '../testing/in-process'
import { offsetCommit } from './08-offset-commit'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t')
})
afterAll(() => broker.end())

const request = (
  groupId: string,
  committedOffset: number,
  change: Record<string, unknown> = {},
) => ({
  groupId,
  topics: [
    {
      name: 't',
      partitions: [{ partitionIndex: 0, committedOffset, committedMetadata: 'text', ...change }],
    },
  ],
})
const codeOf = async (...args: Parameters<typeof request>) =>
  (await broker.ask(offsetCommit, 8, request(...args))).topics[0]!.partitions[0]!.errorCode

describe('OffsetCommit', () => {
  it('keeps offsets and their text in each version', async () => {
    for (const { version } of await broker.askEach(offsetCommit, version => request('g', version)))
      expect(version).toBeGreaterThanOrEqual(0)
    expect(broker.parts.groups.committed('g', 't', 0)).toMatchObject({
      offset: 8,
      metadata: 'text',
    })
  })

  it('refuses bad groups, partitions and texts', async () => {
    expect(await codeOf('', 1)).toBe(24)
    expect(await codeOf('g', 1, { partitionIndex: 1 })).toBe(3)
    expect(await codeOf('g', 1, { committedMetadata: 'x'.repeat(4097) })).toBe(12)
  })

  it('is told as a reset by whoever puts a group elsewhere that has had members', async () => {
    const { memberId, generationId } = await joinAlone(broker, 'moved')
    const commit = (offset: number, change: Record<string, unknown> = {}) =>
      broker.ask(offsetCommit, 8, { ...request('moved', offset), ...change })
    const causes = () =>
      broker.parts.groups.find('moved')?.history.changes.flatMap(each => each.because ?? [])
    const to = (offset: number) => ({
      ...{ what: 'reset', clientId: 'in-process' },
      moved: [{ topic: 't', partition: 0, offset }],
    })
    // A member that goes on says nothing new; one that goes back does.
    await commit(8, { memberId, generationId })
    await commit(9, { memberId, generationId })
    const before = causes()?.length ?? 0
    await commit(3, { memberId, generationId })
    expect(causes()?.slice(before)).toEqual([to(3)])
    broker.parts.groups.find('moved')?.leave(memberId, null)
    await commit(5)
    await commit(6)
    await commit(6)
    expect(causes()?.slice(before)).toEqual([
      to(3),
      { what: 'left', clientId: 'in-process' },
      to(6),
    ])
    // Nobody joins here: it only reads, and commits how far it came.
    await broker.ask(offsetCommit, 8, request('alone', 1))
    await broker.ask(offsetCommit, 8, request('alone', 2))
    expect(broker.parts.groups.find('alone')?.history.changes).toEqual([])
  })

  it('takes commits to a group with members from those members only', async () => {
    const { memberId, generationId } = await joinAlone(broker, 'busy')
    const commit = async (who: { memberId?: string; generationId?: number }) =>
      (await broker.ask(offsetCommit, 8, { ...request('busy', 1), ...who })).topics[0]!
        .partitions[0]!.errorCode
    expect(await commit({})).toBe(25)
    expect(await commit({ memberId, generationId: generationId + 1 })).toBe(22)
    expect(await commit({ memberId, generationId })).toBe(0)
  })
})
