// Python as text: literals, names, and calls that are broken at 100 columns.

import { parseDuration } from '@shared/lab'

/** PEP 8 says 79; this project's own limit is ruff's usual wide one. */
export const COLUMNS_MAX = 100

/**
 * A literal, in the quotes that need fewer escapes, as ruff writes it. JSON's escapes are Python's too,
 * and letters beyond ASCII stay as they are.
 */
export function pyText(text: string): string {
  const quoted = JSON.stringify(text)
  if (text.split('"').length <= text.split("'").length) return quoted
  return `'${quoted
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`
}

export const pyList = (items: readonly string[]): string => `[${items.map(pyText).join(', ')}]`

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except ' +
    'finally for from global if import in is lambda nonlocal not or pass raise return try while ' +
    'with yield match case type'
  ).split(' '),
)

/** A name as PEP 8 has it: `Total per product` → `total_per_product`. */
export function pyName(text: string): string {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase()
  const name = /^[a-z]/.test(plain) ? plain : `step_${plain}`.replace(/_$/, '')
  return KEYWORDS.has(name) ? `${name}_` : name
}

/** Names that differ from each other, and from what is taken: two ids may become one name. */
export class PyNames {
  private readonly taken: Set<string>

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken)
  }

  has(name: string): boolean {
    return this.taken.has(name)
  }

  give(wanted: string): string {
    let name = wanted
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}_${n}`
    this.taken.add(name)
    return name
  }
}

/** A text that is too long for its line as several literals in a row, one a line. */
function pyTextLines(text: string, indent: number): string[] {
  const room = COLUMNS_MAX - indent - 4
  const lines: string[] = []
  let rest = text
  while (pyText(rest).length > room) {
    const cut = rest.lastIndexOf(' ', room - (pyText(rest).length - rest.length))
    const at = cut > 0 ? cut + 1 : room - 8
    lines.push(pyText(rest.slice(0, at)))
    rest = rest.slice(at)
  }
  return [...lines, pyText(rest)]
}

/** `name(a, b)`, an argument a line where one line is too short. `texts` are literals. */
export function pyCall(
  name: string,
  texts: readonly string[],
  { indent = 4, plain = [], end = '' }: PyCallForm = {},
): string[] {
  const one = `${name}(${[...plain, ...texts.map(pyText)].join(', ')})${end}`
  if (indent + one.length <= COLUMNS_MAX) return [one]
  const pad = '    '
  const args = [
    ...plain.map(argument => [argument]),
    ...texts.map(text => pyTextLines(text, indent + 4)),
  ]
  return [
    `${name}(`,
    ...args.flatMap(lines =>
      lines.map((line, i) => `${pad}${line}${i === lines.length - 1 ? ',' : ''}`),
    ),
    `)${end}`,
  ]
}

export interface PyCallForm {
  /** Columns before the call. */
  readonly indent?: number
  /** Arguments before the texts, as they are. */
  readonly plain?: readonly string[]
  readonly end?: string
}

/** A literal after `name = `, broken into several where one line is too short. */
export function pyAssign(name: string, text: string, indent = 4): string[] {
  const one = `${name} = ${pyText(text)}`
  if (indent + one.length <= COLUMNS_MAX) return [one]
  return [`${name} = (`, ...pyTextLines(text, indent + 4).map(line => `    ${line}`), ')']
}

/** The prefix of a connection's settings in the environment. */
export const connectionEnv = (connection: string): string =>
  connection.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()

/** A length of time as Spark reads it. */
export function sparkDelay(duration: string, more = '0 s'): string {
  return `${(parseDuration(duration) ?? 0) + (parseDuration(more) ?? 0)} milliseconds`
}
