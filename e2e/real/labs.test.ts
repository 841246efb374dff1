// The five labs on real engines: Kafka 4 (two brokers, plain and SASL_SSL), Cassandra 5, MariaDB,
// MySQL, PostgreSQL, OpenSearch 2. One set of engines for all; each run has topics and tables of its own. Every
// result is compared exactly with a recomputation from the topic's records that shares no code with
// the engine (e2e/support/expected), and read from the engines by clients of the tests' own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { startRealEngines, type RealEngines } from '../support/real-engines'
import type { Place } from './labs/place'
import { testR0 } from './labs/r0'
import { testR1 } from './labs/r1'
import { testR2 } from './labs/r2'
import { testR3 } from './labs/r3'
import { testR4 } from './labs/r4'
import { testRefused } from './labs/refused'
import { testReplay } from './labs/replay'

let engines: RealEngines
let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('real')
  engines = await startRealEngines()
})
afterAll(async () => {
  await engines?.stop()
  await dir?.remove()
})

const place = (): Place => ({ engines, dir: dir.path })

describe('the engines', () => {
  it('are what they say they are', async () => {
    expect(engines.kafka.brokers).toHaveLength(2)
    expect(engines.kafka.secure.certs.caPem).toContain('BEGIN CERTIFICATE')
    expect(
      engines.cassandra.node.alive && engines.mariadb.node.alive && engines.mysql.node.alive,
    ).toBe(true)
    const answer = (await (await fetch(engines.search.url)).json()) as {
      version: { distribution: string }
    }
    expect(answer.version.distribution).toBe('opensearch')
  })
})
describe('R0 on real Kafka and Cassandra', () => testR0(place))
describe('R1 on real Kafka', () => testR1(place))
describe('R2 on real Kafka behind SASL_SSL', () => testR2(place))
describe('R3 on two real brokers, Cassandra, MariaDB, MySQL and PostgreSQL', () => testR3(place))
describe('R4 on real Kafka and OpenSearch', () => testR4(place))
describe('tables of MariaDB, MySQL and PostgreSQL, replayed', () => testReplay(place))
describe('rows that a database refuses become dead letters', () => testRefused(place))
