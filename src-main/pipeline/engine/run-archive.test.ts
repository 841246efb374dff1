// A run as a file: all of it comes back, damage and what is cut are named, and nothing leads out of
// the folder.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FramedLog } from '@main/platform'
import { LabError } from '@shared/errors'
import { labFileSchema } from '@shared/lab'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CheckpointLog } from './checkpoint'
import { writePosition } from './producer-position'
import { exportRun, importRun } from './run-archive'
import { keepLab, openRunFolder, runFolder } from './run-folder'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'shop',
  title: 'shop',
  connections: { broker: { type: 'kafka' }, tables: { type: 'sql' } },
  nodes: {
    in: { type: 'topic', with: { connection: 'broker', topic: 'orders' } },
    rows: { type: 'parse', from: 'in', with: { fields: { id: 'int' } } },
    total: {
      type: 'aggregate',
      from: 'rows',
      with: { by: { id: 'id' }, compute: { n: 'count(*)' } },
    },
    kept: { type: 'sql', from: 'total', with: { connection: 'tables', table: 'totals' } },
  },
})

let dir: string
let from: string
let path: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-archive-'))
  from = join(dir, 'from')
  path = join(dir, 'shop.sluice-run')
  const folder = runFolder(from, 'shop')
  const wish = { labId: 'shop', seed: 7, fresh: false, clockMs: undefined }
  await openRunFolder(folder, { ...wish, engine: 'builtin' })
  await keepLab(folder, lab)
  await writePosition(folder, 'orders', { next: 4, writtenTo: {}, source: null, print: [1, 2] })
  const { log } = await CheckpointLog.open(join(folder, 'jobs', 'rows'), 'fast')
  const commit = { n: 3, clock: 1, positions: { 'in>rows': { '0': 40 } }, facts: null }
  // Larger than a part of the file.
  const set = Array.from({ length: 30_000 }, (_, i) => [`key ${i}`, 'x'.repeat(80)] as const)
  await log.commit(commit, new Map([['total', { set }]]))
  await log.mark(
    commit,
    { keys: 30_000, records: 40, rows: {} },
    { keep: 5, everyMs: 0, bytesMax: 1 },
  )
  await log.close()
  await mkdir(join(folder, 'outside'), { recursive: true })
  await writeFile(join(folder, 'outside', 'spark.log'), 'no part of it')
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const whileStopped = (_: unknown, move: () => Promise<void>) => move()

async function contents(data: string): Promise<Record<string, string>> {
  const folder = runFolder(data, 'shop')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    each => each.isFile() && !each.parentPath.endsWith('outside'),
  )
  const read = files.map(async ({ parentPath, name }) => {
    const file = join(parentPath, name)
    return [file.slice(folder.length), (await readFile(file)).toString('base64')] as const
  })
  return Object.fromEntries((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

it('comes back whole, with the words of what is not inside', async () => {
  const archive = await exportRun(from, 'shop', { path, text: '# mine', replace: false })
  expect(archive).toMatchObject({ keys: 30_000, checkpoints: 1, tables: ['totals'] })
  const to = join(dir, 'to')
  const taken = await importRun(to, { path, replace: false, whileStopped })
  expect(taken).toMatchObject({ lab: 'shop', text: '# mine', keys: 30_000 })
  expect(await contents(to)).toEqual(await contents(from))
  expect(await readdir(join(to, 'runs'))).toEqual(['shop'])
})

it('takes no place that is taken, unless it is told to', async () => {
  const again = { path, text: undefined, replace: false }
  await expect(exportRun(from, 'shop', again)).rejects.toMatchObject({ code: 'file-exists' })
  const to = join(dir, 'to')
  const input = { path, replace: false, whileStopped }
  await expect(importRun(to, input)).rejects.toMatchObject({ code: 'run-there' })
  const refused = async () => Promise.reject(new Error('it runs'))
  await expect(importRun(to, { ...input, replace: true, whileStopped: refused })).rejects.toThrow(
    'it runs',
  )
  expect(await contents(to)).toEqual(await contents(from))
  await importRun(to, { ...input, replace: true })
  expect(await readdir(join(to, 'runs'))).toEqual(['shop'])
  const wrong = { ...again, path: join(dir, '.bashrc'), replace: true }
  await expect(exportRun(from, 'shop', wrong)).rejects.toMatchObject({ code: 'run-archive-ending' })
  await expect(exportRun(from, 'nobody', again)).rejects.toMatchObject({ code: 'run-never-ran' })
})

it('is refused when it is cut or damaged anywhere, and nothing is changed', async () => {
  const bytes = await readFile(path)
  const to = join(dir, 'damaged')
  const broken = join(dir, 'broken')
  const cuts = [0, 5, 100, bytes.length >> 1, bytes.length - 1]
  for (const at of cuts) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    for (const content of [bytes.subarray(0, at), flipped]) {
      await writeFile(broken, content)
      const failure = await importRun(to, { path: broken, replace: true, whileStopped }).catch(
        LabError.from,
      )
      expect(failure, `at ${at}`).toMatchObject({ code: 'run-archive-damaged' })
      expect(await readdir(join(to, 'runs')).catch(() => [])).toEqual([])
    }
  }
  await writeFile(broken, 'something else')
  await expect(importRun(to, { path: broken, replace: true, whileStopped })).rejects.toThrow()
})

it('writes nothing outside of the folder', async () => {
  const evil = join(dir, 'evil')
  const log = await FramedLog.open(evil, { durability: 'fast' })
  for (const frame of [
    { t: 'sluice-run', format: 1, lab: 'shop', text: '' },
    { t: 'file', path: '../../evil.json' },
    { t: 'end', files: 1 },
  ])
    await log.append(Buffer.from(JSON.stringify(frame)))
  await log.close()
  const input = { path: evil, replace: true, whileStopped }
  await expect(importRun(join(dir, 'safe'), input)).rejects.toMatchObject({
    code: 'run-archive-damaged',
  })
})
