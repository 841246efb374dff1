// Promises of a run's sources: whole on disk when the run is over, and none comes later.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StreamPromises } from './stream-promises'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'stream-promises-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

it('the end of a run waits for what is being written, and nothing is written behind it', async () => {
  const runDir = join(dir, 'run')
  const promises = new StreamPromises(runDir)
  const { keep, saved } = await promises.of('orders')
  expect(saved).toBeUndefined()
  const first = { schedule: { segments: [] }, untilMs: 1000 }
  const writing = keep(first)
  await promises.end()
  expect((await new StreamPromises(runDir).of('orders')).saved).toEqual(first)
  await writing
  // Start clean deletes the folder; a late question about what is due must not bring it back.
  await rm(runDir, { recursive: true })
  await keep({ ...first, untilMs: 2000 })
  expect((await new StreamPromises(runDir).of('orders')).saved).toBeUndefined()
})
