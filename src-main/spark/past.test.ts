import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PastBatches } from './past'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spark-past-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('keeps what batches counted, and makes of old ones one', async () => {
  const past = new PastBatches(dir)
  for (let batch = 0; batch < 20; batch++) {
    await past.keep({ query: 'q', batch, counts: { 'a|out': 1 } })
    await past.keep({ query: 'q', batch, counts: { 'b|in': 2 } })
  }
  await appendFile(join(dir, 'batches.jsonl'), '{"query":"q","ba')
  const first = await past.read()
  expect(first.map(({ batch, counts }) => [batch, counts['a|out'], counts['b|in']])).toEqual([
    [0, 12, 24],
    ...[12, 13, 14, 15, 16, 17, 18, 19].map(batch => [batch, 1, 2]),
  ])
  expect(await past.read()).toEqual(first)
})

it('has no past where there was no run', async () => {
  expect(await new PastBatches(dir).read()).toEqual([])
})

it('stays short while a job lives, and loses no count', async () => {
  const past = new PastBatches(dir)
  const batches = 4500
  await Promise.all(
    Array.from({ length: batches }, (_, batch) =>
      past.keep({ query: 'q', batch, counts: { 'a|out': 1 } }),
    ),
  )
  const lines = (await readFile(join(dir, 'batches.jsonl'), 'utf8')).trim().split('\n')
  expect(lines.length).toBeLessThan(2000)
  const kept = await past.read()
  expect(kept.reduce((sum, { counts }) => sum + (counts['a|out'] ?? 0), 0)).toBe(batches)
})
