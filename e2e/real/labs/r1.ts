// R1: its console table equals the totals recomputed from the topic, for three seeds at one and at
// four partitions. A run that comes later, in a group of its own, reads the topic from its
// beginning: its table holds the first run's records too.
import { expect, it } from 'vitest'
import { centsOfStored } from '../../support/expected/cents'
import { r1Totals } from '../../support/expected/products'
import { labVariant } from '../../support/lab-variant'
import { readTopic } from '../../support/topic-reader'
import { PARTITIONS, runLab, SEEDS, totalsSorted, type Place } from './place'

const EVENTS = 1000

export function testR1(place: () => Place): void {
  it.each(PARTITIONS)(
    'three seeds, %i partition(s): it prints the totals of all that stands in the topic',
    async partitions => {
      const { bootstrap } = place().engines.kafka
      const runs = SEEDS.map(async (seed, i) => {
        const name = `r1_${seed}_${partitions}`
        const lab = await labVariant('r1-ventas-events', place().dir, name, {
          'ventas-events': { topic: name, partitions },
        })
        const times = i === 0 ? 2 : 1
        for (let time = 1; time <= times; time++) {
          const answer = await runLab(lab, { events: EVENTS, seed }, ['--kafka', bootstrap])
          const records = await readTopic(bootstrap, name)
          expect(records).toHaveLength(EVENTS * time)
          const [rows = []] = Object.values(answer.tables)
          const printed = new Map(
            rows.map(row => [String(row.product_name), centsOfStored(row.total_sold_value)]),
          )
          expect(totalsSorted(printed)).toEqual(totalsSorted(r1Totals(records.map(r => r.value))))
        }
      })
      await Promise.all(runs)
    },
  )
}
