// A host of its own in a temporary folder, with the engines that a lab needs: neither side of a
// comparison finds what the other one wrote, nor anything of the person's own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '@shared/contract'
import type { WarmProgram } from '@main/spark'
import type { LabFile } from '@shared/lab'
import { createClient, memoryChannels, type CallsOf, type Channel } from '@shared/rpc'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { HostOptions } from '../host-options'
import type { Chosen } from './offers'

export interface Place {
  readonly client: CallsOf<Contract>
  close(): Promise<void>
}

/**
 * Opens one for a lab that uses these profiles, by its own names. `warm`: does the jobs of its runs on
 * another engine, and outlives it.
 */
export type OpenPlace = (lab: LabFile, profiles: Chosen, warm?: WarmProgram) => Promise<Place>

/** A `LabHost`, as far as it is needed here. */
interface OtherHost {
  readonly ready: Promise<unknown>
  accept(channel: Channel): void
  stop(): Promise<void>
}
export type StartHost = (options: HostOptions) => Promise<OtherHost>

interface PlaceParts {
  readonly options: HostOptions
  readonly profiles: ConnectionProfiles
  readonly startHost: StartHost
}

export function temporaryPlaces({ options, profiles, startHost }: PlaceParts): OpenPlace {
  const { shell, version, placement, log, durability } = options
  const own = { shell, version, placement, log, durability }
  return async (lab, chosen, warm) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sluice-'))
    const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
    const ports = {
      kafkaPort: 0,
      cqlPort: 0,
      registrySettings: { registryPort: 0 },
      resumeRuns: false,
      ...(warm ? { warm } : {}),
    }
    const host = await startHost({ ...own, ...enginesFor(lab, chosen), ...ports, dataDir }).catch(
      async (error: unknown) => {
        await remove()
        throw error
      },
    )
    const [near, far] = memoryChannels()
    host.accept(far)
    const client = createClient(async () => near, { retry: false })
    const close = async () => {
      client.close()
      await host.stop()
      await remove()
    }
    try {
      await host.ready
      for (const name of new Set(Object.values(chosen))) await lend(profiles, name, client)
    } catch (error) {
      await close()
      throw error
    }
    return { client, close }
  }
}

function enginesFor(lab: LabFile, chosen: Chosen): Pick<HostOptions, 'kafka' | 'cql'> {
  const types = Object.entries(lab.connections ?? {}).flatMap(([name, { type }]) =>
    chosen[name] === undefined ? [type] : [],
  )
  const engine = (isUsed: boolean) => (isUsed ? 'embedded' : 'off')
  return { kafka: engine(types.includes('kafka')), cql: engine(types.includes('cassandra')) }
}

/** Only in memory, with its secret. */
async function lend(
  profiles: ConnectionProfiles,
  wanted: string,
  client: Place['client'],
): Promise<void> {
  const found = profiles.all.find(({ name }) => name === wanted)
  if (!found) return
  const { name, type, profile } = found
  await client.connections.save({
    ...{ name, type, profile, keep: false },
    secret: await profiles.secretOf(name),
  })
}
