// A display for windows that nobody sees: Xvfb on the first free number, or the one that is there.
import { spawn } from 'node:child_process'

export interface Display {
  readonly name: string
  stop(): void
}

const START_MS_MAX = 60_000

export async function openDisplay(): Promise<Display> {
  const words = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const child = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => void child.kill()
  process.once('exit', stop)
  const number = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start')), START_MS_MAX)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)))
    child.stdio[3]?.once('data', (chunk: Buffer) => {
      clearTimeout(timer)
      resolve(String(chunk).trim())
    })
  })
  child.removeAllListeners('exit')
  return { name: `:${number}`, stop }
}
