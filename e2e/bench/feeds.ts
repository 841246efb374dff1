// Row 17: pages of a feed between a run's worker and its host, both ends on this thread. Ours is the
// RPC over a port of structured clones; its peers are the bare port (what the RPC adds) and the same
// RPC as JSON text (what the clones save).
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { runContract, type FeedPage, type ViewRow } from '@shared/contract'
import {
  createClientOf,
  createServerOf,
  memoryChannels,
  threadChannel,
  type HandlersOf,
} from '@shared/rpc'
import { inTurns, type Report } from './report'

const ROW = 17
const ROUNDS = 5
const SECONDS = 1
const PAGE_ROWS = [1, 100, 2000]

type Ask = () => Promise<FeedPage<ViewRow>>
interface Carrier {
  readonly ask: Ask
  close(): void
}

export async function bench(report: Report): Promise<void> {
  for (const rows of PAGE_ROWS) {
    const page = pageOf(rows)
    const peers = [
      ['the bare port', barePort],
      ['as JSON text', asText],
    ] as const
    for (const [peer, open] of peers) {
      const [ours, theirs] = [asClones(page), open(page)]
      const times = await inTurns(
        ROUNDS,
        () => pagesPerSecond(ours.ask),
        () => pagesPerSecond(theirs.ask),
      )
      ours.close()
      theirs.close()
      report.add({
        row: ROW,
        work: `feed pages of ${rows} rows, run to host`,
        ...{ peer, unit: 'pages/s', more: true },
        ...times,
      })
    }
  }
}

function pageOf(rows: number): FeedPage<ViewRow> {
  const items = Array.from({ length: rows }, (_, at) => ({
    key: `produto-${at}`,
    values: [`produto-${at}`, at * 7, at * 19.9, null, '2024-03-01'],
    changedAt: 1_700_000_000_000 + at,
  }))
  return { cursor: 'epoch.17', reset: false, items, removed: [], dropped: 0 }
}

async function pagesPerSecond(ask: Ask): Promise<number> {
  const until = performance.now() + SECONDS * 1000
  let pages = 0
  for (; performance.now() < until; pages++) await ask()
  return pages / SECONDS
}

const INPUT = { lab: 'r0', node: 'view', cursor: 'epoch.16' }

/** Only the one method is asked; the others answer nothing. */
function serving(page: FeedPage<ViewRow>): { run: HandlersOf<typeof runContract>['run'] } {
  return { run: new Proxy({} as HandlersOf<typeof runContract>['run'], { get: () => () => page }) }
}

function asClones(page: FeedPage<ViewRow>): Carrier {
  const { port1, port2 } = new MessageChannel()
  createServerOf(runContract, threadChannel(port2), serving(page))
  const client = createClientOf(runContract, async () => threadChannel(port1))
  return { ask: () => client.run.view(INPUT), close: () => client.close() }
}

/** The port carries text, as between a page and its host. */
function asText(page: FeedPage<ViewRow>): Carrier {
  const { port1, port2 } = new MessageChannel()
  const [near, hostEnd] = memoryChannels()
  const [far, runEnd] = memoryChannels()
  joinByPort(hostEnd, port1)
  joinByPort(far, port2)
  createServerOf(runContract, runEnd, serving(page))
  const client = createClientOf(runContract, async () => near)
  return {
    ask: () => client.run.view(INPUT),
    close: () => {
      client.close()
      port1.close()
    },
  }
}

function joinByPort(channel: ReturnType<typeof memoryChannels>[0], port: MessagePort): void {
  channel.onMessage(text => port.postMessage(text))
  port.on('message', (text: string) => channel.send(text))
}

function barePort(page: FeedPage<ViewRow>): Carrier {
  const { port1, port2 } = new MessageChannel()
  const waiting = new Map<number, (page: FeedPage<ViewRow>) => void>()
  let next = 0
  port2.on('message', ({ id }: { id: number }) => port2.postMessage({ id, result: page }))
  port1.on('message', ({ id, result }: { id: number; result: FeedPage<ViewRow> }) => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  const ask: Ask = () =>
    new Promise(resolve => {
      const id = next++
      waiting.set(id, resolve)
      port1.postMessage({ id, call: { do: 'feed', feed: 'view', at: 'view', cursor: 'epoch.16' } })
    })
  return { ask, close: () => port1.close() }
}
