// The options of a storage-attached index on text: case_sensitive, normalize and ascii. They change
// what counts as equal, in the index and for every row that is checked. Follows Cassandra's
// NonTokenizingAnalyzer and Lucene's ASCIIFoldingFilter.
import type { Index, Table } from '../schema/model'

type Analyze = (value: Buffer) => Buffer

const MARKS = /\p{M}/gu
/** Letters that no decomposition makes ASCII. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
}

export function analyzerOf({ options }: Index): Analyze | undefined {
  const has = (name: string, value: string) => options.get(name)?.toLowerCase() === value
  const steps: ((text: string) => string)[] = []
  if (has('case_sensitive', 'false')) steps.push(text => text.toLowerCase())
  if (has('normalize', 'true')) steps.push(text => text.normalize('NFC'))
  if (has('ascii', 'true')) steps.push(foldToAscii)
  if (steps.length === 0) return undefined
  return value => Buffer.from(steps.reduce((text, step) => step(text), value.toString('utf8')))
}

const foldToAscii = (text: string) =>
  text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[^\0-\x7f]/g, letter => FOLDED[letter] ?? letter)

/** The analyzer of a column, by its storage-attached index. */
export function analyzerFor(table: Table, column: string): Analyze | undefined {
  for (const index of table.indexes) {
    const analyze = index.column === column && isSai(index) ? analyzerOf(index) : undefined
    if (analyze) return analyze
  }
  return undefined
}

export const isSai = (index: Pick<Index, 'className'>) =>
  /(^|\.)(sai|storageattachedindex)$/i.test(index.className ?? '')
