// The engines that are fuzzed, as a user runs them (`sluice serve`), and the two things that a fuzz
// test asks of them meanwhile: do they still answer, and how much memory do they hold?
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { tempDir } from '../../support/cli'
import { portOf, startServe } from '../../support/serve'

const PROBE_MS = 250
/** Longer than this without an answer is a hang. */
const ANSWER_MS_MAX = 5000

export interface FuzzedEngines {
  readonly kafkaPort: number
  readonly cqlPort: number
  /** Probes an engine with bytes that it must answer, until `watch.stop()`. */
  watch(port: number, question: Buffer): Watch
  rssMiB(): Promise<number>
  /** Lines that `serve` wrote about trouble. */
  said(): string
  end(): Promise<void>
}

export interface Watch {
  /** The longest time that an answer took, in ms. Throws when one took too long. */
  stop(): Promise<number>
}

export async function fuzzedEngines(): Promise<FuzzedEngines> {
  const dir = await tempDir('fuzz')
  const serve = await startServe({ data: dir.path })
  return {
    kafkaPort: portOf(serve.kafka),
    cqlPort: portOf(serve.cql),
    watch: (port, question) => watch(port, question),
    rssMiB: () => rssMiB(serve.cli.pid),
    said: () => serve.cli.stderr(),
    async end() {
      await serve.kill9()
      await dir.remove()
    },
  }
}

function watch(port: number, question: Buffer): Watch {
  let longest = 0
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      const began = performance.now()
      await ask(port, question)
      longest = Math.max(longest, performance.now() - began)
      await sleep(PROBE_MS)
    }
  })()
  // It is awaited in `stop`; a failure before that is kept for it.
  loop.catch(() => {})
  return {
    async stop() {
      stopped = true
      await loop
      return Math.round(longest)
    },
  }
}

/** One question on a connection of its own. */
function ask(port: number, question: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no answer from port ${port} within ${ANSWER_MS_MAX} ms`))
    }, ANSWER_MS_MAX)
    const socket = connect(port, '127.0.0.1', () => socket.write(question))
    socket.once('data', () => {
      clearTimeout(timer)
      socket.destroy()
      resolve()
    })
    socket.once('error', error => {
      clearTimeout(timer)
      reject(error)
    })
  })
}

/** Of the process and of those that it started. */
async function rssMiB(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const rest = await Promise.all(
    children
      .split(' ')
      .filter(child => child.trim() !== '')
      .map(child => rssMiB(Number(child))),
  )
  return Math.round(own + rest.reduce((sum, each) => sum + each, 0))
}

/**
 * Sends each frame on a connection of its own, since an engine closes one that is broken; goes on
 * when the engine has answered or closed, or after a moment (a frame may ask it to wait).
 */
export async function throwFrames(port: number, count: number, next: () => Buffer): Promise<void> {
  const LANES = 16
  const WAIT_MS = 40
  let left = count
  const lane = async () => {
    while (left-- > 0) {
      const bytes = next()
      await new Promise<void>(resolve => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
        const end = () => {
          clearTimeout(timer)
          socket.resetAndDestroy()
          resolve()
        }
        const timer = setTimeout(end, WAIT_MS)
        socket.on('error', end).on('close', end).resume()
      })
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
