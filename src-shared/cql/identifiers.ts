// How a name is written in CQL text: bare when folding to lower case gives it back and it is no
// reserved word, else in quotes.
import { isReserved } from './vocabulary'

const PLAIN = /^[a-z][a-z0-9_]*$/

export function quoteIfNeeded(name: string): string {
  return PLAIN.test(name) && !isReserved(name) ? name : `"${name.replaceAll('"', '""')}"`
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
