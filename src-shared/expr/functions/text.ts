// Functions over texts, with Spark's results: positions count from 1, a negative start counts from
// the end, lengths are in characters.
import { regex, splitBy } from '../regex'
import { castFunction } from '../casts'
import type { Zone } from '../time/zone'
import { STRING, type DataType, type Value } from '../types'
import { defineFunction, type FunctionDescriptor, type FunctionSpec } from './descriptor'

const LENGTH_MAX = 1_000_000 // what repeat and pad may make: a text a million long is a mistake, not a record

function substring(text: string, from: number, length = Infinity): string {
  const chars = isPlain(text) ? undefined : [...text]
  const size = chars?.length ?? text.length
  const start = from > 0 ? from - 1 : from < 0 ? size + from : 0
  const end = Math.max(start, Math.min(size, start + length))
  return chars
    ? chars.slice(Math.max(0, start), Math.max(0, end)).join('')
    : text.slice(Math.max(0, start), Math.max(0, end))
}

const castText = (type: DataType, zone: Zone) => castFunction(type, STRING, zone) ?? (() => null)

/** Whether each UTF-16 unit is one character. */
const isPlain = (text: string) => !/[\ud800-\udfff]/.test(text)

function pad(text: string, length: number, fill: string, left: boolean): string | null {
  if (length > LENGTH_MAX) return null
  const chars = [...text]
  if (length <= chars.length) return chars.slice(0, Math.max(0, length)).join('')
  if (fill === '') return text
  const filler = [...fill.repeat(Math.ceil((length - chars.length) / [...fill].length))]
    .slice(0, length - chars.length)
    .join('')
  return left ? filler + text : text + filler
}

function trimmer(side: 'both' | 'left' | 'right') {
  return (text: string, characters = ' ') => {
    const set = new Set(characters)
    const chars = [...text]
    let [from, to] = [0, chars.length]
    if (side !== 'right') while (from < to && set.has(chars[from] ?? '')) from++
    if (side !== 'left') while (to > from && set.has(chars[to - 1] ?? '')) to--
    return chars.slice(from, to).join('')
  }
}

/** $1 in a replacement is Java's and JavaScript's alike; `$&` and its kin are only JavaScript's. */
const javaReplacement = (text: string) => text.replace(/\$(?!\d)/g, '$$$$')

const trimming =
  (side: 'LEADING' | 'TRAILING') =>
  ([text = '', characters = '']: readonly string[]) =>
    `trim(${side} ${characters}${characters && ' '}FROM ${text})`

/** As Java's: one character for one, so `ß` stays. */
const titleCase = (letter: string) =>
  letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter

const text1 = '(text: string): string'

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'upper',
    aliases: ['ucase'],
    signatures: [text1],
    doc: 'The text in capital letters',
    evaluate: (t: string) => t.toUpperCase(),
  },
  {
    name: 'lower',
    aliases: ['lcase'],
    signatures: [text1],
    doc: 'The text in small letters',
    evaluate: (t: string) => t.toLowerCase(),
  },
  {
    name: 'initcap',
    signatures: [text1],
    doc: 'Each word with a capital first letter',
    evaluate: (t: string) =>
      t
        .toLowerCase()
        .replace(
          /(^| )([^ ])/gu,
          (_, before: string, letter: string) => before + titleCase(letter),
        ),
  },
  {
    name: 'length',
    aliases: ['char_length', 'character_length', 'len'],
    signatures: ['(text: string): int'],
    doc: 'How many characters the text has',
    spark: 'length',
    evaluate: (t: string) => (isPlain(t) ? t.length : [...t].length),
  },
  {
    name: 'trim',
    aliases: ['btrim'],
    signatures: ['(text: string, characters?: string): string'],
    doc: 'Without spaces (or the given characters) at both ends',
    spark: 'btrim',
    evaluate: trimmer('both'),
  },
  {
    name: 'ltrim',
    spark: trimming('LEADING'),
    signatures: ['(text: string, characters?: string): string'],
    doc: 'Without spaces at the start',
    evaluate: trimmer('left'),
  },
  {
    name: 'rtrim',
    spark: trimming('TRAILING'),
    signatures: ['(text: string, characters?: string): string'],
    doc: 'Without spaces at the end',
    evaluate: trimmer('right'),
  },
  {
    name: 'substring',
    aliases: ['substr', 'mid'],
    signatures: ['(text: string, from: int, length?: int): string'],
    doc: 'A part of the text, counting from 1 (negative: from the end)',
    spark: 'substring',
    evaluate: substring,
  },
  {
    name: 'left',
    signatures: ['(text: string, length: int): string'],
    doc: 'The first characters',
    evaluate: (t: string, n: number) => (n <= 0 ? '' : substring(t, 1, n)),
  },
  {
    name: 'right',
    signatures: ['(text: string, length: int): string'],
    doc: 'The last characters',
    evaluate: (t: string, n: number) => (n <= 0 ? '' : [...t].slice(-n).join('')),
  },
  {
    name: 'replace',
    signatures: ['(text: string, search: string, replacement?: string): string'],
    doc: 'Every occurrence of one text replaced by another',
    evaluate: (t: string, search: string, by = '') =>
      search === '' ? t : t.split(search).join(by),
  },
  {
    name: 'translate',
    signatures: ['(text: string, from: string, to: string): string'],
    doc: 'Characters of one list replaced by those of another',
    evaluate: (t: string, from: string, to: string) => {
      const target = [...to]
      const table = new Map<string, string>()
      for (const [i, ch] of [...from].entries()) if (!table.has(ch)) table.set(ch, target[i] ?? '')
      return [...t].map(ch => table.get(ch) ?? ch).join('')
    },
  },
  {
    name: 'split',
    signatures: ['(text: string, pattern: string, limit?: int): array<string>'],
    doc: 'The parts between matches of a regular expression; a limit above 0 is the most parts',
    evaluate: (t: string, pattern: string, limit = -1) => splitBy(t, pattern, limit) ?? null,
  },
  {
    name: 'split_part',
    signatures: ['(text: string, separator: string, part: int): string'],
    doc: 'One part of a text cut at a separator, counting from 1',
    evaluate: (t: string, separator: string, n: number) => {
      const parts = separator === '' ? [t] : t.split(separator)
      return n === 0 ? null : (parts.at(n > 0 ? n - 1 : n) ?? '')
    },
  },
  {
    name: 'concat',
    signatures: ['(...parts: any): string'],
    doc: 'All parts pasted together as text',
    make: ({ types, zone }) => {
      const texts = types.map(type => castText(type, zone))
      return (...parts: readonly Value[]) => parts.map((p, i) => texts[i]?.(p) ?? '').join('')
    },
  },
  {
    name: 'concat_ws',
    signatures: ['(separator: string, ...parts: any): string'],
    doc: 'All parts that are not NULL, with a separator between',
    nulls: 'see',
    make: ({ types, zone }) => {
      const texts = types
        .slice(1)
        .map(type => castText(type.kind === 'array' ? type.element : type, zone))
      return (separator: string | null, ...parts: readonly Value[]) => {
        if (separator === null) return null
        const all = parts.flatMap((p, i) =>
          Array.isArray(p) ? p.map((x: Value) => texts[i]?.(x) ?? null) : [texts[i]?.(p) ?? null],
        )
        return all.filter(p => p !== null).join(separator)
      }
    },
  },
  {
    name: 'lpad',
    signatures: ['(text: string, length: int, fill?: string): string'],
    doc: 'Filled up at the start, or cut, to a length',
    evaluate: (t: string, n: number, fill = ' ') => pad(t, n, fill, true),
  },
  {
    name: 'rpad',
    signatures: ['(text: string, length: int, fill?: string): string'],
    doc: 'Filled up at the end, or cut, to a length',
    evaluate: (t: string, n: number, fill = ' ') => pad(t, n, fill, false),
  },
  {
    name: 'repeat',
    signatures: ['(text: string, times: int): string'],
    doc: 'The text several times over',
    evaluate: (t: string, n: number) =>
      t.length * n > LENGTH_MAX ? null : t.repeat(Math.max(0, n)),
  },
  {
    name: 'space',
    signatures: ['(count: int): string'],
    doc: 'So many spaces',
    evaluate: (n: number) => (n > LENGTH_MAX ? null : ' '.repeat(Math.max(0, n))),
  },
  {
    name: 'reverse',
    signatures: ['(text: string): string', '(items: array<T>): array<T>'],
    doc: 'Back to front',
    evaluate: (v: string | readonly Value[]) =>
      typeof v === 'string' ? [...v].reverse().join('') : [...v].reverse(),
  },
  {
    name: 'instr',
    signatures: ['(text: string, search: string): int'],
    doc: 'Where a text first occurs, from 1; 0 if nowhere',
    evaluate: (t: string, search: string) => position(t, search, 1),
  },
  {
    name: 'locate',
    aliases: ['position'],
    signatures: ['(search: string, text: string, from?: int): int'],
    doc: 'Where a text first occurs, from 1; 0 if nowhere',
    spark: 'locate',
    evaluate: (search: string, t: string, from = 1) => position(t, search, from),
  },
  {
    name: 'startswith',
    aliases: ['starts_with'],
    signatures: ['(text: string, start: string): boolean'],
    doc: 'Whether the text begins so',
    spark: 'startswith',
    evaluate: (t: string, start: string) => t.startsWith(start),
  },
  {
    name: 'endswith',
    aliases: ['ends_with'],
    signatures: ['(text: string, end: string): boolean'],
    doc: 'Whether the text ends so',
    spark: 'endswith',
    evaluate: (t: string, end: string) => t.endsWith(end),
  },
  {
    name: 'contains',
    signatures: ['(text: string, part: string): boolean'],
    doc: 'Whether the text holds another',
    evaluate: (t: string, part: string) => t.includes(part),
  },
  {
    name: 'regexp_replace',
    signatures: ['(text: string, pattern: string, replacement: string): string'],
    doc: 'Every match of a regular expression replaced ($1 is a group)',
    evaluate: (t: string, pattern: string, by: string) => {
      return regex(pattern)?.matcher(t).replaceAll(javaReplacement(by)) ?? null
    },
  },
  {
    name: 'regexp_extract',
    signatures: ['(text: string, pattern: string, group?: int): string'],
    doc: 'The first match of a regular expression, or one of its groups (1 if not said)',
    evaluate: (t: string, pattern: string, group = 1) => {
      const match = regex(pattern)?.matcher(t)
      if (!match) return null
      if (!match.find()) return ''
      // Spark ends the query over a group that the pattern does not have.
      return group < 0 || group > match.groupCount() ? null : (match.group(group) ?? '')
    },
  },
  {
    name: 'ascii',
    signatures: ['(text: string): int'],
    doc: 'The code of the first character',
    evaluate: (t: string) => t.codePointAt(0) ?? 0,
  },
  {
    name: 'chr',
    aliases: ['char'],
    signatures: ['(code: int): string'],
    doc: 'The character of a code',
    spark: 'chr',
    evaluate: (n: number) => (n < 0 ? '' : String.fromCharCode(n % 256)),
  },
]
export const textFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'text', ...spec }),
)

function position(text: string, search: string, from: number): number {
  if (from < 1) return 0
  if (isPlain(text)) return text.indexOf(search, from - 1) + 1
  const at = text.indexOf(search, [...text].slice(0, from - 1).join('').length)
  return at < 0 ? 0 : [...text.slice(0, at)].length + 1
}
