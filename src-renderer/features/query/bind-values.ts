// What the form for bind values remembers, and how a value of a type is written.

/** The last value of a marker, by its name and type; null is a value. */
export const lastValues = new Map<string, string | null>()

const SAMPLES: Readonly<Record<string, string>> = {
  uuid: '5d0c4e10-00ac-41f0-a3b1-9c1a7e3f2b10',
  timeuuid: '5d0c4e10-00ac-11f0-a3b1-9c1a7e3f2b10',
  timestamp: '2025-03-14 10:00:00',
  date: '2025-03-14',
  time: '10:00:00',
  inet: '127.0.0.1',
  duration: '1h30m',
  blob: '0x00ff',
  double: '1.5',
  float: '1.5',
  decimal: '1.50',
}

export function sampleOf(type: string): string {
  const plain = type.replace(/^frozen<(.*)>$/, '$1')
  if (/^(list|vector)</.test(plain)) return '[1, 2]'
  if (plain.startsWith('set<')) return "{'a', 'b'}"
  if (plain.startsWith('map<')) return "{'a': 1}"
  if (plain.startsWith('tuple<')) return "(1, 'a')"
  return SAMPLES[plain] ?? (/int$|^counter$/.test(plain) ? '1' : '')
}
