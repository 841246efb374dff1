// COPY TO and COPY FROM as they are typed: the table, its columns, the file, and cqlsh's options HEADER,
// DELIMITER, QUOTE, ESCAPE, NULL, MAXROWS and PAGESIZE.
import type { CsvForm } from './csv'

const COPY =
  /^copy\s+((?:"(?:[^"]|"")+"|\w+)(?:\s*\.\s*(?:"(?:[^"]|"")+"|\w+))?)\s*(?:\(([^)]*)\))?\s*(to|from)\s+('(?:[^']|'')*'|stdout|stdin)\s*(?:with\s+([^]*))?$/i
const OPTION = /(\w+)\s*=\s*('(?:[^']|'')*'|[\w.-]+)/g
const KNOWN = new Set('HEADER DELIMITER QUOTE ESCAPE NULL MAXROWS PAGESIZE'.split(' '))
const PAGE_ROWS = 1000
const PAGE_ROWS_MAX = 5000

export interface Copy {
  readonly way: 'to' | 'from'
  readonly table: string
  /** As written; all when empty. */
  readonly columns: string
  /** The name of a file; undefined for STDOUT and STDIN. */
  readonly file?: string
  readonly form: CsvForm
  readonly hasHeader: boolean
  readonly rowsMax: number
  readonly pageRows: number
}

/** What is wrong is said in cqlsh's words. */
export function copyOf(text: string): Copy | string {
  const match = COPY.exec(text.trim())
  if (!match) return 'Improper COPY command.'
  const [, table = '', columns = '', written = '', target = '', options = ''] = match
  const way = written.toLowerCase() === 'to' ? 'to' : 'from'
  const given = new Map<string, string>()
  for (const [, name = '', value = ''] of options.matchAll(OPTION))
    given.set(name.toUpperCase(), value.startsWith("'") ? unquoted(value) : value)
  const unknown = [...given.keys()].find(name => !KNOWN.has(name))
  if (unknown !== undefined)
    return `Unrecognized COPY ${way.toUpperCase()} options: ${unknown.toLowerCase()}`
  if (/^std/i.test(target) && (target.toLowerCase() === 'stdout') !== (way === 'to'))
    return 'Improper COPY command.'
  return {
    ...{ way, table, columns: columns.trim() },
    ...(target.startsWith("'") ? { file: unquoted(target) } : {}),
    form: {
      delimiter: given.get('DELIMITER') ?? ',',
      quote: given.get('QUOTE') ?? '"',
      escape: given.get('ESCAPE') ?? '\\',
      nullText: given.get('NULL') ?? '',
    },
    hasHeader: /^(true|yes|1|on)$/i.test(given.get('HEADER') ?? ''),
    rowsMax: Number(given.get('MAXROWS') ?? -1) < 0 ? Infinity : Number(given.get('MAXROWS')),
    pageRows: Math.min(PAGE_ROWS_MAX, Math.max(1, Number(given.get('PAGESIZE') ?? PAGE_ROWS))),
  }
}

const unquoted = (text: string) => text.slice(1, -1).replaceAll("''", "'")
