// Which statements of a person are sent to a database server. A session that only reads still lets
// files be written, settings be changed and other clients be ended, so what a statement says is
// looked at first: it must begin as a question does, and say nothing of that kind.

interface Reading {
  readonly begins: RegExp
  /** Ways to read texts; where settings of the server decide, all of them must be harmless. */
  readonly texts: readonly RegExp[]
  readonly comments: RegExp
  /** Quoted names are read, as far as `forbidden` is about them. */
  readonly keeps: RegExp
  /** What makes it unclear where a text ends. */
  readonly unclear: RegExp
  readonly forbidden: RegExp
}

/** A comment that the server runs is left in place; so are quotes that a backslash may end. */
const MYSQL: Reading = {
  begins: /^[\s(]*(?:select|show|explain|describe|desc|with|table|values)\b/i,
  texts: [/'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`/, /'[^']*'|"[^"]*"|`[^`]*`/],
  comments: /\/\*(?![Mm]?!)[^]*?\*\/|--\s[^\n]*|#[^\n]*/,
  keeps: /(?!)/,
  unclear: /(?!)/,
  forbidden: /\/\*M?!|\binto\s+(?:out|dump)file\b/i,
}

/**
 * Functions that act on the server or on other clients, write files, or run a text as a statement,
 * which a transaction that only reads does not stop.
 */
const ACTS = [
  ...[
    'pg_(?:terminate|cancel)_backend',
    'pg_(?:reload|rotate|promote|switch|create|drop|copy)\\w*',
  ],
  ...['pg_(?:backup|start|stop|log|logical|replication|wal|stat_reset|file|advisory|try)\\w*'],
  ...[
    'pg_(?:notify|import|export|sync|read|ls|buffercache_evict|stat_statements_reset)\\w*',
    'lo_\\w+',
    'lo(?:creat|write|open|unlink)',
  ],
  ...['dblink\\w*', 'set_config', 'query_to_xml\\w*', 'cursor_to_xml\\w*', 'ts_(?:stat|rewrite)'],
]

/** Of a text in dollars; any letter beyond ASCII may be in it, and capitals are other letters. */
const TAG = '(?:[A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*)?'

/**
 * Comments nest: one with another inside is left in place, and refused. So are names that are
 * written in code points. A dollar inside a name begins no text.
 */
const POSTGRES: Reading = {
  begins: /^[\s(]*(?:select|show|explain|with|table|values)\b/i,
  texts: [new RegExp(`'[^']*'|(?<![\\w$\\u0080-\\uffff])\\$(${TAG})\\$[^]*?\\$\\1\\$|"[^"]*"`)],
  comments: /\/\*(?:(?!\/\*)[^])*?\*\/|--[^\n\r]*/,
  keeps: /^"/,
  // After an E a backslash keeps a quote in the text, also over the lines of it.
  unclear: /\\'/,
  forbidden: new RegExp(`\\/\\*|\\bu&"|\\b(?:${ACTS.join('|')})["\\s]*\\(`, 'i'),
}

export function onlyReads(statement: string, dialect: 'mysql' | 'postgresql'): boolean {
  const reading = dialect === 'mysql' ? MYSQL : POSTGRES
  if (reading.unclear.test(statement)) return false
  return reading.texts.every(texts => {
    const either = new RegExp(`${texts.source}|${reading.comments.source}`, 'g')
    const bare = statement.replace(either, part =>
      reading.keeps.test(part) ? part : /^['"`$]/.test(part) ? "''" : ' ',
    )
    return reading.begins.test(bare) && !reading.forbidden.test(bare)
  })
}
