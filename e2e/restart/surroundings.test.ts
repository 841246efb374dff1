// Faults around `serve` and a run: a taken port, a second instance, a full disk, a damaged file, a
// broker that goes away. Sluice names each in one clear sentence and loses nothing acknowledged.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { sluice, sluiceJson, startSluice, tempDir } from '../support/cli'
import { portOf, startServe, type ServeOptions } from '../support/serve'
import { readTopic } from '../support/topic-reader'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

async function dataDir(): Promise<string> {
  const dir = await tempDir('around')
  cleanUp.push(dir.remove)
  return dir.path
}

async function served(options: ServeOptions) {
  const serve = await startServe(options)
  cleanUp.push(() => serve.kill9())
  return serve
}

const produceLines = (kafka: string, topic: string, lines: readonly string[]) =>
  sluice(['produce', topic, '--kafka', kafka, '--json'], { input: `${lines.join('\n')}\n` })

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says one line, ends with 0 at %s and leaves no lock',
    async signal => {
      const data = await dataDir()
      const serve = await served({ data })
      expect(serve.kafka).toMatch(/^127\.0\.0\.1:\d+$/)
      expect(serve.cql).toMatch(/^127\.0\.0\.1:\d+$/)
      expect(serve.ui).toBeUndefined()
      expect(await serve.stop(signal)).toEqual({ code: 0, signal: null })
      expect(serve.cli.stdout().split('\n')).toHaveLength(2)
      expect(existsSync(join(data, 'in-use.json'))).toBe(false)
    },
  )

  it('serves the page with its key, and not without', async () => {
    const serve = await served({ data: await dataDir(), ui: true })
    expect(serve.ui).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    expect((await fetch(serve.ui!)).status).toBe(200)
  })

  it('names a taken port and what is used instead', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    cleanUp.push(() => taken.close())
    const { port } = taken.address() as AddressInfo
    const serve = await served({ data: await dataDir(), kafkaPort: port })
    expect(portOf(serve.kafka)).not.toBe(port)
    const said = serve.cli
      .stderr()
      .split('\n')
      .filter(line => line.includes(String(port)))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(String(portOf(serve.kafka)))
    expect(await sluiceJson(['topics', '--kafka', serve.kafka])).toEqual([])
  })

  it('refuses a second instance on the same data directory in one line, and the first goes on', async () => {
    const data = await dataDir()
    const serve = await served({ data })
    const second = await sluice(['serve', '--data', data, '--no-ui', '--json'])
    expect(second.code).toBe(4)
    expect(JSON.parse(second.stderr).error).toMatchObject({
      code: 'data-dir-in-use',
      params: { dir: data },
    })
    expect(await sluiceJson(['topics', '--data', data])).toEqual([])
    expect(serve.cli.stderr()).toBe('')
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends a run that another command started through it, at %s',
    async signal => {
      const data = await dataDir()
      const serve = await served({ data, ui: true })
      const run = startSluice(['run', 'r1-ventas-events', '--data', data, '--json'])
      cleanUp.push(() => run.kill9())
      const state = async () =>
        (await sluiceJson<{ state: string }[]>(['runs', 'list', '--data', data]))[0]?.state
      await expect.poll(state, { timeout: 60_000 }).toBe('running')
      await serve.stop(signal)
      expect(await run.ended).toMatchObject({ code: 3 })
      expect(JSON.parse(run.stderr()).error).toMatchObject({ code: 'cli-lab-ended' })
    },
  )

  it('is reached by its data directory, and the same data by an engine of the moment when it is down', async () => {
    const data = await dataDir()
    const serve = await served({ data })
    await sluice(['topics', 'create', 'here', '--data', data])
    await sluice([
      'cql',
      '--data',
      data,
      '-e',
      "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
    ])
    expect(await sluiceJson(['topics', '--data', data])).toMatchObject([{ name: 'here' }])
    await serve.stop()
    expect(await sluiceJson(['topics', '--data', data])).toMatchObject([{ name: 'here' }])
    const keyspaces = await sluice(['cql', '--data', data, '-e', 'DESCRIBE KEYSPACES'])
    expect(keyspaces.stdout).toMatch(/\bk\b/)
  })
})

describe('a damaged data directory', () => {
  it('costs only the damaged records of a topic, keeps the file as it was found, and says so', async () => {
    const data = await dataDir()
    const serve = await served({ data })
    await sluice(['topics', 'create', 'hurt', '--kafka', serve.kafka])
    for (const value of ['first', 'DAMAGE-ME', 'last'])
      await produceLines(serve.kafka, 'hurt', [value])
    await serve.kill9()
    const file = await damage(data, 'DAMAGE-ME')
    await serve.restart()
    const told = serve.cli
      .stderr()
      .split('\n')
      .filter(line => line.includes('hurt') || line.includes(file))
    expect(told).toHaveLength(1)
    expect((await readTopic(serve.kafka, 'hurt')).map(record => record.value)).toEqual([
      'first',
      'last',
    ])
    expect(
      (await filesUnder(join(data))).filter(path => path.includes('damaged')).length,
    ).toBeGreaterThan(0)
  })

  it('costs only the damaged write of the database, keeps the log as it was found, and says so', async () => {
    const data = await dataDir()
    const serve = await served({ data })
    const cql = (statement: string) => sluice(['cql', '--cql', serve.cql, '-e', statement])
    await cql(
      "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}; CREATE TABLE k.t (k int PRIMARY KEY, v text);",
    )
    for (const [key, value] of ['first', 'DAMAGE-ME', 'last'].entries())
      await cql(`INSERT INTO k.t (k, v) VALUES (${key}, '${value}')`)
    await serve.kill9()
    const file = await damage(data, 'DAMAGE-ME')
    const damaged = await readFile(file)
    await serve.restart()
    const told = serve.cli
      .stderr()
      .split('\n')
      .filter(line => line.includes(file))
    expect(told).toHaveLength(1)
    const rows = (await cql('SELECT v FROM k.t')).stdout
    expect(rows).toMatch(/first/)
    expect(rows).toMatch(/last/)
    expect(rows).toMatch(/\(2 rows\)/)
    const kept = (await filesUnder(data)).filter(path => path.includes('damaged'))
    const copies = await Promise.all(kept.map(path => readFile(path)))
    expect(copies.some(bytes => bytes.equals(damaged))).toBe(true)
  })
})

describe('a full disk', () => {
  it('is said in one sentence, and everything acknowledged is still there', async () => {
    const { data, command } = await smallDisk()
    const serve = await served({ data, command })
    await sluice(['topics', 'create', 'full', '--kafka', serve.kafka])
    const line = 'x'.repeat(10_000)
    let acknowledged = 0
    let refused
    for (let round = 0; round < 50 && !refused; round++) {
      const ran = await produceLines(
        serve.kafka,
        'full',
        Array.from({ length: 400 }, () => line),
      )
      if (ran.code === 0) acknowledged += 400
      else refused = ran
    }
    expect(refused?.stderr.trim().split('\n')).toHaveLength(1)
    expect(refused?.code).toBeGreaterThan(0)
    expect((await readTopic(serve.kafka, 'full')).length).toBeGreaterThanOrEqual(acknowledged)
    await serve.kill9()
    await serve.restart()
    expect((await readTopic(serve.kafka, 'full')).length).toBeGreaterThanOrEqual(acknowledged)
  })
})

describe('a wrong lab file', () => {
  it.each(['validate', 'run'])(
    'ends %s with 2 and names file, line, column and field, before any engine starts',
    async verb => {
      const file = join(await dataDir(), 'lab.yaml')
      await writeFile(file, 'sluice: 1\nid: x\ntitle: X\nnodes:\n  a:\n    type: nothing-like-it\n')
      const ran = await sluice([verb, file, '--lang', 'en'])
      expect(ran.code).toBe(2)
      expect(ran.stdout).toContain(`${file}:6:11: error: nodes.a.type: `)
      expect(JSON.parse((await sluice([verb, file, '--json'])).stdout)).toMatchObject({
        valid: false,
        problems: [{ field: 'nodes.a.type', line: 6 }],
      })
    },
  )
})

describe('a run whose broker goes away', () => {
  it('says so, waits, goes on when it is back, and ends exactly', async () => {
    const serve = await served({ data: await dataDir() })
    const words = [
      'run',
      'r0-vendas-ecommerce',
      '--events',
      '3000',
      '--rate',
      '500',
      '--kafka',
      serve.kafka,
      '--cql',
      serve.cql,
      '--json',
    ]
    const run = startSluice([...words, '--data', await dataDir()])
    cleanUp.push(() => run.kill9())
    await sleep(2500)
    await serve.kill9()
    const deadline = Date.now() + 30_000
    while (run.stderr() === '' && Date.now() < deadline) await sleep(50)
    expect(run.stderr()).not.toBe('')
    await serve.restart()
    expect(await run.ended, run.stderr()).toEqual({ code: 0, signal: null })
    expect(JSON.parse(run.stdout().trim().split('\n').at(-1)!).ledger).toMatchObject({
      arrived: 3000,
      lost: 0,
      doubled: 0,
    })
    expect((await readTopic(serve.kafka, 'vendas-ecommerce')).length).toBe(3000)
  })

  it('ends with 3 when there is nobody at the address', async () => {
    const ran = await sluice(['topics', '--kafka', '127.0.0.1:1', '--json'])
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.stderr).error).toMatchObject({
      kind: 'unreachable',
      params: { address: '127.0.0.1:1' },
    })
  })
})

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

/** Flips one bit of the text on disk; answers the file that holds it. */
async function damage(dir: string, text: string): Promise<string> {
  for (const path of await filesUnder(dir)) {
    const at = (await readFile(path)).indexOf(text)
    if (at < 0) continue
    const file = await open(path, 'r+')
    try {
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
      await file.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, at)
    } finally {
      await file.close()
    }
    return path
  }
  throw new Error(`"${text}" is in no file under ${dir}`)
}

/** A disk of 16 MB where a file system may be mounted, else a limit on the size of files. */
async function smallDisk(): Promise<{ data: string; command?: readonly string[] }> {
  const data = await dataDir()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', data], { stdio: 'ignore' })
    cleanUp.push(() => execFileSync('umount', ['-l', data], { stdio: 'ignore' }))
    return { data }
  } catch {
    return { data, command: ['sh', '-c', 'ulimit -f 16384; exec "$0" "$@"', process.execPath] }
  }
}
