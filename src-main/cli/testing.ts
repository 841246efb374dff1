// Shared by the tests of verbs: a terminal of buffers, and a lab whose answers the test chooses.
import { PassThrough, Readable } from 'node:stream'
import type { FeedPage } from '@shared/contract'
import { runCli } from './main'
import type { CliParts, HostOptions, LabClient } from './parts'
import type { Verb } from './verb'

type Fake = { readonly [D in keyof LabClient]?: Partial<LabClient[D]> }

/** A client that knows only what the test tells it; any other call fails by name. */
export function fakeClient(known: Fake): LabClient {
  const domain = (name: string, methods: object) =>
    new Proxy(methods, {
      get(target, method) {
        const found: unknown = Reflect.get(target, method)
        if (found) return found
        return () =>
          Promise.reject(new Error(`the test has no answer for ${name}.${String(method)}`))
      },
    })
  // The one place where a partial lab takes the place of a whole one.
  return new Proxy(known, {
    get: (target, name) => domain(String(name), Reflect.get(target, name) ?? {}),
  }) as LabClient
}

export interface FakeRun {
  readonly client?: Fake
  readonly stdin?: string
  readonly env?: Record<string, string>
  readonly parts?: Partial<CliParts>
  readonly verbs?: readonly Verb[]
  readonly signal?: AbortSignal
}

export async function runFake(words: readonly string[], options: FakeRun = {}) {
  const [stdout, out] = collector()
  const [stderr, err] = collector()
  const opened: HostOptions[] = []
  const client = fakeClient(options.client ?? {})
  const code = await runCli({
    words,
    verbs: options.verbs,
    signal: options.signal ?? new AbortController().signal,
    io: {
      stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)], {
        objectMode: false,
      }),
      stdout,
      stderr,
      outIsTerminal: false,
      inIsTerminal: false,
      columns: 100,
      env: options.env ?? {},
    },
    parts: {
      version: '1.2.3',
      defaultDataDir: '/nowhere/sluice',
      openHost: async hostOptions => {
        opened.push(hostOptions)
        return { client, stop: async () => {} }
      },
      // Only with a `lockOf` that names an instance.
      attach: async () => ({ client, stop: async () => {} }),
      serve: () => Promise.reject(new Error('nothing to serve')),
      lockOf: async () => undefined,
      ...options.parts,
    },
  })
  return { code, out: out(), err: err(), opened }
}

/** A stream that keeps what is written, and never holds the writer up. */
function collector(): [PassThrough, () => string] {
  const chunks: Buffer[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return [stream, () => Buffer.concat([...chunks, ...read(stream)]).toString()]
}

function read(stream: PassThrough): Buffer[] {
  const left: unknown = stream.read()
  return Buffer.isBuffer(left) ? [left] : []
}

/** One page of a feed. */
export const page = <Item>(items: Item[], dropped = 0): FeedPage<Item> => ({
  cursor: '1',
  reset: false,
  items,
  removed: [],
  dropped,
})
