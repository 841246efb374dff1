// Records came too late for their window.
import { delayForAll } from '@shared/figures'
import { msText } from './length-text'
import type { Cause } from '../evidence'

const SHARE_MIN = 0.005

export const lateDrops: Cause = {
  id: 'late-drops',
  find: ({ times }) =>
    times.flatMap(({ node, counts, drops, delayMs }) => {
      if (!drops || delayMs === undefined || counts.tooLate <= counts.read * SHARE_MIN) return []
      const to = msText(delayForAll(drops))
      const params = { node, dropped: counts.tooLate, delay: msText(delayMs), enough: to }
      return [{ node, params, remedy: { act: 'setting', node, setting: 'watermark', to } }]
    }),
}
