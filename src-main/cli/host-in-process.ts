// Makes a host in this process, behind a memory channel. Every verb except `serve` uses it.
import { createClient, memoryChannels } from '@shared/rpc'
import { builtEntry, startWorkerEarly } from '@main/platform'
import type { HostOptions, OpenedHost } from './parts'

/** A page of large records may be large, and only this process can ask for one. */
const MESSAGE_CHARS_MAX = 400_000_000

export async function openHostInProcess(
  { runs = false, ...options }: HostOptions,
  version: string,
): Promise<OpenedHost> {
  if (runs) startWorkerEarly(builtEntry('pipeline-worker'))
  // The host is large: a verb that does not need it (help, serve, one that a running instance
  // answers) does not load it.
  const { createLabHost } = await import('@main/host')
  // One verb needs no fixed ports, and must not take up runs of an earlier life.
  const host = await createLabHost({
    ...options,
    shell: 'cli',
    version,
    kafkaPort: 0,
    cqlPort: 0,
    registrySettings: { registryPort: 0 },
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
