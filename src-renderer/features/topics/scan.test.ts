// A page of messages is read in pieces: each adds to what was found, and a person may end it.
import { describe, expect, it } from 'vitest'
import type { BrowseRest, BrowseResult, TopicRecord } from '@shared/contract'
import { scan } from './scan'

const record = (offset: number): TopicRecord => ({
  partition: 0,
  offset: String(offset),
  timeMs: offset,
  key: null,
  value: '',
  headers: [],
  sizeBytes: 0,
  truncated: false,
})
/** Ten records a piece, newest first, of which every tenth matches. */
const piece = (rest: readonly BrowseRest[] | undefined): Promise<BrowseResult> => {
  const to = rest?.[0]?.offset ?? 40
  const left = to - 10
  return Promise.resolve({
    records: [record(left)],
    scanned: 10,
    unlike: 0,
    matched: 1,
    ...(left > 0
      ? { stoppedBecause: 'time-limit' as const, rest: [{ partition: 0, offset: left }] }
      : { stoppedBecause: 'oldest' as const }),
  })
}
const newest = { limit: 100, newestFirst: true }

describe('a scan', () => {
  it('goes on to the oldest, and says on the way how far it is', async () => {
    const seen: string[] = []
    const found = await scan(piece, newest, {
      onProgress: ({ scanned, matched }) => seen.push(`${scanned} ${matched}`),
      isCancelled: () => false,
    })
    expect(seen).toEqual(['10 1', '20 2', '30 3'])
    expect(found.records.map(({ offset }) => offset)).toEqual(['30', '20', '10', '0'])
    expect(found).toMatchObject({ scanned: 40, matched: 4, stoppedBecause: 'oldest' })
  })

  it('ends where a person says so, with what it has', async () => {
    let pieces = 0
    const found = await scan(piece, newest, {
      onProgress: () => pieces++,
      isCancelled: () => pieces === 2,
    })
    expect(found).toMatchObject({ scanned: 30, matched: 3, stoppedBecause: 'cancelled' })
  })

  it('ends at its limit', async () => {
    const found = await scan(
      piece,
      { limit: 2, newestFirst: true },
      { onProgress: () => {}, isCancelled: () => false },
    )
    expect(found).toMatchObject({ scanned: 20, matched: 2, stoppedBecause: 'limit' })
  })
})
