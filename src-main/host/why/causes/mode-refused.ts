// An output mode that Spark refuses.
import type { Cause } from '../evidence'

const CODES = new Set([
  'lab-append-needs-window',
  'lab-append-needs-watermark',
  'lab-append-sliding',
  'lab-session-update',
  'export-report-append',
])

export const modeRefused: Cause = {
  id: 'mode-refused',
  find: ({ problems, lab }) =>
    problems.flatMap(({ code, node = '' }) => {
      if (!CODES.has(code)) return []
      const mode = String(lab?.nodes[node]?.with?.mode ?? '')
      const to = code === 'lab-session-update' ? 'append' : 'update'
      const remedy = { act: 'setting', node, setting: 'mode', to } as const
      return [{ node, params: { node, mode, other: to }, remedy }]
    }),
}
