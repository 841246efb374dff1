// Flink by a made-up Python: a script that stands where Python stands, and tells what Flink could.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import type { OutsideBatch, OutsideEar } from '@main/pipeline'
import { labFileSchema } from '@shared/lab'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FlinkEngine } from './flink-engine'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'flink-engine-'))
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

/** `script` knows `tell(report)`. */
async function engineOf(script: string): Promise<FlinkEngine> {
  const python = join(root, 'python.mjs')
  const known = `#!${process.execPath}
const tell = report => console.log(JSON.stringify(report))
${script}
`
  await writeFile(python, known)
  await chmod(python, 0o755)
  return new FlinkEngine({ python, jars: root, version: '2.2.0' })
}

const work = (engine: FlinkEngine, ear: Partial<OutsideEar> = {}) =>
  engine.work({
    lab: LAB,
    dir: join(root, 'outside'),
    filesDir: root,
    connections: { broker: plainKafka('127.0.0.1:1') },
    ear: { batch() {}, rows() {}, letter() {}, log() {}, ...ear },
  })

describe.skipIf(process.platform === 'win32')('a job on Flink', () => {
  it('begins when the topics are full, and tells rows and counts', async () => {
    const engine = await engineOf(`
tell({ sluice: 'count', node: 'order', n: 2 })
tell({ sluice: 'rows', node: 'live', rows: ['{"name":"a"}', '{"name":"b"}'] })
tell({ sluice: 'ended' })`)
    const rows = vi.fn<OutsideEar['rows']>()
    const told: OutsideBatch[] = []
    const working = work(engine, { rows, batch: batch => told.push(batch) })
    await engine.drain()
    await working
    expect(rows.mock.calls).toEqual([['live', [{ name: 'a' }, { name: 'b' }]]])
    expect(told).toEqual([
      { query: 'order', batch: 0, counts: { 'orders|out': 2, 'order|out': 2 } },
    ])
    const queries: unknown = JSON.parse(
      await readFile(join(root, 'outside', 'queries.json'), 'utf8'),
    )
    // A topic that nobody reads as it is has no table there.
    expect(queries).toHaveProperty('counts', { order: '`order`' })
    expect(queries).toMatchObject({
      counts: { order: '`order`' },
      shows: { live: 'SELECT\n  `name`\nFROM `order`' },
    })
  })

  it('has failed with Java’s cause when it ends too early', async () => {
    const engine = await engineOf(`console.error('Caused by: java.lang.Error: no such topic')`)
    await engine.drain()
    await expect(work(engine)).rejects.toMatchObject({
      code: 'flink-failed',
      params: { text: 'java.lang.Error: no such topic' },
    })
  })

  it('stops before it has begun, and at any moment', async () => {
    const early = await engineOf('')
    const waiting = work(early)
    await early.stop()
    await expect(waiting).resolves.toBeUndefined()
    const engine = await engineOf(
      `tell({ sluice: 'count', node: 'order', n: 1 }); setInterval(() => {}, 1000)`,
    )
    await engine.drain()
    const batch = vi.fn<OutsideEar['batch']>(() => void engine.stop())
    await expect(work(engine, { batch })).resolves.toBeUndefined()
  })
})
