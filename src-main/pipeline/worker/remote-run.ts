// A run as its host holds it: a client of whoever serves it, in a worker thread or in this one. It
// keeps the last summary at hand and says when there is news. A worker that dies is a failed run; the
// checkpoint is on disk, so a new start goes on from there.
import { MessageChannel } from 'node:worker_threads'
import { runContract, type RunResult, type RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { followFeed } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { createClientOf, threadChannel, type CloneChannel, type RpcClient } from '@shared/rpc'
import { startWorker } from '@main/platform'
import { EMPTY_LEDGER } from '../engine/ledger'
import type { OutsideEngine } from '../model/outside'
import type { RunOptions } from '../model/run-types'
import { serveRun } from './serve-run'

/** A worker on a busy machine loads its code in seconds; a shorter wait would end a good run. */
const HELLO_MS_MAX = 120_000
const ENDED = new Set<RunSummary['state']>(['finished', 'stopped', 'failed', 'halted'])

export type RunCalls = RpcClient<typeof runContract>['run']

interface Place {
  readonly channel: CloneChannel
  /** Why the channel ended. */
  readonly reasonOfEnd: () => LabError
  close(): Promise<unknown>
}

/**
 * `workerFile`: the compiled `entries/pipeline-worker`; without it the engine runs in this thread,
 * and `outsideOf` gives the other engine that the options name.
 */
export function startRemoteRun(
  options: RunOptions,
  workerFile: string | undefined,
  outsideOf: (options: RunOptions) => OutsideEngine | undefined = () => undefined,
): RemoteRun {
  const place =
    workerFile === undefined
      ? inThisThread(options, outsideOf(options))
      : inWorker(options, workerFile)
  return new RemoteRun(options, place)
}

function inWorker(options: RunOptions, file: string): Place {
  const worker = startWorker(file, options)
  let reason: LabError | undefined
  worker.on('error', error => (reason = LabError.from(error)))
  worker.on('exit', code => {
    const params = { worker: 'pipeline', code }
    reason ??= new LabError('worker-crashed', { kind: 'bug', params })
  })
  return {
    channel: threadChannel(worker),
    reasonOfEnd: () => reason ?? new LabError('channel-closed', { kind: 'cancelled' }),
    close: () => worker.terminate(),
  }
}

function inThisThread(options: RunOptions, outside: OutsideEngine | undefined): Place {
  const { port1, port2 } = new MessageChannel()
  const run = serveRun(threadChannel(port2), options, outside)
  const channel = threadChannel(port1)
  return {
    channel,
    reasonOfEnd: () => new LabError('channel-closed', { kind: 'cancelled' }),
    // No worker ends with the channel here: the run itself must, or it would write on for nobody.
    close: () => {
      channel.close()
      return run.stop()
    },
  }
}

/** Of a run of which nothing has been heard yet. */
export function startingSummary(lab: LabFile, overrides: RunOptions['overrides']): RunSummary {
  return {
    lab: lab.id,
    state: 'starting',
    seed: overrides?.seed ?? lab.seed ?? 0,
    fingerprint: '',
    eventsPerSecond: 0,
    ledger: EMPTY_LEDGER,
  }
}

export class RemoteRun {
  /** The lab's id: one run per lab. */
  readonly id: string
  readonly calls: RunCalls
  /** Never rejects: a run that fails ends with state `failed` and an error. */
  readonly done: Promise<RunResult>
  private readonly closing = new AbortController()
  private readonly listeners = new Set<() => void>()
  private last: RunSummary

  constructor(
    { lab, overrides }: RunOptions,
    private readonly place: Place,
  ) {
    this.id = lab.id
    this.last = startingSummary(lab, overrides)
    const { run } = createClientOf(runContract, async () => place.channel, {
      helloMs: HELLO_MS_MAX,
      reasonOfEnd: place.reasonOfEnd,
    })
    this.calls = run
    this.done = run.done({}).then(
      result => {
        // The result may come before the last summary, which would know the error too.
        const { state, error } = result
        this.hear({ ...this.last, state, ...(error ? { error } : {}) })
        return result
      },
      (error: unknown) => this.lost(LabError.from(error)),
    )
    void this.follow()
  }

  get hasEnded(): boolean {
    return ENDED.has(this.last.state)
  }

  /** What was last heard; at most 100 ms old while running. */
  summary(): RunSummary {
    return this.last
  }

  /** Does what changes the run as a whole; the summary is up to date afterwards. */
  async steer(how: 'pause' | 'resume' | 'stop' | 'reset'): Promise<void> {
    this.hear(await this.calls[how]({ lab: this.id }))
  }

  /** Called after something changed, feeds included; the answer ends the listening. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Ends the worker; after this nothing can be asked. */
  async close(): Promise<void> {
    this.closing.abort()
    await this.place.close()
  }

  private async follow(): Promise<void> {
    const { signal } = this.closing
    const ask = (cursor: string | undefined) => this.calls.changes({ cursor }, { signal })
    const onPage = ({ items }: { readonly items: readonly RunSummary[] }) => {
      for (const summary of items) this.hear(summary)
    }
    // Its end is the run's end, which `done` reports.
    await followFeed<RunSummary>(ask, { signal, onPage }).catch(() => {})
  }

  private hear(summary: RunSummary): void {
    this.last = summary
    for (const listener of this.listeners) listener()
  }

  private lost(error: LabError): RunResult {
    const data = error.toData()
    if (!this.hasEnded) this.hear({ ...this.last, state: 'failed', error: data })
    const { ledger, fingerprint } = this.last
    return {
      state: 'failed',
      nodes: {},
      tables: {},
      before: 0,
      eventsPerSecond: 0,
      seconds: 0,
      ledger,
      fingerprint,
      error: data,
    }
  }
}
