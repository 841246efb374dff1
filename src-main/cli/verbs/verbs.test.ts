import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineStatus } from '@shared/contract'
import { runFake, type FakeRun } from '../testing'

describe('topics', () => {
  const topic = {
    name: 'orders',
    partitions: 2,
    replication: 1,
    records: 5,
    sizeBytes: 2048,
    internal: false,
  }
  const client: FakeRun['client'] = {
    topics: { list: async () => [topic, { ...topic, name: '__consumer_offsets', internal: true }] },
  }

  it('lists as a table and as JSON', async () => {
    expect((await runFake(['topics'], { client })).out).toBe(
      'TOPIC   PARTITIONS  REPLICAS  RECORDS     SIZE\norders           2         1        5  2.0 KiB\n',
    )
    expect(JSON.parse((await runFake(['topics', 'list', '--json'], { client })).out)).toEqual([
      topic,
    ])
  })

  it('says what it does not know, and measures rates when asked', async () => {
    let looks = 0
    const list = async () => [
      { ...topic, sizeBytes: undefined, ratePerSecond: looks++ === 0 ? undefined : 12.4 },
    ]
    expect((await runFake(['topics', '--rates'], { client: { topics: { list } } })).out).toBe(
      'TOPIC   PARTITIONS  REPLICAS  RECORDS  SIZE  RECORDS/S\norders           2         1        5     —         12\n',
    )
    const partitionList = [
      { id: 0, leader: 1, replicas: [1], isr: [1], earliest: '0', latest: '5', sizeBytes: 2048 },
      { id: 1, leader: 1, replicas: [1], isr: [1], earliest: '0', latest: '0' },
    ]
    const describe = async () => ({ ...topic, partitionList, configs: [] })
    const { out } = await runFake(['topics', 'describe', 'orders'], {
      client: { topics: { describe } },
    })
    expect(out.split('\n').map(line => line.split(/ +/).at(-1))).toEqual(['SIZE', 'KiB', '—', ''])
  })

  it('creates with what was said', async () => {
    let asked: unknown
    const ran = await runFake(
      ['topics', 'create', 'a', '--partitions', '3', '--config', 'retention.ms=5', '--lang', 'es'],
      {
        client: { topics: { create: async input => void (asked = input) } },
      },
    )
    expect(asked).toEqual({
      topic: 'a',
      partitions: 3,
      replication: 1,
      configs: { 'retention.ms': '5' },
    })
    expect(ran).toMatchObject({ code: 0, out: 'Topic a creado con 3 particiones.\n' })
  })
})

describe('produce', () => {
  async function produce(words: string[], stdin?: string) {
    const sent: { key?: string | null; value: string | null; headers?: Record<string, string> }[] =
      []
    let calls = 0
    const produceCall = async ({ records }: { records: typeof sent }) => {
      calls++
      const first = sent.length
      sent.push(...records)
      return [{ partition: 0, offset: String(first) }]
    }
    const ran = await runFake(['produce', 't', '--json', ...words], {
      stdin,
      client: { topics: { produce: produceCall } },
    })
    return { ...ran, sent, calls }
  }

  it('sends values, lines of stdin with any line end, and lines of a file', async () => {
    expect(
      (await produce(['--value', 'a', '--value', 'b', '--key', 'k', '--header', 'h=1'])).sent,
    ).toMatchObject([
      { key: 'k', value: 'a', headers: { h: '1' } },
      { key: 'k', value: 'b' },
    ])
    expect((await produce([], 'a\r\nb\n\nlast')).sent.map(r => r.value)).toEqual([
      'a',
      'b',
      '',
      'last',
    ])
    const file = join(await mkdtemp(join(tmpdir(), 'cli-produce-')), 'lines')
    await writeFile(file, '1:x:y\n2:z\nno key\n')
    const { sent, out } = await produce(['--file', file, '--key-separator', ':'])
    expect(sent.map(r => [r.key, r.value])).toEqual([
      ['1', 'x:y'],
      ['2', 'z'],
      [undefined, 'no key'],
    ])
    expect(JSON.parse(out)).toEqual({
      topic: 't',
      records: 3,
      partitions: [{ partition: 0, first: '0' }],
    })
  })

  it('sends many lines in batches', async () => {
    const { sent, calls } = await produce([], 'x\n'.repeat(2500))
    expect([sent.length, calls]).toEqual([2500, 3])
  })

  it('says which file it cannot read', async () => {
    const ran = await produce(['--file', '/nowhere/at/all'])
    expect(ran.code).toBe(2)
    expect(JSON.parse(ran.err).error).toMatchObject({
      code: 'cli-file-unreadable',
      params: { file: '/nowhere/at/all', reason: 'ENOENT' },
    })
  })
})

const labOfFrames = {
  sluice: 1 as const,
  id: 'desk',
  title: 'Desk',
  nodes: { a: { type: 'fake-data' }, b: { type: 'live', from: 'a' } },
  frames: { one: { title: 'Count', nodes: ['a', 'b'] } },
}

describe('sql', () => {
  const asked: unknown[] = []
  const client: FakeRun['client'] = {
    labs: {
      open: async () => ({
        ...{ edges: [], text: '', problems: [], origin: 'file' as const },
        lab: { ...labOfFrames, connections: { files: { type: 'sql' as const } } },
      }),
    },
    queries: {
      sql: async question => {
        asked.push(question)
        return {
          columns: [{ name: 'city', type: 'VARCHAR' }],
          rows: [['Lima'], [null]],
          ...{ isCut: true, ms: 5 },
          read: [{ topic: 'orders', scanned: 10, of: 30, stoppedBecause: 'limit' }],
        }
      },
    },
  }

  it('asks topics, and says what was read and what is missing', async () => {
    asked.length = 0
    const { out, err } = await runFake(
      ['sql', 'SELECT city FROM orders', '--records', '10', '--lang', 'en'],
      { client },
    )
    expect(out).toContain('Lima')
    expect(err).toContain('the newest 10 of 30 records of orders')
    expect(err).toContain('more rows than the 2 shown')
    expect(asked[0]).toMatchObject({ statement: 'SELECT city FROM orders', recordsMax: 10 })
  })

  it('asks the SQL file of a lab, or a connection, but not both', async () => {
    asked.length = 0
    await runFake(['sql', 'SELECT 1', '--lab', 'desk', '--json'], { client })
    await runFake(['sql', 'SELECT 1', '--connection', 'shop-db', '--json'], { client })
    expect(asked).toMatchObject([
      { over: { lab: 'desk', store: 'files' } },
      { over: { connection: 'shop-db' } },
    ])
    const both = await runFake(['sql', 'x', '--lab', 'a', '--connection', 'b'], { client })
    expect(both.code).toBe(2)
  })
})

describe('validate', () => {
  it('shows the frames of a sound lab', async () => {
    const client: FakeRun['client'] = {
      labs: {
        open: async () => ({
          edges: [],
          lab: labOfFrames,
          text: '',
          problems: [],
          origin: 'gallery',
        }),
      },
    }
    const ran = await runFake(['validate', 'desk'], { client })
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('Frame “Count”: a, b') })
    const json: unknown = JSON.parse(
      (await runFake(['validate', 'desk', '--json'], { client })).out,
    )
    expect(json).toMatchObject({ valid: true, frames: { one: { nodes: ['a', 'b'] } } })
  })
  const problem = {
    severity: 'error' as const,
    code: 'data-dir-in-use',
    params: { dir: '/d', pid: 1 },
    path: 'nodes.x.with.rate',
    line: 7,
    column: 5,
  }

  it('names file, line, column and field of every problem, and ends with 2', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cli-validate-'))
    const file = join(dir, 'lab.yaml')
    await writeFile(file, 'sluice: 1')
    const problems = [{ ...problem, line: 9 }, problem]
    const client: FakeRun['client'] = {
      labs: { check: async () => ({ edges: [], text: '', problems, origin: 'text' }) },
    }
    const ran = await runFake(['validate', file], { client })
    expect(ran.code).toBe(2)
    expect(ran.out.split('\n')[0]).toContain(`${file}:7:5: error: nodes.x.with.rate: `)
    expect(ran.out.split('\n')[1]).toContain(`${file}:9:5: `)
    expect(JSON.parse((await runFake(['validate', file, '--json'], { client })).out)).toMatchObject(
      {
        valid: false,
        problems: [{ line: 7 }, { line: 9 }],
      },
    )
  })

  it('says when a file is not there', async () =>
    expect((await runFake(['validate', './no-such-lab.yaml'])).code).toBe(2))
})

describe('engines', () => {
  const up = {
    id: 'kafka',
    state: 'ready',
    host: '127.0.0.1',
    port: 9092,
    durability: 'safe',
    restarts: 0,
    figures: {},
  } as const
  const error = {
    code: 'disk-full',
    kind: 'storage',
    params: { file: '/data', message: '' },
    retry: false,
  } as const
  const down = { ...up, id: 'cql', state: 'halted', port: 9042, error } as const

  const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
  const ask = (statuses: readonly EngineStatus[]) =>
    runFake(['engines'], {
      client: {
        engines: { list: async () => [...statuses] },
        schemas: { status: async () => ({ state: 'waiting', subjects: 0 }) },
      },
      parts,
    })

  it('lists those of the instance that runs, and ends with 1 when one is halted', async () => {
    const { out, code } = await ask([up, down])
    expect(out.split('\n')[1]).toMatch(/^Kafka broker +Up +127\.0\.0\.1:9092 +Safe$/)
    expect(out.split('\n')[2]).toMatch(
      /^Cassandra database +Halted +127\.0\.0\.1:9042 +Safe +The disk/,
    )
    expect(code).toBe(1)
    expect((await ask([up])).code).toBe(0)
  })
})
