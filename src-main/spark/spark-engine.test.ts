// A job by a made-up Java: a script that stands where Java stands, and does what Spark could do.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainKafka } from '@main/connections'
import type { OutsideEar } from '@main/pipeline'
import { labFileSchema } from '@shared/lab'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { SparkEngine } from './spark-engine'

let root: string
let dir: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spark-engine-'))
  dir = join(root, 'outside')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const LAB = labFileSchema.parse({
  sluice: 1,
  id: 'made-up',
  title: 'test',
  connections: { broker: { type: 'kafka' } },
  nodes: {
    orders: { type: 'topic', with: { connection: 'broker', topic: 'orders' } },
    order: { type: 'parse', from: 'orders', with: { fields: { name: 'string' } } },
    live: { type: 'live', from: 'order' },
  },
})
const EAR: OutsideEar = { batch() {}, rows() {}, letter() {}, log() {} }

/** `script` knows `life`, `sign(name)` (whether that file is there) and `tell(report)`. */
async function engineOf(script: string): Promise<SparkEngine> {
  const java = join(root, 'java.mjs')
  const known = `#!${process.execPath}
import { existsSync, writeFileSync } from 'node:fs'
const life = process.argv.at(-1)
const sign = name => existsSync(name + '-' + life)
const tell = report => console.log(JSON.stringify(report))
const stay = () => setInterval(() => {}, 1000)
const until = async holds => {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10))
}
${script}
`
  await writeFile(java, known)
  await chmod(java, 0o755)
  const place = { master: 'local[*]', java, python: join(root, 'python'), home: root }
  return new SparkEngine({ ...place, version: '3.5.5' }, join(root, 'ivy'))
}

function isThere(pid: number): boolean {
  try {
    // One that has ended and that nobody has waited for is there too, as a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return process.platform !== 'linux' && isAnswering(pid)
  }
}

function isAnswering(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const work = (engine: SparkEngine, ear: Partial<OutsideEar> = {}) => {
  const connections = { broker: plainKafka('127.0.0.1:1') }
  return engine.work({ lab: LAB, dir, filesDir: root, connections, ear: { ...EAR, ...ear } })
}

describe.skipIf(process.platform === 'win32')('a job on Spark', () => {
  it('ends with the reason that its Python gave, which Spark hands on to stdout', async () => {
    const engine = await engineOf(`
console.error('WARN one')
console.log("Traceback (most recent call last):\\nModuleNotFoundError: No module named 'pymysql'")
process.exitCode = 1`)
    await expect(work(engine)).rejects.toMatchObject({
      code: 'spark-no-module',
      params: { what: 'pymysql' },
    })
  })

  it('reads what is there and ends, though it was told so before it had a folder', async () => {
    const engine = await engineOf(`await until(() => sign('alive') && sign('drain'))`)
    await engine.drain()
    await expect(work(engine)).resolves.toBeUndefined()
  })

  it('has failed when it ends by itself', async () => {
    const engine = await engineOf('')
    await expect(work(engine)).rejects.toMatchObject({ code: 'spark-ended' })
  })

  it('ends with the reason when a report cannot be taken', async () => {
    const report = { sluice: 'rows', node: 'live', rows: ['{nonsense'] }
    const engine = await engineOf(`tell(${JSON.stringify(report)}); stay()`)
    await expect(work(engine)).rejects.toMatchObject({ code: 'spark-failed', kind: 'remote' })
    const rows = () => {
      throw new Error('no view has room for that')
    }
    const good = { ...report, rows: ['{}'] }
    const other = await engineOf(`tell(${JSON.stringify(good)}); stay()`)
    await expect(work(other, { rows })).rejects.toMatchObject({
      code: 'spark-failed',
      params: { message: 'no view has room for that' },
    })
  })

  it('ends with the reason when its log cannot be written', async () => {
    await mkdir(join(dir, 'spark.log'), { recursive: true })
    const engine = await engineOf('stay()')
    await expect(work(engine)).rejects.toMatchObject({ code: 'spark-failed', kind: 'remote' })
  })

  it('keeps Spark’s words in its log, without the reports among them', async () => {
    const report = { sluice: 'rows', node: 'live', rows: ['{"name":"a"}'] }
    const engine = await engineOf(
      `console.log('said'); tell(${JSON.stringify(report)}); console.error('warned')
await until(() => sign('drain'))
process.stdout.write('last')`,
    )
    const rows = vi.fn<OutsideEar['rows']>(() => void engine.drain())
    await work(engine, { rows })
    expect(rows.mock.calls).toEqual([['live', [{ name: 'a' }]]])
    const text = await vi.waitUntil(() => readFile(join(dir, 'spark.log'), 'utf8'), 20_000)
    expect(text.trim().split('\n').sort()).toEqual(['last', 'said', 'warned'])
  })

  it('tells of executors that were lost, and once of a master without a free worker', async () => {
    const said = (level: string, text: string) => `26/11/29 22:08:34 ${level} Scheduler: ${text}`
    const lines = [
      said('WARN', 'Initial job has not accepted any resources; check your cluster UI'),
      said('WARN', 'Initial job has not accepted any resources; check your cluster UI'),
      said('ERROR', 'Lost executor 0 on 10.0.0.1: worker lost'),
      said('ERROR', 'Lost executor 2 on 10.0.0.2: worker lost'),
    ]
    const engine = await engineOf(
      `for (const line of ${JSON.stringify(lines)}) console.error(line)
await until(() => sign('drain'))`,
    )
    const log = vi.fn<OutsideEar['log']>((_, code) => {
      if (code === 'spark-executor-lost') void engine.drain()
    })
    await work(engine, { log })
    expect(log.mock.calls.filter(([level]) => level === 'warn')).toEqual([
      ['warn', 'spark-no-worker', 'local[*]'],
      ['warn', 'spark-executor-lost', '0 (10.0.0.1): worker lost'],
      ['warn', 'spark-executor-lost', '2 (10.0.0.2): worker lost'],
    ])
    expect(engine.facts.executorsLost).toBe(2)
  })

  it.each([
    ['spark-killed', `process.kill(process.pid, 'SIGKILL')`],
    ['spark-disk-full', `end('java.io.IOException: No space left on device')`],
    ['spark-topic-gone', `end('UnknownTopicOrPartitionException: This server does not host')`],
    ['spark-packages', `end('unresolved dependency: a#b;9.9.9: not found')`],
    ['spark-connector-version', `end('java.lang.NoSuchMethodError: scala.Predef$.wrap()')`],
    ['spark-master-refused', `end('All masters are unresponsive! Giving up.')`],
  ])('says %s, and leaves nothing of it running', async (code, end) => {
    const engine = await engineOf(
      `import { spawn } from 'node:child_process'
const end = text => { console.error(text); process.exit(1) }
const python = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
await new Promise(resolve => python.once('spawn', resolve))
writeFileSync('python', String(python.pid))
${end}`,
    )
    await expect(work(engine)).rejects.toMatchObject({ code })
    const python = Number(await readFile(join(dir, 'python'), 'utf8'))
    await vi.waitUntil(() => !isThere(python), { timeout: 10_000 })
  })

  it('stops, even where the order cannot be written', async () => {
    const started = { sluice: 'started', version: '3.5.5', application: 'app', ui: null }
    const engine = await engineOf(`tell(${JSON.stringify(started)}); stay()`)
    const ended = work(engine)
    await vi.waitUntil(() => engine.facts.application === 'app', { timeout: 10_000 })
    await rm(dir, { recursive: true })
    await engine.stop()
    await expect(ended).resolves.toBeUndefined()
  })

  it('ends the job of an earlier life, and leaves it no sign of this one', async () => {
    const first = await engineOf(`writeFileSync('first', life); stay()`)
    const lost = work(first)
    lost.catch(() => {})
    await vi.waitUntil(() => existsSync(join(dir, 'first')), { timeout: 10_000 })
    const life = await readFile(join(dir, 'first'), 'utf8')
    const second = await engineOf(`await until(() => sign('drain'))`)
    await second.drain()
    await work(second)
    await expect(lost).rejects.toMatchObject({ code: 'spark-killed' })
    const signs = (await readdir(dir)).filter(name => name.endsWith(`-${life}`))
    expect(signs).toEqual([])
  })

  it('lets a stranger live who has got the number of an earlier job', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    })
    onTestFinished(() => void stranger.kill())
    await once(stranger, 'spawn')
    await mkdir(dir, { recursive: true })
    const kept = { pid: stranger.pid, life: 'another-life-of-long-ago' }
    await writeFile(join(dir, 'process.json'), JSON.stringify(kept))
    const engine = await engineOf(`await until(() => sign('drain'))`)
    await engine.drain()
    await work(engine)
    await sleep(20)
    expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null])
  })
})
