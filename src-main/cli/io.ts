// The terminal as a verb sees it: the process's own streams in the program, buffers in tests.
import type { Readable, Writable } from 'node:stream'

export interface CliIo {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Somebody reads stdout on a terminal: colours, progress lines and prompts make sense. */
  readonly outIsTerminal: boolean
  readonly inIsTerminal: boolean
  readonly columns: number
  readonly env: Readonly<Record<string, string | undefined>>
}

export function processIo(): CliIo {
  // `sluice tail t | head -1`: a reader that left is not an error; further output goes nowhere.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    outIsTerminal: process.stdout.isTTY === true,
    inIsTerminal: process.stdin.isTTY === true,
    // A terminal that does not know its width says 0.
    columns: process.stdout.columns || 80,
    env: process.env,
  }
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}

/**
 * Writes and waits when the reader is slow, so that a long listing into a pipe does not pile up in
 * memory.
 */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return
  await new Promise<void>(resolve => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}
