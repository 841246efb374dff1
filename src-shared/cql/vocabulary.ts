// The tokens of CQL, named as Cassandra's grammar names them (K_SELECT, IDENT, …) because its error
// texts show those names. Keywords are one chevrotain token type each; categories say where an
// unreserved keyword may be a name. Follows src/antlr/Lexer.g and Parser.g of Cassandra 5.0.
import { createToken, Lexer, type TokenType } from 'chevrotain'

const token = (name: string, categories: TokenType[] = []) =>
  createToken({ name, pattern: Lexer.NA, categories })
/**
 * One of the many words and signs. Chevrotain completes all of them together when the parser is
 * made; one by one, as `createToken` does it, is slow.
 */
const bare = (name: string, categories: TokenType[] = []): TokenType => ({
  name,
  PATTERN: Lexer.NA,
  CATEGORIES: categories,
})

/** Anything that can name a column, keyspace or alias. */
export const AnyName = token('AnyName')
/** Anything that can name a function. */
export const FunctionName = token('FunctionName')
/** Anything that can name a user-defined type. */
export const TypeIdent = token('TypeIdent')
export const NativeType = token('NativeType')
export const UnreservedKeyword = token('UnreservedKeyword')
export const Constant = token('Constant')
export const Permission = token('Permission')

export const categories = new Set([
  AnyName,
  FunctionName,
  TypeIdent,
  NativeType,
  UnreservedKeyword,
  Constant,
  Permission,
])

export const Ident = token('IDENT', [AnyName, FunctionName, TypeIdent])
export const QuotedName = token('QUOTED_NAME', [AnyName, FunctionName, TypeIdent])
export const EmptyQuotedName = token('EMPTY_QUOTED_NAME')
export const StringLiteral = token('STRING_LITERAL', [Constant])
export const Integer = token('INTEGER', [Constant])
export const Float = token('FLOAT', [Constant])
export const BooleanLiteral = token('BOOLEAN', [Constant])
export const Duration = token('DURATION', [Constant])
export const Uuid = token('UUID', [Constant])
export const HexNumber = token('HEXNUMBER', [Constant])
export const QMark = token('QMARK')
export const Range = token('RANGE')
export const ExprOpen = token("'expr('")

export const punctuation: Readonly<Record<string, TokenType>> = Object.fromEntries(
  [
    '+=',
    '-=',
    '<=',
    '>=',
    '!=',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':',
    '.',
    '=',
    '<',
    '>',
    '+',
    '-',
    '*',
    '/',
    '%',
  ].map(text => [text, bare(`'${text}'`)]),
)

export function punct(text: string): TokenType {
  const type = punctuation[text]
  if (!type) throw new Error(`no such punctuation: ${text}`)
  return type
}

const RESERVED = `SELECT FROM WHERE AND ENTRIES FULL INSERT UPDATE WITH LIMIT USING USE SET BEGIN UNLOGGED BATCH APPLY TRUNCATE DELETE
  IN CREATE MATERIALIZED VIEW INDEX ON TO DROP PRIMARY INTO ALTER RENAME ADD ORDER BY ASC DESC ALLOW IF IS GRANT OF
  REVOKE MODIFY AUTHORIZE DESCRIBE EXECUTE NORECURSIVE NULL NOT OR SCHEMA COLUMNFAMILY KEYSPACE`

const BASIC_UNRESERVED = `KEYS AS CLUSTER CLUSTERING COMPACT STORAGE TABLES TYPE TYPES VALUES MAP LIST FILTERING PERMISSION PERMISSIONS
  KEYSPACES ALL USER USERS ROLE ROLES IDENTITY SUPERUSER NOSUPERUSER LOGIN NOLOGIN OPTIONS PASSWORD HASHED EXISTS
  CUSTOM TRIGGER CONTAINS INTERNALS ONLY STATIC FROZEN TUPLE FUNCTION FUNCTIONS AGGREGATE AGGREGATES SFUNC STYPE FINALFUNC INITCOND
  RETURNS LANGUAGE CALLED INPUT LIKE PER PARTITION GROUP DATACENTERS CIDRS ACCESS DEFAULT MBEAN MBEANS REPLACE UNSET MASKED UNMASK
  SELECT_MASKED VECTOR ANN`

const OTHER_UNRESERVED = 'TTL COUNT WRITETIME MAXWRITETIME KEY CAST JSON DISTINCT'

const NATIVE_TYPES = `ASCII BIGINT BLOB BOOLEAN COUNTER DECIMAL DOUBLE DURATION FLOAT INET INT SMALLINT TEXT TIMESTAMP TINYINT UUID VARCHAR
  VARINT TIMEUUID DATE TIME`

const PERMISSIONS = new Set(
  'CREATE ALTER DROP SELECT MODIFY AUTHORIZE DESCRIBE EXECUTE UNMASK SELECT_MASKED'.split(' '),
)

const words = (text: string) => text.split(/\s+/)
const keywordTypes = new Map<string, TokenType>()

function addKeywords(names: string, kinds: (name: string) => TokenType[]) {
  for (const name of words(names)) {
    const all = PERMISSIONS.has(name) ? [...kinds(name), Permission] : kinds(name)
    keywordTypes.set(name.toLowerCase(), bare(`K_${name}`, all))
  }
}
addKeywords(RESERVED, () => [])
addKeywords(BASIC_UNRESERVED, () => [AnyName, FunctionName, TypeIdent, UnreservedKeyword])
addKeywords(OTHER_UNRESERVED, name => [
  AnyName,
  UnreservedKeyword,
  ...(name === 'COUNT' ? [FunctionName] : name === 'KEY' ? [TypeIdent] : []),
])
addKeywords(NATIVE_TYPES, () => [AnyName, FunctionName, NativeType, UnreservedKeyword])
for (const [word, name] of [
  ['nan', 'K_POSITIVE_NAN'],
  ['infinity', 'K_POSITIVE_INFINITY'],
  ['-nan', 'K_NEGATIVE_NAN'],
  ['-infinity', 'K_NEGATIVE_INFINITY'],
] as const)
  keywordTypes.set(word, bare(name, [Constant]))
addKeywords('TOKEN', () => [FunctionName])

/** Other spellings of a keyword. */
const SPELLINGS: Readonly<Record<string, string>> = {
  table: 'columnfamily',
  columnfamilies: 'tables',
}

export function keywordOf(word: string): TokenType | undefined {
  const lower = word.toLowerCase()
  return keywordTypes.get(SPELLINGS[lower] ?? lower)
}

export function kw(word: string): TokenType {
  const type = keywordOf(word)
  if (!type) throw new Error(`no such keyword: ${word}`)
  return type
}

export const allTokens: TokenType[] = [
  ...categories,
  Ident,
  QuotedName,
  EmptyQuotedName,
  StringLiteral,
  Integer,
  Float,
  BooleanLiteral,
  Duration,
  Uuid,
  HexNumber,
  QMark,
  Range,
  ExprOpen,
  ...Object.values(punctuation),
  ...keywordTypes.values(),
]

const reserved = new Set([
  ...words(RESERVED).map(w => w.toLowerCase()),
  'table',
  'token',
  'nan',
  'infinity',
])
export const isReserved = (word: string) => reserved.has(word.toLowerCase())
/** Every word that the console offers, as people write it. */
export const keywords: readonly string[] = [
  ...[...keywordTypes.keys()]
    .filter(w => w !== 'columnfamily' && !w.startsWith('-'))
    .map(w => w.toUpperCase()),
  'TABLE',
]
export const nativeTypeNames: readonly string[] = words(NATIVE_TYPES).map(w => w.toLowerCase())
