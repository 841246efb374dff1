// What a lab makes use of, as names of settings: the start page searches and filters labs by it
// without opening them.
import type { LabFile } from '@shared/lab'

const isBlock = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Settings of nodes and of their windows, faults of records, and `dashboard`. */
export function usesOf(lab: LabFile): string[] {
  const uses = new Set<string>()
  for (const { with: settings = {} } of Object.values(lab.nodes)) {
    for (const name of Object.keys(settings)) uses.add(name)
    // The two sides of a join have a watermark each.
    for (const block of [settings['window'], settings['left'], settings['right']])
      if (isBlock(block)) for (const name of Object.keys(block)) uses.add(name)
  }
  for (const { faults } of Object.values(lab.records ?? {}))
    if (faults !== undefined) for (const name of ['faults', ...Object.keys(faults)]) uses.add(name)
  if (lab.dashboard !== undefined) uses.add('dashboard')
  return [...uses].sort()
}
