// What the room may ask, and what it is not told: every method of the contract is tried from its
// side.
import { describe, expect, it } from 'vitest'
import {
  audienceContract,
  contract,
  type FeedPage,
  type GraphStat,
  type RunSummary,
  type ViewRow,
} from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import { labFileSchema } from '@shared/lab'
import { contractVersion, PROTOCOL_VERSION, type Channel } from '@shared/rpc'
import { Audience } from './audience'

const SECRET = 'kafka.escola.br:9092'
const lab = labFileSchema.parse({
  sluice: 1,
  id: 'shop',
  title: `Shop at ${SECRET}`,
  notes: 'Only for the speaker',
  connections: { broker: { type: 'kafka', profile: 'school' } },
  catalogs: { people: ['ana@escola.br'] },
  nodes: {
    till: { type: 'fake-data', notes: 'Ask first', with: { rate: '1/s', note: SECRET } },
    orders: { type: 'topic', from: [{ node: 'till', group: 'g' }], with: { connection: 'broker' } },
  },
  dashboard: [{ node: 'orders', chart: 'table', notes: 'Only for the speaker' }],
})
const ledger = {
  ...{ expected: 1, arrived: 1, onTheWay: 0, tooLate: 0, deadLetters: 0, lost: 0, doubled: 0 },
  ...{ late: 0, sinks: [] },
}
const run = (id: string): RunSummary => ({
  ...{ lab: id, state: 'running', seed: 1, fingerprint: 'f', eventsPerSecond: 1, ledger },
  outside: { engine: 'spark', version: '3.5', master: `spark://${SECRET}` },
})
const page = <Item>(items: readonly Item[]): FeedPage<Item> => ({
  ...{ cursor: '1', reset: true, items, removed: [], dropped: 0 },
})
const row: ViewRow = { key: 'ana@escola.br', values: ['ana@escola.br', 12], changedAt: 0 }
const stat: GraphStat = {
  ...{ key: 'node:till', ratePerSecond: 1, total: 1, errors: 1 },
  error: { code: 'x', kind: 'bug', params: { address: SECRET }, retry: false },
  // As a console gives its rows, and a file sink its path.
  figures: { text: 'ana@escola.br │ 12', file: '/home/ana/orders.csv', rows: 12 },
}

const neverAborted = { signal: new AbortController().signal }
const parts = () => ({
  summaries: new KeyedTable<RunSummary>(),
  labOf: async (id: string) => ({ ...lab, id }),
  labs: { catalog: () => [] },
  runs: { graph: () => page([stat]), views: () => [], view: () => page([row]) },
})

async function room(labs: readonly string[] = ['shop']) {
  const { summaries, ...others } = parts()
  for (const id of labs) summaries.set(id, run(id))
  const opened: { open?: () => Promise<Channel>; stopped: boolean } = { stopped: false }
  const audience = new Audience({
    summaries,
    ...others,
    openPage: async ({ open }) => {
      opened.open = open
      return {
        port: 4000,
        watching: () => 3,
        stop: async () => void (opened.stopped = true),
      }
    },
  })
  const status = await audience.handlers.open({ host: '192.0.2.7', port: 0 }, neverAborted)
  return { audience, opened, status, summaries, ask: await guestOf(opened.open) }
}

/** A guest who says what no client would say. */
async function guestOf(open: (() => Promise<Channel>) | undefined) {
  const channel = await open?.()
  if (channel === undefined) throw new Error('not open')
  const answers: string[] = []
  let tell = () => {}
  channel.onMessage(text => {
    answers.push(text ?? '')
    tell()
  })
  const next = async (): Promise<Record<string, unknown>> => {
    while (answers.length === 0) await new Promise<void>(resolve => (tell = resolve))
    return JSON.parse(answers.shift() ?? '')
  }
  const version = contractVersion(audienceContract)
  channel.send(JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION, contract: version }))
  await next()
  let id = 0
  return (method: string, input: unknown = {}) => {
    channel.send(JSON.stringify({ t: 'call', id: id++, method, input }))
    return next()
  }
}

const OFFERED = Object.entries(audienceContract).flatMap(([domain, methods]) =>
  Object.keys(methods).map(name => `${domain}.${name}`),
)
const ALL = Object.entries(contract).flatMap(([domain, methods]) =>
  Object.entries(methods).map(([name, { kind }]) => ({ method: `${domain}.${name}`, kind })),
)

describe('the room', () => {
  it('is offered methods that read, and these alone', () => {
    expect(OFFERED.toSorted()).toEqual([
      'audience.shown',
      'labs.catalog',
      'runs.graph',
      'runs.summary',
      'runs.view',
      'runs.views',
    ])
    const commands = ALL.filter(({ kind }) => kind === 'command').map(({ method }) => method)
    expect(OFFERED.filter(method => commands.includes(method))).toEqual([])
  })

  it('has no other method of the contract, whatever it asks with', async () => {
    const { ask } = await room()
    const inputs = [{}, { lab: 'shop' }, { ref: '/etc/passwd' }, { ref: 'shop', text: 'x' }]
    for (const { method } of ALL.filter(each => !OFFERED.includes(each.method)))
      for (const input of inputs)
        expect(await ask(method, input), method).toMatchObject({
          t: 'error',
          error: { code: 'unknown-method', params: { method } },
        })
  })

  it('sees the lab that runs without settings, notes, connections and addresses', async () => {
    const { ask } = await room()
    const answer = JSON.stringify(await ask('audience.shown'))
    for (const word of [SECRET, 'Only for', 'Ask first', 'school', 'broker', 'escola', '1/s'])
      expect(answer, word).not.toContain(word)
    expect(answer).toContain('"from":["till"]')
  })

  it('gets figures without errors, and rows without addresses of people', async () => {
    const { ask } = await room(['shop'])
    const summary = JSON.stringify(await ask('runs.summary'))
    expect(summary).toContain('"expected":1')
    expect(summary).not.toContain('spark')
    const graph = JSON.stringify(await ask('runs.graph', { lab: 'shop' }))
    expect(graph).toContain('node:till')
    expect(graph).toContain('"rows":12')
    for (const word of ['escola', 'ana']) expect(graph, word).not.toContain(word)
    const rows = JSON.stringify(await ask('runs.view', { lab: 'shop', node: 'orders' }))
    expect(rows).toContain('"a•••",12')
    expect(rows).not.toContain('ana@')
  })

  it('sees no lab but the one that is shown', async () => {
    const { ask, summaries } = await room(['shop'])
    summaries.set('exam', run('exam'))
    for (const [method, input] of [
      ['runs.graph', { lab: 'exam' }],
      ['runs.views', { lab: 'exam' }],
      ['runs.view', { lab: 'exam', node: 'orders' }],
    ] as const)
      expect(await ask(method, input)).toMatchObject({ error: { code: 'audience-other-lab' } })
    expect(JSON.stringify(await ask('runs.summary'))).not.toContain('exam')
  })

  it('follows the presenter, and is closed with its page', async () => {
    const { audience, ask, opened, status } = await room()
    expect(status.addresses[0]).toMatch(/^http:\/\/192\.0\.2\.7:4000\/#t=[a-z2-9]{12}$/)
    await audience.handlers.show({ lab: 'shop', at: 2, isBlank: true }, neverAborted)
    expect(await ask('audience.shown')).toMatchObject({
      output: { items: [{ at: 2, isBlank: true }] },
    })
    expect(await audience.handlers.close({}, neverAborted)).toEqual({ addresses: [], watching: 0 })
    expect(opened.stopped).toBe(true)
  })

  it('learns of a lab that has ended when the presenter goes to it', async () => {
    const { audience, ask, summaries } = await room(['shop', 'ended'])
    const first = await ask('runs.summary', { lab: 'shop' })
    expect(first).toMatchObject({ output: { items: [{ lab: 'shop' }] } })
    summaries.set('ended', { ...run('ended'), state: 'stopped' })
    await audience.handlers.show({ lab: 'ended', isBlank: false }, neverAborted)
    expect(await ask('runs.summary', { lab: 'ended' })).toMatchObject({
      output: { items: [{ lab: 'ended', state: 'stopped' }] },
    })
    expect(await ask('runs.summary', { lab: 'shop' })).toMatchObject({ output: { items: [] } })
  })

  it('has one page, however many ask for it at once', async () => {
    let doors = 0
    let stopped = 0
    const audience = new Audience({
      ...parts(),
      openPage: async () => {
        const port = 4000 + doors++
        await new Promise(resolve => setImmediate(resolve))
        return { port, watching: () => 0, stop: async () => void stopped++ }
      },
    })
    const wanted = { host: '192.0.2.7', port: 0 }
    const all = await Promise.all([1, 2].map(() => audience.handlers.open(wanted, neverAborted)))
    expect(all[0]).toEqual(all[1])
    await audience.close()
    expect([doors, stopped]).toEqual([1, 1])
  })

  it('cannot be opened by a host without a page', async () => {
    const audience = new Audience({ ...parts(), openPage: undefined })
    await expect(
      (async () => audience.handlers.open({ host: '0.0.0.0', port: 0 }, neverAborted))(),
    ).rejects.toMatchObject({ code: 'audience-no-page' })
  })
})
