// A partition that sends nothing keeps a window open.
import type { Cause } from '../evidence'

export const idlePartition: Cause = {
  id: 'idle-partition',
  find: ({ times }) =>
    times.flatMap(({ node, open }) =>
      open?.because === 'partition'
        ? [
            {
              node,
              params: { node, partition: open.lane?.partition ?? 0 },
              remedy: { act: 'setting', node, setting: 'idle', to: '30 s' },
            },
          ]
        : [],
    ),
}
