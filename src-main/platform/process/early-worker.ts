// Worker threads that load their code before their work is known: whoever gives it makes itself ready
// meanwhile. The work comes as the first message.
import { parentPort, Worker, type MessagePort } from 'node:worker_threads'
import { WORKER_LIMITS } from './worker-limits'

const early = new Map<string, Worker>()

const workerFrom = (file: string) => new Worker(file, { resourceLimits: WORKER_LIMITS })

/** The next work for this file finds its worker there. One that gets no work keeps no process. */
export function startWorkerEarly(file: string): void {
  if (early.has(file)) return
  const worker = workerFrom(file)
  worker.unref()
  // Nobody waits for it yet. The work starts another one, and that one says what is wrong.
  const forget = () => early.get(file) === worker && early.delete(file)
  worker.on('error', forget)
  worker.on('exit', forget)
  early.set(file, worker)
}

export function startWorker(file: string, work: object): Worker {
  const worker = early.get(file) ?? workerFrom(file)
  early.delete(file)
  worker.ref()
  worker.postMessage(work)
  return worker
}

/** In the worker: begins with the work that comes. At once: what is said next must find a listener. */
export function onWork(begin: (work: unknown, port: MessagePort) => void): void {
  const port = parentPort
  port?.once('message', (work: unknown) => begin(work, port))
}
