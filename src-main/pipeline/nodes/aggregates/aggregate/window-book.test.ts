import { expect, it } from 'vitest'
import type { Group } from '../group'
import { WindowBook } from './window-book'

const HOPS = 10_000

const group = (): Group => ({
  ...{
    id: '',
    head: {},
    accumulators: [],
    windowEnd: 0,
    order: 0,
    changedAt: 0,
    savedChangedAt: 0,
  },
  ...{ unsaved: false, entry: undefined, used: false, isPinned: false, isCold: false },
  ...{ isColdOld: false, sinceMs: 0, touchedMs: 0 },
})

/** A record at `at`, in windows of `HOPS` that begin one after the other. */
function record(book: WindowBook, at: number): number {
  let known = 0
  for (let start = at - HOPS + 1; start <= at; start++)
    if (book.add({ start, end: start + HOPS })) known += 1
  return known
}

it('knows all windows of records that are in very many, and counts them', () => {
  const book = new WindowBook()
  for (let at = 0; at < 30; at++) expect(record(book, at)).toBe(HOPS)
  expect(book.newest()[0]).toMatchObject({ start: 29, records: 1 })
  expect(book.newest().find(({ start }) => start === -5)).toMatchObject({ records: 30 })
})

it('forgets the oldest open windows for good, so that they are not begun again by each record', () => {
  const book = new WindowBook()
  record(book, 0)
  record(book, HOPS)
  expect(book.newest()).toHaveLength(20_000)
  record(book, HOPS + 1)
  expect(book.newest()).toHaveLength(15_000)
  expect(book.add({ start: -HOPS, end: 0 })).toBeUndefined()
  expect(record(book, HOPS + 2)).toBe(HOPS)
})

it('remembers the last closed windows, and lets rows go that memory need not have', () => {
  const book = new WindowBook()
  const groups = Array.from({ length: 500 }, group)
  for (const [start, each] of groups.entries())
    book.noteGroup(book.add({ start, end: start + 1 })!, each)
  expect(groups.filter(({ isPinned }) => isPinned)).toHaveLength(400)
  expect(book.pass(450, 7)).toHaveLength(450)
  expect(book.newest().filter(({ overAt }) => overAt === 7)).toHaveLength(400)
  expect(book.newest()).toHaveLength(450)
  const restored = new WindowBook()
  restored.restore(book.save(), [])
  restored.pass(460, 8)
  expect(restored.newest().filter(({ overAt }) => overAt !== undefined)).toHaveLength(400)
})
