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

it('gives an export more time than a check', async () => {
  worker = trialWorker(stuck, 50)
  const wishes = {
    text: '',
    target: 'pyspark',
    language: 'en',
    spark: '3.5',
    realTime: false,
  } as const
  await expect(worker.handlers.export(wishes, context)).rejects.toMatchObject({
    code: 'trial-too-long',
    params: { seconds: 0.3 },
  })
})

it('filters messages, and ends a filter that takes too long', async () => {
  worker = trialWorker(undefined)
  const message = (total: unknown) => ({
    ...{ partition: 0, offset: '0', timeMs: 0, key: null, headers: [], sizeBytes: 0 },
    value: JSON.stringify({ total }),
  })
  const { fields } = await worker.messages.fieldsOf({ values: ['{"total":1.5}'] }, context)
  expect(fields).toBe('struct<total: double>')
  const ask = (where: string) =>
    worker.messages.matching(
      { filter: { where, fields }, messages: [message(500), message(3), message('much')] },
      context,
    )
  expect(await ask('total > 400')).toEqual({ verdicts: ['yes', 'no', 'unlike'] })
  await expect(ask('totals > 400')).rejects.toMatchObject({
    code: 'expr-unknown-column-near',
    params: { column: 1 },
  })
  worker.close()
  worker = trialWorker(stuck, 300)
  await expect(ask('total > 400')).rejects.toMatchObject({ code: 'trial-too-long' })
})
