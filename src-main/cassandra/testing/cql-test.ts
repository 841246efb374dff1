// Text tests: `*.cql.test` files in the manner of sqllogictest. A file is a list of cases, split by
// blank lines: a statement, a line of four dashes, the expected answer.
//
//   SELECT k, v FROM t WHERE k = 1          CREATE TABLE t (k int PRIMARY KEY)
//   ----                                    ----
//   k: int | v: text                        CREATED TABLE pub t
//   ["1","one"]
//
// Other answers: `ok`, `ok USE pub`, `error 0x2200 words of the error`. A `warning` line follows
// the rest of an answer. Tags come before the statement: @nondet (values vary: columns and number
// of rows count), @unordered (recorded from a set; the order of tokens still counts), @wait=MS, and
// @differs for an answer of Cassandra that ours does not give yet (the case fails once it does:
// take the tag away). A line that begins with # is a comment. The answer of a case to be recorded
// is `?`.

export interface Answer {
  readonly kind: 'void' | 'schema' | 'error' | 'rows'
  readonly columns?: readonly { readonly name: string; readonly type: string }[]
  readonly rows?: readonly (readonly string[])[]
  readonly schema_change?: {
    readonly change: string
    readonly target: string
    readonly keyspace: string
    readonly name?: string
  }
  readonly set_keyspace?: string
  readonly error?: { readonly code: number; readonly message: string }
  readonly warnings?: readonly string[]
}

export interface CqlCase {
  readonly line: number
  readonly statement: string
  readonly expected: Answer
  readonly nondet: boolean
  readonly unordered: boolean
  readonly waitMs: number
  readonly differs: boolean
}

const SPLIT = '----'
const escape = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const unescape = (text: string) => text.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : String(c)))

export function parseCqlTest(text: string): CqlCase[] {
  const cases: CqlCase[] = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length;) {
    const start = at
    const block: string[] = []
    for (; at < lines.length && lines[at] !== ''; at++)
      if (!lines[at]!.startsWith('#')) block.push(lines[at]!)
    at++
    if (block.length > 0) cases.push(parseCase(block, start + 1))
  }
  return cases
}

function parseCase(block: readonly string[], line: number): CqlCase {
  const tags = new Map<string, string>()
  let first = 0
  for (; block[first]?.startsWith('@'); first++) {
    const [tag = '', value = ''] = block[first]!.slice(1).split('=')
    tags.set(tag, value)
  }
  const split = block.indexOf(SPLIT)
  if (split < 0) throw new Error(`line ${line}: a case needs ${SPLIT} after its statement`)
  return {
    line,
    statement: unescape(block.slice(first, split).join('\n')),
    expected: parseAnswer(block.slice(split + 1), line),
    nondet: tags.has('nondet'),
    unordered: tags.has('unordered'),
    waitMs: Number(tags.get('wait') ?? 0),
    differs: tags.has('differs'),
  }
}

function parseAnswer(lines: readonly string[], line: number): Answer {
  const head = lines[0] ?? ''
  const words = head.split(' ')
  const rest = lines.slice(1)
  const warnings = rest.filter(l => l.startsWith('warning ')).map(l => unescape(l.slice(8)))
  const warned = warnings.length > 0 ? { warnings } : {}
  if (words[0] === 'ok')
    return words[1] === 'USE'
      ? { kind: 'void', set_keyspace: words.slice(2).join(' ') }
      : { kind: 'void', ...warned }
  if (head === '?') return { kind: 'error', error: { code: 0, message: 'not recorded yet' } }
  if (words[0] === 'error')
    return {
      kind: 'error',
      error: { code: Number(words[1]), message: unescape(words.slice(2).join(' ')) },
    }
  if (/^(CREATED|UPDATED|DROPPED)$/.test(words[0] ?? '')) {
    const [change = '', target = '', keyspace = '', ...name] = words
    const named = name.length > 0 ? { name: name.join(' ') } : {}
    return { kind: 'schema', schema_change: { change, target, keyspace, ...named }, ...warned }
  }
  const columns = head.split(' | ').map(column => {
    const colon = column.lastIndexOf(': ')
    if (colon < 0) throw new Error(`line ${line}: “${column}” is not “name: type”`)
    return { name: column.slice(0, colon), type: column.slice(colon + 2) }
  })
  const rows = rest.filter(l => l.startsWith('[')).map(l => JSON.parse(l) as string[])
  return { kind: 'rows', columns, rows, ...warned }
}

export function printCase(one: Omit<CqlCase, 'line'>): string {
  const tags = [
    one.nondet && '@nondet',
    one.unordered && '@unordered',
    one.waitMs > 0 && `@wait=${one.waitMs}`,
    one.differs && '@differs',
  ].filter(tag => tag !== false)
  return [...tags, escape(one.statement), SPLIT, ...printAnswer(one.expected), ''].join('\n')
}

export function printAnswer(answer: Answer): string[] {
  const { error, schema_change: change } = answer
  const warnings = (answer.warnings ?? []).map(w => `warning ${escape(w)}`)
  if (error) return [`error 0x${error.code.toString(16).padStart(4, '0')} ${escape(error.message)}`]
  if (change) {
    const named = change.name === undefined ? '' : ` ${change.name}`
    return [`${change.change} ${change.target} ${change.keyspace}${named}`, ...warnings]
  }
  if (answer.kind === 'rows')
    return [
      (answer.columns ?? []).map(c => `${c.name}: ${c.type}`).join(' | '),
      ...(answer.rows ?? []).map(row => JSON.stringify(row)),
      ...warnings,
    ]
  return [answer.set_keyspace === undefined ? 'ok' : `ok USE ${answer.set_keyspace}`, ...warnings]
}

/** Lists that Cassandra prints in the order of a hash, which changes with every start. */
const HASHED: readonly (readonly [RegExp, string | RegExp])[] = [
  [/(?<=known type signatures: ).+(?=\))/, /, (?=system\.)/],
  [/(?<=by following signatures: ).+(?=\): use)/, /, (?=system\.)/],
  [/(?<=bound on ).+$/, ' ,'],
  [/^.+(?= cannot be restricted by more than one relation)/, ' ,'],
]

function withoutHashOrder(message: string): string {
  return HASHED.reduce(
    (text, [list, between]) => text.replace(list, found => found.split(between).sort().join(', ')),
    message,
  )
}

/** The part of an answer that must be the same. Warnings count where the recording has some. */
export function comparable(one: CqlCase, answer: Answer): string {
  const { warnings, ...rest } = answer
  if (rest.error) rest.error = { ...rest.error, message: withoutHashOrder(rest.error.message) }
  if (one.nondet && answer.rows)
    return JSON.stringify([answer.columns, answer.rows.map(row => row.length)])
  return printAnswer(one.expected.warnings ? { ...rest, warnings } : rest).join('\n')
}
