// One partition has most of the records of a topic, because few keys have most records.
import { recordsOf, type Cause } from '../evidence'

const RECORDS_MIN = 200
const SHARE_MIN = 0.6

export const skewedKey: Cause = {
  id: 'skewed-key',
  find: ({ topics }) =>
    topics.flatMap(topic => {
      const { name, partitions, sample } = topic
      const all = recordsOf(topic)
      const sizes = partitions.map(({ earliest, latest }) => latest - earliest)
      const most = Math.max(0, ...sizes)
      // Without keys a client chooses the partition, and may stay with one for a while.
      const hasKeys = sample.some(({ key }) => key !== null)
      if (!hasKeys || sizes.length < 3 || all < RECORDS_MIN || most < all * SHARE_MIN) return []
      const partition = partitions[sizes.indexOf(most)]?.id ?? 0
      const params = { topic: name, partition, share: Math.round((most / all) * 100) }
      return [{ params, remedy: { act: 'look', at: 'topic', name } }]
    }),
}
