import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { LockContents } from '@main/platform'
import { openSession, type Reach } from './reach'
import { fakeClient } from './testing'
import type { CliParts, HostOptions } from './parts'

async function reach(wanted: Reach, lock?: Record<string, string | number>) {
  const opened: HostOptions[] = []
  const attached: string[] = []
  const host = { client: fakeClient({}), stop: async () => {} }
  const parts: CliParts = {
    version: '0',
    defaultDataDir: '/home/ana/sluice',
    openHost: async options => {
      opened.push(options)
      return host
    },
    attach: async url => {
      attached.push(url)
      return host
    },
    serve: () => Promise.reject(new Error('no')),
    lockOf: async (): Promise<LockContents | undefined> =>
      lock ? { pid: 7, startedAt: '', ...lock } : undefined,
  }
  const session = await openSession(parts, wanted)
  const existed = existsSync(opened[0]?.dataDir ?? '')
  await session.close()
  return {
    opened: opened[0],
    attached,
    existed,
    leftover: existed && existsSync(opened[0]!.dataDir),
  }
}

const running = { kafka: '127.0.0.1:9092', cql: '127.0.0.1:9042', ui: 'http://127.0.0.1:1/#t' }

describe('openSession', () => {
  it('uses the addresses that were given, in a temporary directory that goes again', async () => {
    const { opened, existed, leftover } = await reach({ needs: ['kafka'], kafka: 'k:1' }, running)
    expect(opened).toMatchObject({ kafka: { at: 'k:1' }, cql: 'off' })
    expect(opened?.dataDir.startsWith(tmpdir())).toBe(true)
    expect([existed, leftover]).toEqual([true, false])
  })

  it('else reaches the instance that runs on the data directory, by its ports', async () => {
    expect((await reach({ needs: ['cql'], data: '/data' }, running)).opened).toMatchObject({
      kafka: 'off',
      cql: { at: '127.0.0.1:9042' },
    })
  })

  it('else starts the embedded engine on the data directory', async () => {
    expect((await reach({ needs: ['kafka'], data: '/data' })).opened).toEqual({
      dataDir: '/data',
      kafka: 'embedded',
      cql: 'off',
    })
    expect((await reach({ needs: ['kafka'] })).opened?.dataDir).toBe('/home/ana/sluice')
  })

  it('gives a run without --data a temporary directory, and mixes what is real with what is embedded', async () => {
    const { opened, leftover } = await reach(
      { needs: ['kafka', 'cql'], runs: true, kafka: 'k:1' },
      running,
    )
    expect(opened).toMatchObject({ kafka: { at: 'k:1' }, cql: 'embedded' })
    expect(leftover).toBe(false)
  })

  it('runs through the instance that owns the data directory', async () => {
    expect(
      (await reach({ needs: ['kafka', 'cql'], runs: true, data: '/data' }, running)).attached,
    ).toEqual([running.ui])
  })

  it.each([
    [
      { needs: ['kafka'], runs: true, data: '/d', kafka: 'k:1' } as const,
      running,
      'data-dir-in-use',
    ],
    [{ needs: ['kafka'], runs: true, data: '/d' } as const, { kafka: 'k:1' }, 'cli-run-needs-page'],
    [{ needs: ['kafka'], data: '/d' } as const, {}, 'data-dir-in-use'],
  ])('says so when the directory is in use: %j', async (wanted, lock, code) => {
    await expect(reach(wanted, lock)).rejects.toMatchObject({
      code,
      kind: 'conflict',
      params: { pid: 7 },
    })
  })
})
