// A run that failed is taken up again on request, from where it was.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLabHost, type LabHost } from '../index'

let dataDir: string
let host: LabHost
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sluice-resume-'))
  const engines = { kafka: 'off', cql: 'off' } as const
  host = await createLabHost({ dataDir, shell: 'test', placement: 'in-process', ...engines })
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
