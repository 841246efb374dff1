// Makes the messages that the Produce form sends: one message, or many from lines ("key<TAB>value"
// or a value alone), within the contract's limits.
export interface OutRecord {
  readonly key?: string | null
  readonly value: string | null
  readonly partition?: number
  readonly headers?: Readonly<Record<string, string>>
}

export const RECORDS_MAX = 10_000
export const VALUE_CHARS_MAX = 1_000_000

export function recordsOfLines(text: string): OutRecord[] {
  return text
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line => {
      const tab = line.indexOf('\t')
      return tab < 0 ? { value: line } : { key: line.slice(0, tab), value: line.slice(tab + 1) }
    })
}

/**
 * Why a text is not JSON, in the parser's words; undefined when it is, or when it does not look
 * like JSON at all.
 */
export function jsonFault(text: string): string | undefined {
  if (!/^\s*[[{"]/.test(text)) return undefined
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Lays JSON out for reading, unless that would change more than white space: numbers keep their
 * digits.
 */
export function pretty(text: string): string {
  try {
    const laid = JSON.stringify(JSON.parse(text), null, 2)
    return laid.replace(/\s+/g, '') === text.replace(/\s+/g, '') ? laid : text
  } catch {
    return text
  }
}

/**
 * One JSON document leaves as one line, as producers send it. Any other text leaves as it is
 * written.
 */
export function compact(text: string): string {
  return text.includes('\n') && jsonFault(text) === undefined && /^\s*[[{]/.test(text)
    ? text
        .split('\n')
        .map(line => line.trim())
        .join('')
    : text
}
