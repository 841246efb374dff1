// R1 against a real Kafka 4: its console table equals the totals recomputed from the topic, for three seeds at one partition each run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluiceJson } from '../support/cli'
import { centsOfStored } from '../support/expected/cents'
import { r1Totals } from '../support/expected/products'
import { startRealKafka, type RealKafka } from '../support/real-kafka'
import { readTopic } from '../support/topic-reader'

interface RunAnswer {
  readonly tables: Readonly<Record<string, readonly { readonly product_name: string; readonly total_sold_value: number }[]>>
}

let kafka: RealKafka
beforeAll(async () => {
  kafka = await startRealKafka()
})
afterAll(() => kafka?.stop())

describe('R1 on real Kafka', () => {
  it('prints the totals of all that stands in the topic', async () => {
    for (const [i, seed] of [7, 42, 1001].entries()) {
      const answer = await sluiceJson<RunAnswer>(
        ['run', 'r1-ventas-events', '--events', '1000', '--rate', 'max', '--seed', String(seed), '--kafka', kafka.bootstrap],
        { timeoutMs: 100_000 },
      )
      const records = await readTopic(kafka.bootstrap, 'ventas-events')
      expect(records).toHaveLength(1000 * (i + 1))
      const rows = Object.values(answer.tables)[0] ?? []
      const printed = rows.map(row => [row.product_name, centsOfStored(row.total_sold_value)] as const)
      const sorted = (pairs: Iterable<readonly [string, bigint]>) => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
      // Each run is a new consumer group that reads from the earliest offset: the table holds the runs before it too.
      expect(sorted(printed)).toEqual(sorted(r1Totals(records.map(r => r.value))))
    }
  })
})
