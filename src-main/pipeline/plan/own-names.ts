// Names of a lab's own for what a fresh node writes: two labs made by hand must not fill one topic
// or one table.
import type { AnyNode } from '../model/define-node'

export type Places = NonNullable<AnyNode['ownNames']>

export function ownNames(
  initial: Readonly<Record<string, unknown>>,
  labId: string,
  places: Places = {},
): Record<string, unknown> {
  const own = shortOf(labId)
  return Object.fromEntries(
    Object.entries(initial).map(([name, value]) => {
      const place = places[name]
      return place !== undefined && typeof value === 'string'
        ? [name, named(place, value, own)]
        : [name, value]
    }),
  )
}

/** Tables take no hyphens, and neither tables nor indexes take capitals. */
function named(place: Places[string], value: string, own: string): string {
  if (place === 'topic') return `${value}-${own}`
  return place === 'table'
    ? `${value}_${own.replaceAll('-', '_').toLowerCase()}`
    : `${value}-${own.toLowerCase()}`
}

/** The part that tells a made-up id (lab-<time>-<chars>) from others; the whole of any other id. */
const shortOf = (id: string) => /^lab-\d+-(\w+)$/.exec(id)?.[1] ?? id
