// Names of a lab's own for what a fresh node writes: two labs made by hand beside each other must
// not fill one topic or one table.

/** Where a node's writing goes, by the setting that names it. */
const PLACES = ['topic', 'table', 'index']

export function ownNames(
  initial: Readonly<Record<string, unknown>>,
  labId: string,
): Record<string, unknown> {
  const own = shortOf(labId)
  return Object.fromEntries(
    Object.entries(initial).map(([name, value]) =>
      PLACES.includes(name) && typeof value === 'string'
        ? [name, named(name, value, own)]
        : [name, value],
    ),
  )
}

/** Tables take no hyphens, and neither tables nor indexes take capitals. */
function named(place: string, value: string, own: string): string {
  if (place === 'topic') return `${value}-${own}`
  return place === 'table'
    ? `${value}_${own.replaceAll('-', '_').toLowerCase()}`
    : `${value}-${own.toLowerCase()}`
}

/**
 * Of an id that was made up (new-lab.ts), what tells it from the others; an id that a person gave,
 * whole.
 */
const shortOf = (id: string) => /^lab-\d+-(\w+)$/.exec(id)?.[1] ?? id
