// Writes a name in CQL text: bare if folding to lower case keeps it and it is not a reserved word,
// otherwise in quotes.
import { isReserved } from './vocabulary'

const PLAIN = /^[a-z][a-z0-9_]*$/

export function quoteIfNeeded(name: string): string {
  return PLAIN.test(name) && !isReserved(name) ? name : `"${name.replaceAll('"', '""')}"`
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
