import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineStatus, RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { page, runFake, type FakeRun } from '../testing'

const wholeOf = (result: unknown) => ({
  text: JSON.stringify(result),
  chars: JSON.stringify(result).length,
})
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

describe('run', () => {
  const ledger = {
    expected: 5,
    arrived: 5,
    late: 0,
    tooLate: 0,
    deadLetters: 0,
    lost: 0,
    doubled: 0,
    onTheWay: 0,
    sinks: [],
  }
  const summary = (state: RunSummary['state']): RunSummary => ({
    lab: 'lab',
    state,
    seed: 1,
    fingerprint: 'f',
    eventsPerSecond: 1,
    ledger,
  })
  const result = {
    state: 'finished' as const,
    nodes: { src: { in: 0, out: 5, errors: 0 } },
    tables: { 'ks.t': [{ k: 'a', v: 1.5 }] },
    before: 0,
    eventsPerSecond: 10,
    seconds: 0.5,
    ledger,
    fingerprint: 'f',
  }

  async function run(
    words: string[],
    states: RunSummary['state'][],
    runs: NonNullable<FakeRun['client']>['runs'] = {},
    signal?: AbortSignal,
  ) {
    const asked: unknown[] = []
    const left = [...states]
    const ran = await runFake(['run', 'lab', ...words], {
      signal,
      client: {
        labs: {
          open: async () => ({
            lab: {
              sluice: 1,
              id: 'lab',
              title: 'x',
              connections: { a: { type: 'kafka' }, b: { type: 'cassandra' } },
              nodes: {},
            },
            edges: [],
            text: '',
            problems: [],
            origin: 'gallery',
          }),
        },
        runs: {
          doubts: async () => ({ problems: [] }),
          start: async input => {
            asked.push(input)
            return summary('starting')
          },
          summary: async () => page([summary(left.length > 1 ? left.shift()! : left[0]!)]),
          log: (_input, options) =>
            new Promise((_, reject) =>
              options?.signal?.addEventListener('abort', () =>
                reject(new LabError('cancelled', { kind: 'cancelled' })),
              ),
            ),
          result: async () => wholeOf(result),
          ...runs,
        },
      },
    })
    return { ...ran, asked }
  }

  it('starts with what was said, waits for the end and prints one object last', async () => {
    const { code, out, asked, opened } = await run(
      ['--events', '5', '--rate', 'max', '--seed', '7', '--json'],
      ['running', 'running', 'finished'],
    )
    expect(code).toBe(0)
    expect(asked).toMatchObject([
      {
        ref: 'lab',
        clean: false,
        overrides: { events: 5, forMs: undefined, rate: 'max', seed: 7 },
        endWhenDrained: true,
        profiles: undefined,
      },
    ])
    expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({
      lab: 'lab',
      nodes: result.nodes,
      tables: result.tables,
      eventsPerSecond: 10,
      seconds: 0.5,
    })
    expect(opened).toMatchObject([
      { kafka: 'off', cql: 'off' },
      { kafka: 'embedded', cql: 'embedded' },
    ])
  })

  it('names back-dated records that would not stay, and puts them into the object', async () => {
    const params = { source: 's', topic: 't', from: 0, kept: 1 }
    const code = 'lab-retention-eats'
    const doubt = { severity: 'warning' as const, code, path: 'nodes.s', params }
    const doubts = async () => ({ problems: [doubt] })
    const told = await run([], ['finished'], { doubts })
    expect(told.code).toBe(0)
    expect(told.err).toContain('“s” dates its records')
    const { out } = await run(['--json'], ['finished'], { doubts })
    expect(JSON.parse(out)).toMatchObject({ warnings: [{ severity: 'warning', code }] })
  })

  it('says a slow rate as the screen does', async () => {
    const slow = { ...summary('running'), eventsPerSecond: 0.5 }
    const list = async () => [slow]
    const lockOf = async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=a' })
    const listed = await runFake(['runs'], { client: { runs: { list } }, parts: { lockOf } })
    expect(listed.out).toContain('0.5/s')
    const ended = async () => wholeOf({ ...result, eventsPerSecond: 0.5 })
    expect((await run([], ['finished'], { result: ended })).out).toContain(', 0.5/s.')
  })

  it('prints tables for people', async () => {
    const { out } = await run([], ['finished'])
    expect(out).toContain(
      '5 expected = 5 arrived + 0 on the way + 0 too late + 0 dead letters + 0 lost − 0 doubled',
    )
    expect(out).toContain('ks.t: 1 row')
    expect(out).not.toContain('DOUBLED')
    expect(out.trim().split('\n').at(-1)).toBe(
      '5 of 5 events arrived: 0 lost, 0 doubled, 0 dead letters.',
    )
  })

  it('puts a large result together out of its pieces, and says which tables it has in part only', async () => {
    const text = JSON.stringify({
      ...result,
      cut: { 'ks.t': 123456, view: null },
      tables: { ...result.tables, view: [{ a: '😀' }] },
    })
    const PIECE = 7
    const pieces = {
      result: async ({ from = 0 }) => ({
        text: text.slice(from, from + PIECE),
        chars: text.length,
      }),
    }
    const { out } = await run(['--json'], ['finished'], pieces)
    expect(JSON.parse(out.trim().split('\n').at(-1)!)).toEqual({ lab: 'lab', ...JSON.parse(text) })
    const people = (await run([], ['finished'], pieces)).out
    expect(people).toContain('ks.t: this result carries 1 of 123,456 rows')
    expect(people).toContain('view: this result carries 1 rows; there were more.')
  })

  it('says last what stands twice, and which sink has it', async () => {
    const doubled = {
      ...result,
      nodes: { ...result.nodes, log: { in: 5, out: 0, errors: 0, doubled: 3 } },
      ledger: { ...ledger, doubled: 3 },
    }
    const { out } = await run([], ['finished'], { result: async () => wholeOf(doubled) })
    expect(out).toMatch(/NODE +IN +OUT +ERRORS +DOUBLED/)
    expect(out).toMatch(/log +5 +0 +0 +3\n/)
    expect(out.trim().split('\n').at(-1)).toBe(
      '5 of 5 events arrived: 0 lost, 3 doubled, 0 dead letters.',
    )
  })

  it('ends with the kind of the error when the run fails, having said it', async () => {
    const failed = {
      ...summary('failed'),
      error: {
        code: 'data-dir-in-use',
        kind: 'storage' as const,
        params: { dir: 'd', pid: 1 },
        retry: false,
      },
    }
    const ran = await run([], ['failed'], { summary: async () => page([failed]) })
    expect(ran.code).toBe(7)
    expect(ran.err).not.toBe('')
  })

  it('stops in good order at Ctrl-C, prints how far it came, and ends with 130', async () => {
    const ctrlC = new AbortController()
    let state: RunSummary['state'] = 'running'
    const ran = await run(
      ['--json'],
      [],
      {
        summary: async () => {
          ctrlC.abort()
          return page([summary(state)])
        },
        stop: async () => summary((state = 'stopped')),
      },
      ctrlC.signal,
    )
    expect(ran.code).toBe(130)
    expect(JSON.parse(ran.out)).toMatchObject({ lab: 'lab' })
  })

  it('refuses --events together with --for', async () =>
    expect((await run(['--events', '1', '--for', '1s'], [])).code).toBe(2))
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
    runFake(['engines'], { client: { engines: { list: async () => [...statuses] } }, parts })

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
