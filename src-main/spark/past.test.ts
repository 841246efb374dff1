import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepBatch, pastBatches } from './past'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spark-past-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('keeps what batches counted, and makes of old ones one', async () => {
  for (let batch = 0; batch < 20; batch++) {
    await keepBatch(dir, { query: 'q', batch, counts: { 'a|out': 1 } })
    await keepBatch(dir, { query: 'q', batch, counts: { 'b|in': 2 } })
  }
  await appendFile(join(dir, 'batches.jsonl'), '{"query":"q","ba')
  const first = await pastBatches(dir)
  expect(first.map(({ batch, counts }) => [batch, counts['a|out'], counts['b|in']])).toEqual([
    [0, 12, 24],
    ...[12, 13, 14, 15, 16, 17, 18, 19].map(batch => [batch, 1, 2]),
  ])
  expect(await pastBatches(dir)).toEqual(first)
})

it('has no past where there was no run', async () => {
  expect(await pastBatches(dir)).toEqual([])
})
