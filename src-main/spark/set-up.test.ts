// What a person keeps in the folder that SLUICE_SPARK names is never deleted.
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SparkSetUp } from './set-up'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spark-set-up-'))
  vi.stubEnv('SLUICE_SPARK', dir)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(dir, { recursive: true, force: true })
})

/** A Python whose environments have nothing but a Python like it, and a Java that says its version. */
async function pretendTools(version = '3.5.5', pip = ':'): Promise<void> {
  const python = join(dir, 'machine-python')
  const found = JSON.stringify({ python, home: dir, version, connects: version.startsWith('4.') })
  const text = `#!/bin/sh
if [ "$1" = -c ]; then echo '${found}'; fi
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
if [ "$2" = pip ]; then ${pip}; fi
`
  await writeFile(python, text)
  await chmod(python, 0o755)
  const java = join(dir, 'jdk', 'bin', 'java')
  await mkdir(join(dir, 'jdk', 'bin'), { recursive: true })
  await writeFile(java, `#!/bin/sh\necho 'version "17.0.1"' >&2\n`)
  await chmod(java, 0o755)
  vi.stubEnv('SLUICE_PYTHON', python)
  vi.stubEnv('JAVA_HOME', join(dir, 'jdk'))
}

async function keepOwn(name: string): Promise<string> {
  const file = join(dir, name, 'precious')
  await mkdir(join(dir, name))
  await writeFile(file, 'work of years')
  return file
}

describe.skipIf(process.platform === 'win32')('the folder of Spark', () => {
  it('is removed as far as Sluice made it', async () => {
    const files = [await keepOwn('venv'), await keepOwn('ivy')]
    expect(await new SparkSetUp().remove()).not.toHaveProperty('own')
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('work of years')
  })

  it.each(['venv', 'making'])('is not set up over a %s of somebody else', async name => {
    await pretendTools()
    const file = await keepOwn(name)
    await expect(new SparkSetUp().setUp()).rejects.toMatchObject({
      code: 'spark-folder-foreign',
      params: { dir: join(dir, name) },
    })
    expect(await readFile(file, 'utf8')).toBe('work of years')
  })

  it('is set up, set up again over its own, and removed', async () => {
    await pretendTools()
    const setUp = new SparkSetUp()
    await setUp.setUp()
    await setUp.setUp()
    expect(['venv', 'ivy', 'making'].map(name => existsSync(join(dir, name)))).toEqual([
      true,
      true,
      false,
    ])
    await setUp.remove()
    expect(['venv', 'ivy'].map(name => existsSync(join(dir, name)))).toEqual([false, false])
  })

  it('says how far a large package is, and keeps nothing of what was under way', async () => {
    const go = join(dir, 'go')
    const wait = `while [ ! -e ${go} ]; do sleep 0.02; done`
    await pretendTools(
      '3.5.5',
      `echo Downloading large.whl; dd if=/dev/null of=$TMPDIR/part bs=1 seek=60000000; ${wait}`,
    )
    const setUp = new SparkSetUp(10)
    const ended = setUp.setUp()
    const sizes = () =>
      setUp.steps
        .since(undefined)
        .items.flatMap(({ what, sizeBytes }) => (what === 'large.whl' ? [sizeBytes] : []))
    await vi.waitUntil(() => (sizes().at(-1) ?? 0) >= 60_000_000, { timeout: 20_000 })
    await writeFile(go, '')
    const { own } = await ended
    expect(own?.sizeBytes).toBeLessThan(1_000_000)
  })

  it('has an environment for each version; the jars go with the last one', async () => {
    const setUp = new SparkSetUp()
    const there = () => ['venv', 'venv-4', 'ivy'].map(name => existsSync(join(dir, name)))
    await pretendTools()
    await setUp.setUp()
    await pretendTools('4.3.0')
    const status = await setUp.setUp('4')
    expect([status.tools?.version, status.own?.dir]).toEqual(['4.3.0', join(dir, 'venv-4')])
    expect(there()).toEqual([true, true, true])
    await setUp.remove('4')
    expect(there()).toEqual([true, false, true])
    await setUp.remove()
    expect(there()).toEqual([false, false, false])
  })
})

it('names the version of Spark that a Python lacks, with what to install', async () => {
  await pretendTools()
  const { problem, tools } = await new SparkSetUp().status('4')
  expect([problem?.code, tools]).toEqual(['spark-4-no-pyspark', undefined])
  expect(problem?.params?.version).toMatch(/^pyspark==4\./)
  expect((await new SparkSetUp().status()).tools?.version).toBe('3.5.5')
})

it('asks for Spark 4, and for no Java, where a server of Spark Connect does the work', async () => {
  await pretendTools()
  const other = await new SparkSetUp().status('3.5', true)
  expect(other.problem?.code).toBe('spark-connect-version')
  await pretendTools('4.3.0')
  vi.stubEnv('JAVA_HOME', join(dir, 'none'))
  vi.stubEnv('PATH', dir)
  expect((await new SparkSetUp().status('4')).problem?.code).toBe('spark-4-no-java')
  const { tools, problem } = await new SparkSetUp().status('4', true)
  expect([tools?.version, tools?.java, problem]).toEqual(['4.3.0', '', undefined])
})
