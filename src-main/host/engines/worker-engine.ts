// An engine in a worker thread of its own: the host's side, a client of the worker, and the worker's
// side, which serves the engine. A worker that does not stop when asked is ended after a while; one
// that ends by itself has crashed.
import { existsSync } from 'node:fs'
import { parentPort, Worker, workerData, type ResourceLimits } from 'node:worker_threads'
import { LabError } from '@shared/errors'
import { createClientOf, createServerOf, threadChannel } from '@shared/rpc'
import { builtEntry, forgetOwnLock } from '@main/platform'
import { engineContract } from './engine-contract'
import type { EngineOptions, RunningEngine, StartEngine } from './running-engine'

const STOP_MS_MAX = 10_000
/** The supervisor gives up on an engine that does not start; the channel outlasts it. */
const HELLO_MS_MAX = 300_000

export const workerEngine =
  (entry: string, resourceLimits: ResourceLimits = {}): StartEngine =>
  async options => {
    const file = builtEntry(entry)
    if (!existsSync(file)) throw new LabError('not-built', { kind: 'config', params: { file } })
    await forgetOwnLock(options.dataDir)
    const worker = new Worker(file, { workerData: options, name: entry, resourceLimits })
    let crash: LabError | undefined
    const ended = () =>
      (crash ??= new LabError('bug', { kind: 'bug', params: { message: `${entry} ended` } }))
    worker.on('error', error => (crash ??= LabError.from(error)))
    const exited = new Promise<void>(done => worker.once('exit', () => done()))
    const { engine } = createClientOf(engineContract, async () => threadChannel(worker), {
      helloMs: HELLO_MS_MAX,
      reasonOfEnd: ended,
    })
    try {
      const { host, port } = await engine.ready({})
      return running({ host, port, worker, exited, engine, ended })
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }

interface Parts {
  readonly host: string
  readonly port: number
  readonly worker: Worker
  readonly exited: Promise<void>
  readonly engine: ReturnType<typeof createClientOf<typeof engineContract>>['engine']
  readonly ended: () => LabError
}

function running({ host, port, worker, exited, engine, ended }: Parts): RunningEngine {
  let stopping = false
  return {
    host,
    port,
    report: () => engine.report({}),
    groupChanges: group => engine.groupChanges({ group }),
    groupRereads: group => engine.groupRereads({ group }),
    sightings: () => engine.sightings({}),
    stop: async () => {
      stopping = true
      const timer = setTimeout(() => void worker.terminate(), STOP_MS_MAX)
      await engine.stop({}).catch(() => {})
      await worker.terminate()
      await exited
      clearTimeout(timer)
    },
    onCrash: listener =>
      void exited.then(() => {
        if (!stopping) listener(ended())
      }),
  }
}

/** The whole of an engine worker's entry. */
export function runEngineWorker(start: StartEngine): void {
  if (!parentPort) return
  // The host's side put them there: a parse boundary.
  const starting = start(workerData as EngineOptions)
  starting.catch(() => {})
  createServerOf(engineContract, threadChannel(parentPort), {
    engine: {
      ready: async () => {
        const { host, port, report } = await starting
        return { host, port, ...(await report()) }
      },
      report: async () => (await starting).report(),
      groupChanges: async ({ group }) => (await starting).groupChanges(group),
      groupRereads: async ({ group }) => (await starting).groupRereads(group),
      sightings: async () => (await starting).sightings(),
      stop: async () => (await starting).stop(),
    },
  })
}
