// An engine in a worker thread of its own: the host's side and the worker's side of their few
// messages. A worker that is told to stop and does not is ended after a while; one that ends by
// itself has crashed.
import { existsSync } from 'node:fs'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { LabError, type ErrorData } from '@shared/errors'
import { builtEntry, forgetOwnLock } from '@main/platform'
import type { EngineOptions, RunningEngine, StartEngine } from './running-engine'

const STOP_MS_MAX = 10_000
const FIGURES_MS = 1000

type FromWorker =
  | {
      readonly t: 'ready'
      readonly host: string
      readonly port: number
      readonly recovery?: RunningEngine['recovery']
    }
  | { readonly t: 'figures'; readonly figures: Readonly<Record<string, number>> }
  | { readonly t: 'failed'; readonly error: ErrorData }

export const workerEngine =
  (entry: string): StartEngine =>
  async options => {
    const file = builtEntry(entry)
    if (!existsSync(file)) throw new LabError('not-built', { kind: 'config', params: { file } })
    await forgetOwnLock(options.dataDir)
    return new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData: options, name: entry })
      let figures: Readonly<Record<string, number>> = {}
      let stopping = false
      let crash: LabError | undefined
      let onCrash: ((error: LabError) => void) | undefined
      const exited = new Promise<void>(done => worker.once('exit', () => done()))
      const fail = (error: LabError) => {
        crash ??= error
        reject(crash)
      }
      worker.on('message', (message: FromWorker) => {
        if (message.t === 'figures') figures = message.figures
        else if (message.t === 'failed') fail(new LabError(message.error.code, message.error))
        else
          resolve({
            host: message.host,
            port: message.port,
            recovery: message.recovery,
            figures: () => figures,
            stop: async () => {
              stopping = true
              worker.postMessage('stop')
              const timer = setTimeout(() => void worker.terminate(), STOP_MS_MAX)
              await exited
              clearTimeout(timer)
            },
            onCrash: listener => {
              onCrash = listener
              if (crash) listener(crash)
            },
          })
      })
      worker.on('error', error => fail(LabError.from(error)))
      void exited.then(() => {
        fail(new LabError('bug', { kind: 'bug', params: { message: `${entry} ended` } }))
        if (!stopping && crash) onCrash?.(crash)
      })
    })
  }

/** The whole of an engine worker's entry. */
export async function runEngineWorker(start: StartEngine): Promise<void> {
  const say = (message: FromWorker) => parentPort?.postMessage(message)
  try {
    // What the host's side put there.
    const engine = await start(workerData as EngineOptions)
    parentPort?.on('message', () => void engine.stop().finally(() => process.exit()))
    engine.onCrash(error => {
      say({ t: 'failed', error: error.toData() })
      process.exit(1)
    })
    say({ t: 'ready', host: engine.host, port: engine.port, recovery: engine.recovery })
    setInterval(() => say({ t: 'figures', figures: engine.figures() }), FIGURES_MS)
  } catch (error) {
    say({ t: 'failed', error: LabError.from(error).toData() })
    process.exitCode = 1
    parentPort?.close()
  }
}
