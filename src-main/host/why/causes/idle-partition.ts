// A partition that sends nothing keeps a window open. The slowest partition keeps one open all the time,
// for a moment; it is idle only when the others have sent so much meanwhile that it should have, too.
import type { TimeView } from '@shared/contract'
import type { Cause } from '../evidence'

/** Records of each other partition since its last one. */
const RECORDS_MIN = 8
/** Partitions that are read one after the other, as after a backfill, are not idle meanwhile. */
const IN_TURN_MS = 1000

export const idlePartition: Cause = {
  id: 'idle-partition',
  find: ({ times }) =>
    times.flatMap(view => {
      const { node, open } = view
      if (open?.because !== 'partition' || !isSilent(view, open.lane)) return []
      const params = { node, partition: open.lane?.partition ?? 0 }
      return [{ node, params, remedy: { act: 'setting', node, setting: 'idle', to: '30 s' } }]
    }),
}

function isSilent({ lanes }: TimeView, of: NonNullable<TimeView['open']>['lane']): boolean {
  const isIt = ({ from, partition }: TimeView['lanes'][number]) =>
    of !== undefined && from === of.from && partition === of.partition
  const others = lanes.filter(lane => !isIt(lane))
  const seen = others
    .flatMap(({ onTime, late, tooLate }) => [...onTime, ...late, ...tooLate])
    .map(([, seenAt]) => seenAt)
  const last = lanes.find(isIt)?.seenAt ?? Math.min(...seen)
  const since = seen.filter(at => at > last + IN_TURN_MS)
  return since.length >= RECORDS_MIN * others.length
}
