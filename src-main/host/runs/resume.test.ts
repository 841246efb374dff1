// A run that failed is taken up again on request, from where it was; a run of the last host goes on by
// itself, and a command that comes before it does is for it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createLabHost, type LabHost } from '../index'

// A whole host is loaded first: on a busy machine that alone takes ten seconds.
vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 })

let dataDir: string
let host: LabHost
const newHost = () =>
  createLabHost({ dataDir, shell: 'test', placement: 'in-process', kafka: 'off', cql: 'off' })
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sluice-resume-'))
  host = await newHost()
})
afterAll(async () => {
  await host.stop()
  await rm(dataDir, { recursive: true, force: true })
})

it('starts a failed run again by `resume`', async () => {
  const file = join(dataDir, 'data.csv')
  const text = `
sluice: 1
id: again
title: test
nodes:
  rows: { type: replay, with: { file: ${JSON.stringify(file)}, rate: 100/s } }
  shown: { type: live, from: rows }
`
  const context = { signal: new AbortController().signal }
  const { runs } = host.handlers
  const state = async () => (await runs.list({}, context)).find(({ lab }) => lab === 'again')?.state
  await runs.start({ ref: 'again', text }, context)
  await expect.poll(state, { timeout: 10_000 }).toBe('failed')
  await writeFile(file, 'id,name\n1,a\n2,b\n')
  await runs.resume({ lab: 'again' }, context)
  await expect.poll(state, { timeout: 10_000 }).toBe('running')
  await runs.stop({ lab: 'again' }, context)
  expect(await state()).toBe('stopped')
  await expect(runs.resume({ lab: 'again' }, context)).rejects.toMatchObject({
    code: 'run-not-found',
  })
})

it('pauses a run of the last host that has not yet gone on', async () => {
  const text = `
sluice: 1
id: goes-on
title: test
nodes:
  rows: { type: replay, with: { file: ${JSON.stringify(join(dataDir, 'data.csv'))}, rate: 0.1/s } }
  shown: { type: live, from: rows }
`
  const context = { signal: new AbortController().signal }
  await host.handlers.runs.start({ ref: 'goes-on', text }, context)
  await host.stop()
  host = await newHost()
  const { runs } = host.handlers
  const lab = 'goes-on'
  const [before] = (await runs.list({}, context)).filter(run => run.lab === lab)
  expect(['starting', 'running']).toContain(before?.state)
  expect(await runs.pause({ lab }, context)).toMatchObject({ state: 'paused' })
  expect(await runs.stop({ lab }, context)).toMatchObject({ state: 'stopped' })
})

it('goes on with a run that Run took out of its pause', async () => {
  const text = `
sluice: 1
id: unpaused
title: test
nodes:
  rows: { type: replay, with: { file: ${JSON.stringify(join(dataDir, 'data.csv'))}, rate: 0.1/s } }
  shown: { type: live, from: rows }
`
  const context = { signal: new AbortController().signal }
  const lab = 'unpaused'
  const { runs } = host.handlers
  await runs.start({ ref: lab, text }, context)
  await runs.pause({ lab }, context)
  await runs.start({ ref: lab, text }, context)
  await host.stop()
  host = await newHost()
  const state = async () =>
    (await host.handlers.runs.list({}, context)).find(run => run.lab === lab)?.state
  await expect.poll(state, { timeout: 10_000 }).toBe('running')
  await host.handlers.runs.stop({ lab }, context)
})
