// An application of Kafka Streams 4.0 against the embedded broker: its repartition and changelog
// topics, transactions and restored state give each order once.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mavenJars } from '../support/maven'
import { repoPath, runOrThrow } from '../support/stamped'
import { lines, wireBroker, type WireBroker } from '../wire/kafka/support'

const SOURCES = 'e2e/real/kafka/streams'

let wire: WireBroker
let jars: string
let state: string
beforeAll(async () => {
  jars = await mavenJars('kafka-streams-4.0', repoPath(`${SOURCES}/pom.xml`))
  state = await mkdtemp(join(tmpdir(), 'sluice-streams-'))
  wire = await wireBroker('fast')
})
afterAll(async () => {
  await wire?.end()
  if (state) await rm(state, { recursive: true, force: true })
})

it('joins, repartitions, sums and counts each order once, over a restart without its state', async () => {
  const quiet = ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error']
  const words = [repoPath(`${SOURCES}/Orders.java`), wire.address, state]
  const { stdout } = await runOrThrow('java', [...quiet, '-cp', `${jars}/*`, ...words], {
    timeoutMs: 300_000,
  })
  expect(lines(stdout)).toEqual([
    'half=true',
    'sums=true',
    'counts=true',
    'made=[orders-app-KSTREAM-AGGREGATE-STATE-STORE-changelog, orders-app-by-city-repartition, ' +
      'orders-app-customers-STATE-STORE-changelog, orders-app-sums-changelog]',
    // Three partitions each of orders, customers and the repartition topic.
    'group=9',
  ])
})
