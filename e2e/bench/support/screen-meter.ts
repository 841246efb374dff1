// What a page costs while it is shown, as its browser measures it: frames, tasks too long to be
// answered meanwhile, what the page keeps, and what its host sends.
import type { CDPSession, Page } from '@playwright/test'

export interface Watched {
  readonly framesPerSecond: number
  /** The longest time between two frames. */
  readonly gapMs: number
  readonly longTasks: number
  readonly longestTaskMs: number
  /** Of the time. */
  readonly longShare: number
  /** Of one core: what the page's thread, and its whole process, took of the processor. */
  readonly thread: number
  readonly process: number
  /** How much of the time the page's thread was at work or kept from it, and on what. */
  readonly busy: { readonly all: number; readonly script: number; readonly layout: number }
  readonly sent: readonly Sent[]
}

/** What the host sent for one method, per second. */
interface Sent {
  readonly method: string
  readonly messages: number
  readonly bytes: number
}

export interface Kept {
  readonly listeners: number
  readonly nodes: number
  readonly heapMib: number
}

/** In the page, for this long. A task counts as long from 50 ms, as browsers define it. */
async function framesOf(forMs: number) {
  const tasks: number[] = []
  const observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const times: number[] = []
  await new Promise<void>(resolve => {
    const begun = performance.now()
    const frame = (now: number) => {
      times.push(now)
      if (performance.now() - begun < forMs) requestAnimationFrame(frame)
      else resolve()
    }
    requestAnimationFrame(frame)
  })
  // Those that ended just now are told a moment later.
  await new Promise(resolve => setTimeout(resolve, 100))
  observer.disconnect()
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const elapsed = gaps.reduce((sum, gap) => sum + gap, 0)
  return { frames: gaps.length, elapsed, gapMs: Math.max(0, ...gaps), tasks }
}

export class ScreenMeter {
  private readonly methods = new Map<number, string>()
  private sent = new Map<string, { messages: number; bytes: number }>()

  private constructor(
    private readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  static async of(page: Page): Promise<ScreenMeter> {
    const devtools = await page.context().newCDPSession(page)
    const meter = new ScreenMeter(page, devtools)
    devtools.on('Network.webSocketFrameSent', ({ response }) => meter.asked(response.payloadData))
    devtools.on('Network.webSocketFrameReceived', ({ response }) =>
      meter.answered(response.payloadData),
    )
    await devtools.send('Network.enable')
    await devtools.send('Performance.enable')
    return meter
  }

  async watch(forMs: number): Promise<Watched> {
    this.sent = new Map()
    const before = await this.metrics()
    const { frames, elapsed, gapMs, tasks } = await this.page.evaluate(framesOf, forMs)
    const after = await this.metrics()
    const seconds = elapsed / 1000
    const share = (name: string) =>
      ((after.get(name) ?? 0) - (before.get(name) ?? 0)) /
      ((after.get('Timestamp') ?? 1) - (before.get('Timestamp') ?? 0))
    return {
      framesPerSecond: frames / seconds,
      gapMs,
      longTasks: tasks.length,
      longestTaskMs: Math.max(0, ...tasks),
      longShare: tasks.reduce((sum, task) => sum + task, 0) / elapsed,
      thread: share('ThreadTime'),
      process: share('ProcessTime'),
      busy: {
        all: share('TaskDuration'),
        script: share('ScriptDuration'),
        layout: share('LayoutDuration') + share('RecalcStyleDuration'),
      },
      sent: [...this.sent]
        .map(([method, { messages, bytes }]) => ({
          method,
          messages: messages / seconds,
          bytes: bytes / seconds,
        }))
        .sort((one, other) => other.bytes - one.bytes),
    }
  }

  /** After what can be thrown away has been. */
  async kept(): Promise<Kept> {
    await this.devtools.send('HeapProfiler.collectGarbage')
    const metrics = await this.metrics()
    return {
      listeners: metrics.get('JSEventListeners') ?? 0,
      nodes: metrics.get('Nodes') ?? 0,
      heapMib: (metrics.get('JSHeapUsedSize') ?? 0) / 1024 / 1024,
    }
  }

  private async metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.devtools.send('Performance.getMetrics')
    return new Map(metrics.map(({ name, value }) => [name, value]))
  }

  private asked(text: string): void {
    const said = readMessage(text)
    if (said?.id !== undefined && said.method !== undefined) this.methods.set(said.id, said.method)
  }

  private answered(text: string): void {
    const id = readMessage(text)?.id
    const method = (id === undefined ? undefined : this.methods.get(id)) ?? 'others'
    if (id !== undefined) this.methods.delete(id)
    const { messages = 0, bytes = 0 } = this.sent.get(method) ?? {}
    this.sent.set(method, { messages: messages + 1, bytes: bytes + Buffer.byteLength(text) })
  }
}

function readMessage(text: string): { readonly id?: number; readonly method?: string } | undefined {
  try {
    // Our own protocol: a parse boundary.
    return JSON.parse(text) as { id?: number; method?: string }
  } catch {
    return undefined
  }
}

interface Loaded {
  readonly bytes: number
  /** Files by their encoding: br 12, none 3. */
  readonly encodings: ReadonlyMap<string, number>
}

/** What the files of a page are until it has come to rest, with their heads. */
export async function loadedBy(page: Page, open: () => Promise<void>): Promise<Loaded> {
  const devtools = await page.context().newCDPSession(page)
  const encodings = new Map<string, number>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ response }) => {
    if (response.url.startsWith('data:')) return
    const encoding = response.headers['content-encoding'] ?? response.headers['Content-Encoding']
    encodings.set(encoding ?? 'none', (encodings.get(encoding ?? 'none') ?? 0) + 1)
  })
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await open()
  await page.waitForLoadState('networkidle')
  await devtools.detach()
  return { bytes, encodings }
}
