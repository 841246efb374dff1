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

it('makes the records that come next in a run: from its place on, with its seed, at its time', async () => {
  worker = trialWorker(undefined)
  const text = `sluice: 1
id: desk
title: Desk
seed: 3
records:
  order: { fields: { n: sequence, price: { int: [1, 900000] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } } }
nodes:
  made: { type: fake-data, with: { record: order } }
`
  const asked = { text, node: 'made', atMs: Date.UTC(2026, 0, 1) }
  const sample = async (more: { count: number; from?: number; seed?: number }) => {
    const { records } = await worker.handlers.sample({ ...asked, ...more }, context)
    return records.map((record): unknown => JSON.parse(record))
  }
  const price = (record: unknown): unknown => Reflect.get(Object(record), 'price')
  const all = await sample({ count: 6 })
  const next = await sample({ count: 2, from: 4 })
  expect(next.map(price)).toEqual(all.slice(4).map(price))
  expect(next).toMatchObject([{ n: 5, at: '2026-01-01T00:00:00Z' }, { n: 6 }])
  expect((await sample({ count: 6, seed: 4 })).map(price)).not.toEqual(all.map(price))
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
