// The worker that trials run in: started by the first one, ended when idle. A trial that takes too long
// (a pattern that never ends, say) ends with its worker; the next one gets another.
import { MessageChannel, Worker } from 'node:worker_threads'
import { labTrials, type Contract } from '@shared/contract'
import { LabError } from '@shared/errors'
import { WORKER_LIMITS } from '@main/platform'
import {
  createClientOf,
  passOn,
  threadChannel,
  type CloneChannel,
  type HandlersOf,
  type RpcClient,
} from '@shared/rpc'
import { messageTrials } from './message-trials'
import { sqlTrials } from './sql-trials'
import { serveTrials, trialContract } from './trials'

/** A check of a very large lab takes some seconds on a slow computer. */
const TRIAL_MS_MAX = 10_000
/** An export also runs the lab on captured records, as often as it has tables. */
const EXPORT_MS_FACTOR = 6
const IDLE_MS_MAX = 60_000
const HELLO_MS_MAX = 120_000

export type Trials = Pick<HandlersOf<Contract>['labs'], keyof typeof labTrials>
export type MessageTrials = HandlersOf<typeof trialContract>['messages']
export type SqlTrials = HandlersOf<typeof trialContract>['sql']

interface Life {
  readonly calls: RpcClient<typeof trialContract>
  end(reason: LabError): void
}

export interface TrialWorker {
  readonly handlers: Trials
  readonly messages: MessageTrials
  readonly sql: SqlTrials
  close(): void
}

/** Without a file trials run in this thread, as tests have it. */
export function trialWorker(workerFile: string | undefined, msMax = TRIAL_MS_MAX): TrialWorker {
  let life: Life | undefined
  let idle: NodeJS.Timeout | undefined
  const end = (reason: LabError) => {
    clearTimeout(idle)
    life?.end(reason)
    life = undefined
  }
  const call = async (
    ask: (calls: Life['calls']) => Promise<unknown>,
    msAtMost = msMax,
  ): Promise<unknown> => {
    life ??= begin(workerFile, () => (life = undefined))
    clearTimeout(idle)
    const own = life
    const late = new LabError('trial-too-long', {
      kind: 'limit',
      params: { seconds: msAtMost / 1000 },
    })
    const timer = setTimeout(() => (life === own ? end(late) : own.end(late)), msAtMost)
    try {
      return await ask(own.calls)
    } finally {
      clearTimeout(timer)
      clearTimeout(idle)
      idle = setTimeout(() => end(closed()), IDLE_MS_MAX).unref()
    }
  }
  return {
    handlers: {
      ...passOn(labTrials, {
        call: (_, ask) => call(({ trials }) => ask(trials)),
        feed: () => Promise.reject(closed()),
      }),
      ...passOn(
        { export: labTrials.export },
        {
          call: (_, ask) => call(({ trials }) => ask(trials), EXPORT_MS_FACTOR * msMax),
          feed: () => Promise.reject(closed()),
        },
      ),
    },
    messages: passOn(messageTrials, {
      call: (_, ask) => call(({ messages }) => ask(messages)),
      feed: () => Promise.reject(closed()),
    }),
    sql: passOn(sqlTrials, {
      call: (_, ask) => call(({ sql }) => ask(sql)),
      feed: () => Promise.reject(closed()),
    }),
    close: () => end(closed()),
  }
}

function begin(workerFile: string | undefined, onEnd: () => void): Life {
  let reason: LabError | undefined
  const { channel, stop } = workerFile === undefined ? here() : elsewhere(workerFile)
  const client = createClientOf(trialContract, async () => channel, {
    helloMs: HELLO_MS_MAX,
    reasonOfEnd: () => {
      onEnd()
      return reason ?? new LabError('bug', { kind: 'bug', params: { message: 'trial ended' } })
    },
  })
  return {
    calls: client,
    end: why => {
      reason = why
      stop()
    },
  }
}

function here(): { channel: CloneChannel; stop: () => void } {
  const { port1, port2 } = new MessageChannel()
  serveTrials(threadChannel(port2))
  const channel = threadChannel(port1)
  return { channel, stop: () => channel.close() }
}

function elsewhere(file: string): { channel: CloneChannel; stop: () => void } {
  const worker = new Worker(file, { resourceLimits: WORKER_LIMITS })
  // Its end is reported by the channel.
  worker.on('error', () => {})
  return { channel: threadChannel(worker), stop: () => void worker.terminate() }
}

const closed = () => new LabError('channel-closed', { kind: 'cancelled' })
