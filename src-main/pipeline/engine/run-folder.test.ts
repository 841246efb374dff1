// A run keeps to its engine, also when a version that did not write the engine down began it.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openRunFolder, runFolder, wasOnSpark, type JobEngine } from './run-folder'
import { writeSealed } from './sealed-file'

let data: string
let dir: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'run-folder-'))
  dir = runFolder(data, 'l')
  await mkdir(dir, { recursive: true })
  const old = { runId: 'l-1', seed: 7, startedAt: 1 }
  await writeSealed(join(dir, 'run.json'), JSON.stringify(old))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const open = (engine: JobEngine, fresh = false) =>
  openRunFolder(dir, { labId: 'l', seed: 7, fresh, clockMs: undefined, engine })

it('an old folder without a job of Spark is the built-in engine’s', async () => {
  await expect(open('spark')).rejects.toMatchObject({ code: 'run-other-engine' })
  expect(await open('builtin')).toMatchObject({ runId: 'l-1', isNew: false })
  expect(await wasOnSpark(data, 'l')).toBe(false)
})

it('an old folder with a job of Spark is Spark’s, and a clean start remembers it', async () => {
  await mkdir(join(dir, 'outside'))
  await expect(open('builtin')).rejects.toMatchObject({ code: 'run-other-engine' })
  expect(await wasOnSpark(data, 'l')).toBe(true)
  expect(await open('builtin', true)).toMatchObject({ engines: ['spark', 'builtin'], isNew: true })
  expect(await wasOnSpark(data, 'l')).toBe(true)
})
