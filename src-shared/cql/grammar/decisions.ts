// Tokens by which Cassandra's parser decides how to go on. ANTLR gives up when what follows a name or
// a value is in none of its alternatives, long before a rule would miss a certain token; these sets
// are its alternatives (the decisions of Parser.g that look ahead by more than one token).
import type { TokenType } from 'chevrotain'
import * as v from '../vocabulary'

const { kw, punct } = v
const set = (signs: string, words: string): ReadonlySet<TokenType> =>
  new Set([...signs.split(' ').map(punct), ...words.split(' ').map(kw)])

/** After a table's name. */
export const AFTER_TABLE = set(
  '( ;',
  'ADD ALLOW ALTER AS DROP FROM GROUP JSON LIMIT NORECURSIVE OF ORDER PER PRIMARY RENAME SET TO USING WHERE WITH',
)

/** After a type. */
export const AFTER_TYPE = set(') , ; >', 'FINALFUNC INITCOND LANGUAGE MASKED PRIMARY STATIC')

/** After a value that no operator follows. */
export const AFTER_TERM: ReadonlySet<TokenType> = new Set([
  ...set(
    ') , : ; ] }',
    'ALLOW AND APPLY ASC DELETE DESC GROUP IF INSERT LIMIT ORDER PER PRIMARY UPDATE WHERE',
  ),
  v.Range,
])

/** After a column among what SELECT asks for. */
export const AFTER_SELECTOR = set('% ) + , - / : ; [ * ] }', 'ALLOW AS FROM LIMIT ORDER PER')

const COMPARISONS = '= < <= > >= !='
/** After a column in WHERE. */
export const AFTER_RELATED = set(`${COMPARISONS} [`, 'CONTAINS IN IS LIKE')
/** After a column in IF. */
export const AFTER_CONDITIONED = set(`${COMPARISONS} [ .`, 'CONTAINS IN')
/** After IF EXISTS. */
export const AFTER_EXISTS = set(';', 'APPLY DELETE INSERT UPDATE')
export const COMPARING = new Set(COMPARISONS.split(' ').map(punct))

/** After a column in DELETE. */
export const AFTER_DELETED = set(', [ .', 'FROM')
