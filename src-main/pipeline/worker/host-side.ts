// The host's end of a run in a worker: the same face as a run in this thread. A worker that dies is
// a failed run with its error; the checkpoint is on disk, so starting again goes on.
import { Worker } from 'node:worker_threads'
import type { FeedPage, RunResult, RunSummary, ViewInfo } from '@shared/contract'
import { LabError, type ErrorData } from '@shared/errors'
import { EMPTY_LEDGER } from '../engine/ledger'
import type { ClockMove, Run, RunFeeds, RunOptions } from '../model/run-types'
import type { Call, FromWorker, ToWorker } from './protocol'

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: LabError) => void
}

export function startInWorker({ workerFile: _, ...options }: RunOptions, file: string | URL): Run {
  const worker = new Worker(file)
  const seed = options.overrides?.seed ?? options.lab.seed ?? 0
  const remote = new RemoteRun(worker, options.lab.id, seed)
  const message: ToWorker = { start: options }
  worker.postMessage(message)
  return remote
}

class RemoteRun implements Run {
  private readonly waiting = new Map<number, Waiting>()
  private readonly listeners = new Set<() => void>()
  private calls = 0
  private last: RunSummary
  private gone: LabError | undefined
  readonly done: Promise<RunResult>

  constructor(
    private readonly worker: Worker,
    readonly id: string,
    seed: number,
  ) {
    this.last = {
      lab: id,
      state: 'starting',
      seed,
      fingerprint: '',
      eventsPerSecond: 0,
      ledger: EMPTY_LEDGER,
    }
    this.done = new Promise(resolve => {
      worker.on('message', (message: FromWorker) => this.take(message, resolve))
      worker.on('error', error => this.lost(LabError.from(error), resolve))
      worker.on('exit', code =>
        this.lost(
          new LabError('worker-crashed', { kind: 'bug', params: { worker: 'pipeline', code } }),
          resolve,
        ),
      )
    })
  }

  private take(message: FromWorker, finish: (result: RunResult) => void): void {
    if ('changed' in message) {
      this.last = message.changed
      for (const listener of this.listeners) listener()
    } else if ('done' in message) {
      this.last = { ...this.last, state: message.done.state }
      finish(message.done)
      for (const listener of this.listeners) listener()
    } else {
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if ('error' in message) waiting?.reject(toLabError(message.error))
      else waiting?.resolve(message.result)
    }
  }

  private lost(error: LabError, finish: (result: RunResult) => void): void {
    if (this.gone) return
    this.gone = error
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
    const ended =
      this.last.state === 'stopped' ||
      this.last.state === 'finished' ||
      this.last.state === 'failed'
    if (!ended) this.last = { ...this.last, state: 'failed', error: error.toData() }
    const { ledger, fingerprint } = this.last
    finish({
      state: 'failed',
      nodes: {},
      tables: {},
      before: 0,
      eventsPerSecond: 0,
      seconds: 0,
      ledger,
      fingerprint,
      error: error.toData(),
    })
    for (const listener of this.listeners) listener()
  }

  /**
   * The answer's type is what worker-side.ts returns for that call: both ends are built together.
   */
  private call<T>(call: Call): Promise<T> {
    if (this.gone) return Promise.reject(this.gone)
    const id = ++this.calls
    const message: ToWorker = { id, call }
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: result => resolve(result as T), reject })
      this.worker.postMessage(message)
    })
  }

  summary(): RunSummary {
    return this.last
  }

  views(): Promise<ViewInfo[]> {
    return this.call({ do: 'views' })
  }

  pause(): Promise<void> {
    return this.call({ do: 'pause' })
  }

  resume(): Promise<void> {
    return this.call({ do: 'resume' })
  }

  step(): Promise<void> {
    return this.call({ do: 'step' })
  }

  stop(): Promise<void> {
    return this.call({ do: 'stop' })
  }

  reset(): Promise<void> {
    return this.call({ do: 'reset' })
  }

  setRate(node: string, rate: number | 'max'): Promise<void> {
    return this.call({ do: 'setRate', node, rate })
  }

  patch(lab: Parameters<Run['patch']>[0]): ReturnType<Run['patch']> {
    return this.call({ do: 'patch', lab })
  }

  hold(node: string, held: boolean): Promise<void> {
    return this.call({ do: 'hold', node, held })
  }

  moveClock(move: ClockMove): Promise<number> {
    return this.call({ do: 'moveClock', move })
  }

  /** Ends the worker; after this nothing can be asked. */
  async close(): Promise<void> {
    await this.worker.terminate()
  }

  readonly feeds: RunFeeds = {
    summary: cursor => this.feed({ do: 'feed', feed: 'summary', ...at(cursor) }),
    graph: cursor => this.feed({ do: 'feed', feed: 'graph', ...at(cursor) }),
    view: (node, cursor) => this.feed({ do: 'feed', feed: 'view', at: node, ...at(cursor) }),
    records: (place, cursor) =>
      this.feed({ do: 'feed', feed: 'records', at: place, ...at(cursor) }),
    deadLetters: cursor => this.feed({ do: 'feed', feed: 'deadLetters', ...at(cursor) }),
    log: cursor => this.feed({ do: 'feed', feed: 'log', ...at(cursor) }),
  }

  private feed<Item>(call: Call): Promise<FeedPage<Item>> {
    return this.call(call)
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor })

function toLabError({ code, kind, params, retry }: ErrorData): LabError {
  return new LabError(code, { kind, params, retry })
}
