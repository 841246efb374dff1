import { describe, expect, it } from 'vitest'
import type { RunSummary, StateFate } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { nodeCatalog } from '@main/pipeline'
import { page, runFake, type FakeRun } from '../testing'

const wholeOf = (result: unknown) => ({
  text: JSON.stringify(result),
  chars: JSON.stringify(result).length,
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
    nodes: LabFile['nodes'] = {},
  ) {
    const asked: unknown[] = []
    const left = [...states]
    const ran = await runFake(['run', 'lab', ...words], {
      signal,
      client: {
        labs: {
          catalog: async () => [...nodeCatalog()],
          open: async () => ({
            lab: {
              sluice: 1,
              id: 'lab',
              title: 'x',
              connections: { a: { type: 'kafka' }, b: { type: 'cassandra' } },
              nodes,
            },
            edges: [],
            text: '',
            problems: [],
            origin: 'gallery',
          }),
        },
        runs: {
          doubts: async () => ({ problems: [], state: [] }),
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

  it.each([
    ['500ms', 500],
    ['1000records', { records: 1000 }],
    ['1 record', { records: 1 }],
  ])('gives out results by --trigger %s', async (text, trigger) => {
    const { asked } = await run(['--trigger', text], ['finished'])
    expect(asked[0]).toMatchObject({ overrides: { trigger } })
  })

  it('names back-dated records that would not stay, and puts them into the object', async () => {
    const params = { source: 's', topic: 't', from: 0, kept: 1 }
    const code = 'lab-retention-eats'
    const doubt = { severity: 'warning' as const, code, path: 'nodes.s', params }
    const doubts = async () => ({ problems: [doubt], state: [] })
    const told = await run([], ['finished'], { doubts })
    expect(told.code).toBe(0)
    expect(told.err).toContain('“s” dates its records')
    const { out } = await run(['--json'], ['finished'], { doubts })
    expect(JSON.parse(out)).toMatchObject({ warnings: [{ severity: 'warning', code }] })
  })

  it('says of each node what becomes of its state before a changed lab goes on', async () => {
    const grown = { node: 'total', added: 'n = 0', removed: '' }
    const state: StateFate[] = [
      { node: 'total', fate: 'grown', code: 'state-grown', params: grown },
      { node: 'seen', fate: 'kept', code: 'state-kept', params: { node: 'seen' } },
    ]
    const told = await run([], ['finished'], { doubts: async () => ({ problems: [], state }) })
    expect(told.err).toContain('total: state kept, with other fields. New in it')
    expect(told.err).toContain('n = 0')
    expect(told.err).toContain('seen: state kept.')
    expect(told.err).toContain('--clean begins anew')
    const lost = { node: 'total', setting: 'by' }
    const dropped: StateFate[] = [
      { node: 'total', fate: 'dropped', needsClean: true, code: 'change-memory', params: lost },
    ]
    const refused = async () => ({ problems: [], state: dropped })
    const { err } = await run([], ['finished'], { doubts: refused })
    expect(err).toContain('total: state dropped.')
    expect(err).toContain('The run cannot go on with this lab')
  })

  it('says where it takes records, also by the settings that a lab leaves out', async () => {
    const nodes = {
      hook: { type: 'webhook' },
      other: { type: 'webhook', with: { port: 9100, path: '/orders' } },
      made: { type: 'fake-data' },
    }
    const { err } = await run([], ['finished'], {}, undefined, nodes)
    expect(err).toContain('hook takes records at http://127.0.0.1:8090/hook')
    expect(err).toContain('other takes records at http://127.0.0.1:9100/orders')
    expect(err).not.toContain('made takes')
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

  it('asks for the stop again when the run could not take it yet', async () => {
    const ctrlC = new AbortController()
    let state: RunSummary['state'] = 'running'
    let refusals = 2
    const ran = await run(
      [],
      ['running'],
      {
        summary: async () => {
          ctrlC.abort()
          await new Promise(resolve => setTimeout(resolve))
          return page([summary(state)])
        },
        stop: async () => {
          if (refusals-- > 0) throw new LabError('run-not-found', { kind: 'conflict' })
          return summary((state = 'stopped'))
        },
      },
      ctrlC.signal,
    )
    expect(ran.code).toBe(130)
    expect(refusals).toBe(-1)
  })

  it.each([
    ['--conf', 'spark.executor.memory=2g'],
    ['--spark', '4'],
  ])('refuses %s where nothing is said of Spark', async (option, value) => {
    const { code, err, asked } = await run([option, value], ['finished'])
    expect(asked).toEqual([])
    expect(code).not.toBe(0)
    expect(err).toContain(`${option} says nothing without --on spark`)
  })

  it('refuses --events together with --for', async () =>
    expect((await run(['--events', '1', '--for', '1s'], [])).code).toBe(2))
})
