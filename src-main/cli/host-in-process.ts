// The lab's host in this process, held by a memory channel: what every verb but `serve` uses.
import { createClient, memoryChannels } from '@shared/rpc'
import type { HostOptions, OpenedHost } from './parts'

/** A page of large records may be large; there is nobody but this process to be protected from. */
const MESSAGE_CHARS_MAX = 400_000_000

export async function openHostInProcess(
  options: HostOptions,
  version: string,
): Promise<OpenedHost> {
  // The host is large: a verb that needs none (help, serve, one that a running instance answers)
  // does not load it.
  const { createLabHost } = await import('@main/host')
  // Ports are of no interest for the time of one verb, and runs of an earlier life are not its
  // business.
  const host = await createLabHost({
    ...options,
    shell: 'cli',
    version,
    kafkaPort: 0,
    cqlPort: 0,
    resumeRuns: false,
  })
  const [near, far] = memoryChannels()
  host.accept(far, { messageCharsMax: MESSAGE_CHARS_MAX })
  const client = createClient(async () => near, { retry: false })
  const stop = async () => {
    client.close()
    await host.stop()
  }
  try {
    await host.ready
  } catch (error) {
    await stop()
    throw error
  }
  return { client, stop }
}
