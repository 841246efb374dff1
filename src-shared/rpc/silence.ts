// A line that breaks without a word, as a phone's does when it leaves the network: the host is asked
// for a sign of life, and a line on which none comes is closed. Only a ping without an answer tells:
// the timers of a hidden page rest for minutes, in which nobody asks.
import type { ToServer } from './envelopes'

/** So often within the time of silence. */
const LOOKS = 4

interface Heard {
  readonly state: string
  readonly heardAt: number | undefined
  readonly silentMs: number | undefined
}

/** Answers how to stop. */
export function watchSilence(
  wire: { send(message: ToServer): void; close(): void },
  line: Heard,
): () => void {
  const { silentMs } = line
  if (silentMs === undefined) return () => {}
  let askedAt: number | undefined
  const wait = silentMs / LOOKS
  let timer = setTimeout(look, wait)
  function look(): void {
    timer = setTimeout(look, wait)
    if (line.state !== 'ready') return
    const now = Date.now()
    if (askedAt === undefined || (line.heardAt ?? 0) >= askedAt) {
      askedAt = now
      wire.send({ t: 'ping' })
    } else if (now - askedAt >= wait * LOOKS) wire.close()
  }
  return () => clearTimeout(timer)
}
