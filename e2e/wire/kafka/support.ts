// An embedded broker for foreign clients: in this process, which only waits for them, so that
// nothing but TCP lies between.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '../../../src-main/kafka'

export interface WireBroker {
  readonly broker: Broker
  readonly address: string
  readonly dir: string
  end(): Promise<void>
}

export async function wireBroker(durability: 'safe' | 'fast' = 'safe'): Promise<WireBroker> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-wire-'))
  const broker = await startBroker({
    dataDir: dir,
    port: 0,
    durability,
    // As Kafka's own images for tests: no test waits for members that never come.
    configs: { 'group.initial.rebalance.delay.ms': '0' },
  })
  return {
    broker,
    address: `127.0.0.1:${broker.port}`,
    dir,
    async end() {
      await broker.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export const lines = (text: string): string[] => text.split('\n').filter(line => line !== '')

export const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `record-${from + i}`)
