// An embedded CQL database for foreign clients, in this process: only TCP is between them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlLimits, type CqlServer } from '../../../src-main/cassandra'

export interface WireCql {
  readonly server: CqlServer
  readonly port: number
  readonly dir: string
  end(): Promise<void>
}

export async function wireCql(
  durability: 'safe' | 'fast' = 'fast',
  limits?: Partial<CqlLimits>,
): Promise<WireCql> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-cql-'))
  const server = await startCqlServer({ dataDir: dir, port: 0, durability, limits })
  return {
    server,
    port: server.port,
    dir,
    async end() {
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
