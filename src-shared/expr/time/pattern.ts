// Date patterns, read once and then used for writing and for reading texts, in two dialects: Spark's
// `dd/MM/yyyy HH:mm:ss` and Python's `%d/%m/%Y %H:%M:%S`. A text with a % is Python's.
import { javaElements } from './java-pattern'
import { javaReader } from './java-read'
import { javaWriter } from './java-write'
import { strftimePattern } from './strftime'
import type { Zone } from './zone'

export interface DatePattern {
  format(utcMs: number, zone: Zone): string
  /**
   * Milliseconds UTC; undefined when the text does not match. Absent where a letter can only be
   * written: the name of a weekday says nothing about the day.
   */
  readonly parse?: (text: string, zone: Zone) => number | undefined
}

/** Undefined when the pattern has a letter that means nothing. */
export function datePattern(text: string): DatePattern | undefined {
  if (text.includes('%')) return strftimePattern(text)
  const written = javaElements(text, 'write')
  if (!written) return undefined
  const read = javaElements(text, 'read')
  return { format: javaWriter(written), parse: read && javaReader(read) }
}
