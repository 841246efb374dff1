// A broker for one test, in a folder of its own that is removed with it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '@main/platform'
import { startBroker, type Broker, type BrokerOptions } from '../broker'

/** Tests ask the broker itself; its log lines would only hide theirs. */
export const quietLog = createLog().child({}, { level: 'silent' })

/** Groups of tests have the members that they have: nothing is gained by waiting for more. */
export const AT_ONCE = { 'group.initial.rebalance.delay.ms': '0' }

export interface TestBroker {
  readonly dataDir: string
  readonly address: string
  broker: Broker
  restart(options?: Partial<BrokerOptions>): Promise<void>
  end(): Promise<void>
}

export async function testBroker(options: Partial<BrokerOptions> = {}): Promise<TestBroker> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-kafka-'))
  const start = (more: Partial<BrokerOptions> = {}) =>
    startBroker({
      dataDir,
      port: 0,
      durability: 'fast',
      log: quietLog,
      configs: AT_ONCE,
      ...options,
      ...more,
    })
  const broker = await start()
  const test: TestBroker = {
    dataDir,
    address: `127.0.0.1:${broker.port}`,
    broker,
    async restart(more) {
      const { port } = test.broker
      await test.broker.stop()
      test.broker = await start({ port, ...more })
    },
    async end() {
      await test.broker.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return test
}
