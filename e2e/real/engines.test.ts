// The real engines start here from package registries alone, and answer: what the other real tests stand on.
import { afterAll, describe, expect, it } from 'vitest'
import { startRealCassandra } from '../support/real-cassandra'
import { startRealKafka } from '../support/real-kafka'
import { startRealMariaDb } from '../support/real-mariadb'
import { startRealOpenSearch } from '../support/real-opensearch'

const running: { stop(): Promise<void> }[] = []
const kept = <T extends { stop(): Promise<void> }>(engine: T): T => (running.push(engine), engine)
afterAll(async () => {
  for (const engine of running) await engine.stop()
})

describe('real engines', () => {
  it('Kafka 4, two brokers, SASL_SSL', async () => {
    const kafka = kept(await startRealKafka({ brokers: 2, secure: true }))
    expect(kafka.brokers).toHaveLength(2)
    expect(kafka.secure?.caPem).toContain('BEGIN CERTIFICATE')
  })

  it('Cassandra 5', async () => {
    const cassandra = kept(await startRealCassandra())
    expect(cassandra.node.alive).toBe(true)
  })

  it('OpenSearch 2', async () => {
    const search = kept(await startRealOpenSearch())
    expect(((await (await fetch(search.url)).json()) as { version: { distribution: string } }).version.distribution).toBe(
      'opensearch',
    )
  })

  it('MariaDB', async () => {
    const mariadb = kept(await startRealMariaDb())
    expect(mariadb.node.alive).toBe(true)
  })
})
