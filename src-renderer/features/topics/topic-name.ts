// Kafka's rule for topic names (Topic.validate): letters, digits, dot, underscore, hyphen; 249 at
// most; not "." or "..".
export type NameFault = 'characters' | 'long' | 'taken' | 'empty'

const LENGTH_MAX = 249

export function nameFault(name: string, taken: ReadonlySet<string>): NameFault | undefined {
  if (name === '') return 'empty'
  if (name.length > LENGTH_MAX) return 'long'
  if (!/^[a-zA-Z0-9._-]+$/.test(name) || name === '.' || name === '..') return 'characters'
  return taken.has(name) ? 'taken' : undefined
}

/** The nearest name that Kafka accepts. */
export function nameInstead(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .replace(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LENGTH_MAX)
  return plain === '' || plain === '.' || plain === '..' ? 'my-topic' : plain
}
