// Bytes of a run's files, flipped: the file is refused by name or repaired to something that
// was once true; a run never goes on from what was never there.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { LabError } from '@shared/errors'
import { labFileSchema } from '@shared/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckpointLog } from './checkpoint'
import type { Commit, Restored } from './checkpoint-frames'
import { LabClock } from './clock'
import { readPosition, writePosition } from './producer-position'
import { keepLab, lastLabOf, openRunFolder, runFolder } from './run-folder'
import { StreamPromises } from './stream-promises'

/** Prime, so that it meets each part of a frame: length, checksum, payload. */
const EVERY = 7

let dir: string
let written: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-damage-'))
  written = join(dir, 'written')
  await writeCheckpoint(written)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const commit = (n: number): Commit => ({
  n,
  clock: n,
  positions: { in: { '0': n * 10 } },
  facts: null,
})
const state = (n: number) => new Map([['total', { set: [['a', n] as const], facts: n }]])

/** Two commits, a compaction, two more, and the plan of a batch. */
async function writeCheckpoint(into: string): Promise<void> {
  const { log } = await CheckpointLog.open(into, 'fast')
  await log.commit(commit(1), state(1))
  await log.commit(commit(2), state(2))
  await log.compact(commit(3), state(3))
  await log.commit(commit(4), state(4))
  await log.commit(commit(5), state(5))
  await log.plan({ n: 6, clock: 6, ranges: [['in', 0, 50, 60]] })
  await log.close()
}

async function flipped(file: string, at: number): Promise<string> {
  const copy = join(dir, `copy-${file}-${at}`)
  await cp(written, copy, { recursive: true })
  const path = join(copy, file)
  const bytes = await readFile(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
  return copy
}

async function opened(copy: string, from?: 'previous'): Promise<Restored | LabError> {
  try {
    const { log, restored } = await CheckpointLog.open(copy, 'fast', from)
    await log.close()
    return restored
  } catch (error) {
    return LabError.from(error)
  }
}

/** The commit and its state belong together. */
function expectTrue({ commit: found, nodes, plans }: Restored): void {
  expect(found).toBeDefined()
  const n = found?.n ?? 0
  expect(nodes.get('total')).toMatchObject({ facts: n })
  expect([...(nodes.get('total')?.keys ?? [])]).toContainEqual(['a', n])
  for (const plan of plans) expect(plan.n).toBeGreaterThan(n)
}

describe('a checkpoint with one bit flipped', () => {
  it.each(['state-1.log', 'current'])('in %s is refused by name or true', async file => {
    const { length } = await readFile(join(written, file))
    const step = file === 'current' ? 1 : EVERY
    let refused = 0
    for (let at = 0; at < length; at += step) {
      const copy = await flipped(file, at)
      const result = await opened(copy)
      if (result instanceof LabError) {
        refused++
        expect(result).toMatchObject({ code: 'checkpoint-damaged', params: { previous: true } })
        expect(String(result.params['file'])).toContain(file)
        const previous = await opened(copy, 'previous')
        if (previous instanceof LabError) throw previous
        expectTrue(previous)
        expect(previous.isBeforeDamage).toBe(true)
        // From here on it is an ordinary checkpoint again, and the damaged log is still there.
        expect(await opened(copy)).toEqual({ ...previous, isBeforeDamage: undefined })
        expect((await readdir(copy)).some(name => name.endsWith('.damaged'))).toBe(true)
      } else {
        expectTrue(result)
        // Only the last frame may be gone: it looks as a crash leaves it.
        expect(result.commit?.n).toBe(5)
      }
      await rm(copy, { recursive: true })
    }
    expect(refused).toBeGreaterThan(file === 'current' ? length - 1 : length / step / 2)
  })

  it('and none before it can only begin anew', async () => {
    const alone = join(dir, 'alone')
    const { log } = await CheckpointLog.open(alone, 'fast')
    await log.commit(commit(1), state(1))
    await log.commit(commit(2), state(2))
    await log.close()
    const path = join(alone, 'state-0.log')
    const bytes = await readFile(path)
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await writeFile(path, bytes)
    for (const from of [undefined, 'previous'] as const)
      expect(await opened(alone, from)).toMatchObject({
        code: 'checkpoint-damaged',
        params: { file: path, offset: 0, previous: false },
      })
    expect(await readFile(path)).toEqual(bytes)
  })

  it('whose log is gone is refused, not begun anew', async () => {
    const copy = join(dir, 'gone')
    await cp(written, copy, { recursive: true })
    await rm(join(copy, 'state-1.log'))
    expect(await opened(copy)).toMatchObject({ code: 'checkpoint-damaged' })
  })
})

describe('a file of a run with one bit flipped', () => {
  const lab = labFileSchema.parse({ sluice: 1, id: 'l', title: 'l', seed: 1, nodes: {} })
  const wish = {
    ...{ labId: 'l', seed: 7, fresh: false, clockMs: undefined },
    engine: 'builtin',
  } as const
  const readers: Record<string, (data: string) => Promise<unknown>> = {
    'run.json': data => openRunFolder(runFolder(data, 'l'), wish),
    'lab.json': data => lastLabOf(data, 'l'),
    'producers/orders.json': data => readPosition(runFolder(data, 'l'), 'orders'),
    'streams/orders.json': async data => {
      const { saved } = await new StreamPromises(runFolder(data, 'l')).of('orders')
      return saved
    },
    'clock.json': data => LabClock.open(runFolder(data, 'l'), undefined, () => 0),
  }

  it.each(Object.keys(readers))('%s is refused by name', async file => {
    const data = join(dir, `run-${basename(file)}`)
    const folder = runFolder(data, 'l')
    await openRunFolder(folder, wish)
    await keepLab(folder, lab)
    await LabClock.open(folder, 5000, () => 0)
    await writePosition(folder, 'orders', {
      next: 40,
      writtenTo: { log: { '0': [40, 39] } },
      source: null,
      print: [1, 2],
    })
    const promise = await new StreamPromises(folder).of('orders')
    await promise.keep({ schedule: { segments: [] }, untilMs: 5 })
    const read = readers[file]
    const path = join(folder, file)
    const bytes = await readFile(path)
    await expect(read?.(data)).resolves.toBeDefined()
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      await writeFile(path, damaged)
      await expect(read?.(data)).rejects.toMatchObject({
        code: 'run-file-damaged',
        params: { file: path },
      })
    }
  })
})
