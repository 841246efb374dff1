// The contract answered from memory, with a run that moves. What it does not answer fails as an
// unknown method would, so that a screen's error state is seen too.
import { LabError } from '@shared/errors'
import type { FeedPage, LabSummary, NodeInfo, OpenLab, Problem, Settings } from '@shared/contract'
import { curveOf, edgesOf, labFileSchema, type LabFile, type Rate } from '@shared/lab'
import { parse, YAMLParseError } from 'yaml'
import { hostState, look, type Client } from '@renderer/client'
import r0 from '../../resources/labs/r0-vendas-ecommerce.yaml?raw'
import { FakeRun } from './fake-run'
import { fakeStore } from './fake-store'
import { nodeCatalog } from './node-catalog'

const WAIT_MS = 40
const contents = {
  topics: [{ topic: 'vendas-ecommerce', records: 14_482 }],
  groups: ['vendas'],
  tables: ['vendas_por_produto'],
  files: 0,
  fileNames: [],
  filesKept: 0,
  hasState: true,
  seed: 42,
}
const page = <Item>(items: readonly Item[], reset = true): FeedPage<Item> => ({
  cursor: String(Date.now()),
  reset,
  items,
  removed: [],
  dropped: 0,
})
const wait = (ms = WAIT_MS) => new Promise<void>(done => setTimeout(done, ms))

function read(text: string): { lab?: LabFile; problems: Problem[] } {
  try {
    const parsed = labFileSchema.safeParse(parse(text))
    if (parsed.success) {
      const problems = edgesOf(parsed.data)
        .filter(edge => parsed.data.nodes[edge.from] === undefined)
        .map<Problem>(edge => ({
          severity: 'error',
          code: 'lab-unknown-node',
          params: { name: edge.from, node: edge.to },
          path: `nodes.${edge.to}.from`,
          node: edge.to,
          line: 1,
        }))
      return { lab: parsed.data, problems }
    }
    const problems = parsed.error.issues.map<Problem>(issue => ({
      severity: 'error',
      code: 'lab-shape',
      params: { field: issue.path.join('.'), message: issue.message },
      path: issue.path.join('.'),
      node: issue.path[0] === 'nodes' ? String(issue.path[1]) : undefined,
    }))
    return { problems }
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined
    return {
      problems: [
        { severity: 'error', code: 'lab-yaml', params: { message: String(error) }, path: '', line },
      ],
    }
  }
}

export function fakeClient(catalog: readonly NodeInfo[] = nodeCatalog): Client {
  hostState.value = 'ready'
  const files = new Map<string, string>([['r0-vendas-ecommerce', r0]])
  const runs = new Map<string, FakeRun>()
  let settings: Settings = {
    ...look.value,
    durability: 'safe',
    kafkaPort: 9092,
    cqlPort: 9042,
    registry: 'auto',
    registryPort: 8081,
  }

  const opened = (text: string, path?: string): OpenLab => {
    const { lab, problems } = read(text)
    return {
      lab,
      edges: lab === undefined ? [] : edgesOf(lab),
      text,
      problems,
      path,
      origin: path === undefined ? 'text' : 'gallery',
    }
  }
  const summaryOf = (id: string, text: string): LabSummary[] => {
    const { lab } = read(text)
    if (lab === undefined) return []
    const kinds = new Map(catalog.map(node => [node.type, node.kind]))
    return [
      {
        id,
        title: lab.title,
        summary: lab.summary,
        origin: 'gallery',
        path: id,
        nodes: Object.entries(lab.nodes).map(([name, node]) => ({
          id: name,
          type: node.type,
          kind: kinds.get(node.type) ?? 'step',
        })),
        edges: edgesOf(lab).map(edge => [edge.from, edge.to] as const),
        rate: '1 / 2 s',
        locale: 'pt_BR',
        uses: [],
        openedAt: Date.now() - 240_000,
      },
    ]
  }
  const runOf = (lab: string): FakeRun => {
    const run = runs.get(lab)
    if (run === undefined)
      throw new LabError('run-not-found', { kind: 'conflict', params: { lab } })
    return run
  }
  const become = (state: FakeRun['state']) => async (input: { lab: string }) => {
    const run = runOf(input.lab)
    run.state = state
    return run.summary()
  }

  const answers = {
    app: {
      info: async () => ({
        version: '0.1.0',
        shell: 'test' as const,
        platform: 'linux',
        dataDir: '/tmp/sluice',
        startedAt: Date.now(),
      }),
      settings: async () => settings,
      saveSettings: async (change: Partial<Settings>) => (settings = { ...settings, ...change }),
      disk: async () => null,
      doctor: async () => ({ checks: [] }),
    },
    engines: {
      status: async () => {
        await wait(500)
        return page(
          (['kafka', 'cql'] as const).map(id => ({
            id,
            state: 'ready' as const,
            host: '127.0.0.1',
            port: id === 'kafka' ? 9092 : 9042,
            durability: settings.durability,
            readyInMs: 800,
            restarts: 0,
            figures: {},
          })),
        )
      },
    },
    labs: {
      list: async () => {
        const gallery = [...files].flatMap(([id, text]) => summaryOf(id, text))
        return { gallery, recent: gallery.slice(0, 1) }
      },
      open: async ({ ref }: { ref: string }) => {
        await wait()
        const text = files.get(ref)
        if (text === undefined)
          throw new LabError('lab-not-found', { kind: 'usage', params: { ref } })
        return opened(text, ref)
      },
      check: async ({ text }: { text: string }) => opened(text),
      save: async ({ path, text }: { path?: string; text: string }) => {
        const to = path ?? 'new-lab'
        files.set(to, text)
        return { path: to }
      },
      catalog: async () => catalog,
      firstSettings: async ({ type }: { type: string }) => ({
        initial: catalog.find(info => info.type === type)?.initial ?? {},
      }),
      explain: async () => ({ expressions: [], samples: [], timezone: 'UTC' }),
      inferRecord: async () => ({ yaml: '' }),
      sample: async ({ count }: { count: number }) => ({ records: sample().slice(0, count) }),
    },
    runs: {
      doubts: async () => ({ problems: [], state: [] }),
      list: async () => [...runs.values()].map(run => run.summary()),
      start: async ({ ref, text }: { ref: string; text?: string }) => {
        const { lab } = read(text ?? files.get(ref) ?? '')
        if (lab === undefined)
          throw new LabError('lab-not-found', { kind: 'usage', params: { ref } })
        const run = runs.get(lab.id) ?? new FakeRun(lab, catalog)
        run.state = 'running'
        runs.set(lab.id, run)
        return run.summary()
      },
      pause: become('paused'),
      resume: become('running'),
      step: become('paused'),
      stop: become('stopped'),
      reset: async ({ lab }: { lab: string }) => {
        const run = runOf(lab)
        runs.delete(lab)
        return { ...run.summary(), state: 'stopped' as const, went: contents }
      },
      contents: async () => contents,
      setRate: async ({ lab, rate }: { lab: string; rate: Rate }) => {
        runOf(lab).rate = rate === 'max' ? 10_000 : curveOf(rate).rateAt(0)
        return { rate }
      },
      views: async () => [
        {
          node: 'ao-vivo',
          columns: [
            { name: 'nome_produto', type: 'string' },
            { name: 'valor_total', type: 'decimal(20,2)' },
          ],
          chart: 'bar' as const,
          x: 'nome_produto',
          y: ['valor_total'],
        },
      ],
      summary: async () => {
        await wait(100)
        return page([...runs.values()].map(run => run.summary()))
      },
      graph: async ({ lab }: { lab: string }) => page(runs.get(lab)?.graph() ?? []),
      view: async ({ lab }: { lab: string }) => page(runs.get(lab)?.view() ?? []),
      records: async ({ lab }: { lab: string }) => page(runs.get(lab)?.records(50) ?? []),
      deadLetters: async ({ lab }: { lab: string }) =>
        page(
          runs.has(lab)
            ? [
                {
                  seq: 1,
                  at: Date.now(),
                  value: '{"quantity":null}',
                  node: 'pedido',
                  offset: '17',
                  reason: {
                    code: 'parse-type',
                    kind: 'data' as const,
                    params: { field: 'quantity' },
                    retry: false,
                  },
                },
              ]
            : [],
        ),
      sendAgain: async ({ lab, letters }: { lab: string; letters: readonly { seq: number }[] }) => {
        const sent = letters.map(({ seq }) => ({ seq, topic: 'fake', partition: 0, offset: '17' }))
        runOf(lab).sent.push(...sent)
        return { sent, refused: [] }
      },
      sentAgain: async ({ lab }: { lab: string }) => [...runOf(lab).sent],
      log: async () => page([]),
    },
    ...fakeStore,
  }
  return new Proxy({} as Client, {
    get: (_, domain) =>
      new Proxy(
        {},
        {
          get: (_, method) => {
            const found: unknown = Reflect.get(Reflect.get(answers, domain) ?? {}, method)
            return (
              found ??
              (async () =>
                Promise.reject(
                  new LabError('unknown-method', {
                    kind: 'bug',
                    params: { method: `${String(domain)}.${String(method)}` },
                  }),
                ))
            )
          },
        },
      ),
  })
}

function sample(): string[] {
  return [1, 2, 3].map(n =>
    JSON.stringify({
      id_pedido: n,
      cliente: 'Ana Souza',
      produtos_comprados: [{ nome: 'Notebook', quantidade: n, preco_unitario: 3120.5 }],
      valor_total: 3120.5 * n,
    }),
  )
}
