// Trials on a lab's text, in this thread and in a worker that does not answer.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { trialWorker, type TrialWorker } from './trial-worker'

let dir: string
let stuck: string
let worker: TrialWorker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-trials-'))
  stuck = join(dir, 'stuck.mjs')
  await writeFile(stuck, 'for (;;);')
})
afterEach(() => worker.close())
afterAll(() => rm(dir, { recursive: true, force: true }))

const context = { signal: new AbortController().signal }

it('answers a trial', async () => {
  worker = trialWorker(undefined)
  const { problems } = await worker.handlers.check({ text: 'sluice: 1' }, context)
  expect(problems.length).toBeGreaterThan(0)
})

it('ends a trial that takes too long, while this thread stays free, and starts anew', async () => {
  worker = trialWorker(stuck, 300)
  let turns = 0
  const turning = setInterval(() => turns++, 10)
  for (let trial = 0; trial < 2; trial++)
    await expect(worker.handlers.check({ text: '' }, context)).rejects.toMatchObject({
      code: 'trial-too-long',
    })
  clearInterval(turning)
  expect(turns).toBeGreaterThan(10)
})
