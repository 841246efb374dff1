// A run behind its contract, over structured clones, without a worker: the host's view of it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labFileSchema } from '@shared/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRemoteRun, type RemoteRun } from '..'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pipeline-remote-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'remote',
  title: 'test',
  records: { order: { fields: { id: { value: 1 } } } },
  nodes: {
    made: { type: 'fake-data', with: { record: 'order', rate: 200 } },
    shown: { type: 'live', from: 'made' },
  },
})

const begin = () => startRemoteRun({ lab, dataDir, connections: {}, durability: 'fast' }, undefined)
const until = async (run: RemoteRun, holds: () => boolean) => {
  while (!holds()) await new Promise<void>(resolve => void once(run, resolve))
}
/** A source can be steered once it has made something. */
async function made(run: RemoteRun): Promise<void> {
  const total = async () =>
    (await run.calls.graph({ lab: run.id })).items.find(({ key }) => key === 'node:made')?.total
  while (((await total()) ?? 0) === 0) await new Promise(resolve => setTimeout(resolve, 20))
}
function once(run: RemoteRun, then: () => void): void {
  const stop = run.onChange(() => {
    stop()
    then()
  })
}

describe('a run as its host holds it', () => {
  it('hears of every change, is steered, and ends with its result', async () => {
    const run = begin()
    expect(run.summary()).toMatchObject({ lab: 'remote', state: 'starting' })
    await made(run)
    await run.steer('pause')
    expect(run.summary().state).toBe('paused')
    expect(await run.calls.hold({ lab: 'remote', node: 'made', held: true })).toEqual({
      held: true,
    })
    await run.steer('resume')
    await run.steer('stop')
    expect(await run.done).toMatchObject({ state: 'stopped' })
    expect(run.hasEnded).toBe(true)
    await run.close()
  })

  it('refuses in the words of the engine, and checks the input first', async () => {
    const run = begin()
    await made(run)
    await expect(run.calls.moveClock({ lab: 'remote' })).rejects.toMatchObject({
      code: 'run-clock-where',
    })
    await expect(
      run.calls.setRate({ lab: 'remote', node: 'nobody', rate: 1 }),
    ).rejects.toMatchObject({ code: 'run-no-source', params: { node: 'nobody' } })
    await expect(
      run.calls.setRate({ lab: 'remote', node: 'made', rate: -1 }),
    ).rejects.toMatchObject({ code: 'bad-input' })
    await run.steer('stop')
    await run.close()
  })

  it('knows why it failed as soon as it has failed', async () => {
    const nodes = {
      ...lab.nodes,
      kept: { type: 'topic', from: 'made', with: { connection: 'broker', topic: 'kept' } },
    }
    const broken = labFileSchema.parse({
      ...lab,
      id: 'broken',
      connections: { broker: { type: 'kafka' } },
      nodes,
    })
    const options = { lab: broken, dataDir, connections: {}, durability: 'fast' } as const
    const run = startRemoteRun(options, undefined)
    const { state, error } = await run.done
    expect(state).toBe('failed')
    expect(error).toBeDefined()
    expect(run.summary()).toMatchObject({ state: 'failed', error })
    await run.close()
  })

  it('is a failed run when its channel breaks', async () => {
    const run = begin()
    await until(run, () => run.summary().state === 'running')
    const refused = expect(run.calls.stop({ lab: 'remote' })).rejects.toMatchObject({
      code: 'channel-closed',
    })
    await run.close()
    await refused
    expect(await run.done).toMatchObject({ state: 'failed' })
  })
})
