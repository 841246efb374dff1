// The base of every part of the grammar: reading tokens, names and types, and the two ways in which
// Cassandra's parser gives up. A decision that looks ahead (is `a` a keyspace or a table?) fails at
// the token it looked at, and the error text names both.
import {
  EmbeddedActionsParser,
  type IParserErrorMessageProvider,
  type IToken,
  type ParserMethod,
  type TokenType,
  tokenMatcher,
} from 'chevrotain'
import type { QualifiedName, TypeName } from '../ast'
import type { CqlToken } from '../lexer'
import { type CqlSyntaxError, noViableAlternative, type RawTokens } from '../syntax-error'
import * as v from '../vocabulary'

export type Rule<T, A extends unknown[] = []> = ParserMethod<A, T>

/**
 * A token's text without its quotes (while chevrotain records the grammar its tokens are stand-ins
 * without one).
 */
export const text = (token: IToken): string => (token as Partial<CqlToken>).payload ?? token.image

const { kw, punct } = v
const ends = [';', ')', ',', '>'].map(punct)
const AFTER_TABLE = new Set([
  ...[
    'WHERE',
    'GROUP',
    'ORDER',
    'PER',
    'LIMIT',
    'ALLOW',
    'JSON',
    'USING',
    'SET',
    'AS',
    'PRIMARY',
    'WITH',
    'ALTER',
    'ADD',
    'DROP',
  ].map(kw),
  ...[
    'RENAME',
    'TO',
    'FROM',
    'OF',
    'NORECURSIVE',
    'APPLY',
    'INSERT',
    'UPDATE',
    'DELETE',
    'SELECT',
    'ON',
  ].map(kw),
  ...[';', '('].map(punct),
])
const AFTER_TYPE = new Set([
  ...ends,
  ...[
    'STATIC',
    'PRIMARY',
    'MASKED',
    'AS',
    'WITH',
    'SFUNC',
    'STYPE',
    'FINALFUNC',
    'INITCOND',
    'LANGUAGE',
  ].map(kw),
])
const ANGLED = ['LIST', 'SET', 'MAP', 'TUPLE', 'VECTOR', 'FROZEN']
/** Words that < … > follows in a type. */
export const COLLECTIONS = new Set(ANGLED.map(kw))

/** Stands in a message for a token category, which Cassandra's grammar spells as alternatives. */
export const ANY_OF = '<any-of>'
/** Chevrotain's messages are only carriers: of the token name that was expected. */
const errorMessageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) =>
    `expecting ${v.categories.has(expected) ? ANY_OF : expected.name}`,
  buildNotAllInputParsedMessage: () => 'expecting EOF',
  buildNoViableAltMessage: () => 'no viable alternative',
  buildEarlyExitMessage: () => 'no viable alternative',
}

export abstract class GrammarBase extends EmbeddedActionsParser {
  /** The text being parsed, for error snippets. */
  raw: RawTokens | undefined
  markers: (string | undefined)[] = []
  /**
   * A recognition error, as Cassandra calls it: noted while parsing goes on, thrown at the end if
   * nothing else is wrong.
   */
  noted: string | undefined

  constructor() {
    super(v.allTokens, {
      maxLookahead: 2,
      skipValidations: true,
      recoveryEnabled: false,
      nodeLocationTracking: 'none',
      errorMessageProvider,
    })
  }

  /**
   * RULE with one signature, so that the declared type of the rule reaches the objects that its
   * body builds.
   */
  protected rule<T, A extends unknown[] = []>(name: string, body: (...args: A) => T): Rule<T, A> {
    return this.RULE(name, body)
  }

  protected is(k: number, type: TokenType): boolean {
    return tokenMatcher(this.LA(k), type)
  }

  protected isPunct(k: number, sign: string): boolean {
    return this.LA(k).tokenType === punct(sign)
  }

  protected isKeyword(k: number, word: string): boolean {
    return this.LA(k).tokenType === kw(word)
  }

  protected atEnd(k: number): boolean {
    return Number.isNaN(this.LA(k).startOffset)
  }

  /** Gives up at LA(offending) in a decision that began at LA(1). */
  protected giveUp(offending = 1): never {
    throw this.failure(offending)
  }

  private failure(offending: number): Error | CqlSyntaxError {
    return this.raw
      ? noViableAlternative(this.raw, this.LA(1), this.LA(offending))
      : new Error('parser without text')
  }

  protected note(message: string) {
    this.noted ??= message
  }

  protected follows(k: number, allowed: ReadonlySet<TokenType>): boolean {
    return this.atEnd(k) || allowed.has(this.LA(k).tokenType)
  }

  readonly anyName: Rule<string> = this.rule('anyName', () => text(this.CONSUME(v.AnyName)))

  /** A column name; "" is the legacy empty one. */
  readonly columnName: Rule<string> = this.rule('columnName', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.AnyName)) },
      { ALT: () => text(this.CONSUME(v.EmptyQuotedName)) },
    ]),
  )

  readonly keyspaceName: Rule<string> = this.rule('keyspaceName', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.AnyName)) },
      { ALT: () => this.refusedMarker('Bind variables cannot be used for keyspace names') },
    ]),
  )

  readonly tableName: Rule<QualifiedName> = this.rule('tableName', () => {
    this.ACTION(() => {
      if (!this.is(1, v.AnyName) && !this.is(1, v.QMark)) this.giveUp(1)
      if (!this.isPunct(2, '.') && !this.follows(2, AFTER_TABLE)) this.giveUp(2)
    })
    return this.SUBRULE(this.plainQualifiedName)
  })

  readonly plainQualifiedName: Rule<QualifiedName> = this.rule('plainQualifiedName', () => {
    const first = this.SUBRULE(this.tableOrKeyspace)
    const second = this.OPTION(() => {
      this.CONSUME(punct('.'))
      return this.SUBRULE2(this.tableOrKeyspace)
    })
    return second === undefined ? { name: first } : { keyspace: first, name: second }
  })

  private readonly tableOrKeyspace: Rule<string> = this.rule('tableOrKeyspace', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.AnyName)) },
      { ALT: () => this.refusedMarker('Bind variables cannot be used for table names') },
    ]),
  )

  private refusedMarker(message: string): string {
    this.CONSUME(v.QMark)
    this.ACTION(() => this.note(message))
    return ''
  }

  readonly typeName: Rule<TypeName> = this.rule('typeName', () => {
    this.ACTION(() => this.checkTypeStart())
    return this.OR<TypeName>([
      {
        GATE: () => this.is(1, v.NativeType) && !this.isPunct(2, '.'),
        ALT: () => this.SUBRULE(this.nativeType),
      },
      { GATE: () => this.opensCollection(), ALT: () => this.SUBRULE(this.parameterisedType) },
      { ALT: () => this.SUBRULE(this.userType) },
      { ALT: () => ({ kind: 'custom', className: text(this.CONSUME(v.StringLiteral)) }) },
    ])
  })

  private opensCollection() {
    return COLLECTIONS.has(this.LA(1).tokenType) && this.isPunct(2, '<')
  }

  private checkTypeStart() {
    if (this.is(1, v.NativeType) || this.is(1, v.StringLiteral) || this.opensCollection()) return
    if (!this.is(1, v.TypeIdent)) this.giveUp(1)
    if (!this.isPunct(2, '.') && !this.follows(2, AFTER_TYPE)) this.giveUp(2)
  }

  readonly nativeType: Rule<TypeName> = this.rule('nativeType', () => {
    const name = text(this.CONSUME(v.NativeType))
    return { kind: 'native', name: name === 'varchar' ? 'text' : name }
  })

  private readonly parameterisedType: Rule<TypeName> = this.rule('parameterisedType', () =>
    this.OR<TypeName>([
      {
        ALT: () => this.angled('LIST', () => ({ kind: 'list', of: this.SUBRULE1(this.typeName) })),
      },
      { ALT: () => this.angled('SET', () => ({ kind: 'set', of: this.SUBRULE2(this.typeName) })) },
      {
        ALT: () =>
          this.angled('MAP', () => {
            const key = this.SUBRULE3(this.typeName)
            this.CONSUME3(punct(','))
            return { kind: 'map', key, value: this.SUBRULE4(this.typeName) }
          }),
      },
      {
        ALT: () =>
          this.angled('TUPLE', () => {
            const of: TypeName[] = []
            this.AT_LEAST_ONE_SEP({
              SEP: punct(','),
              DEF: () => of.push(this.SUBRULE5(this.typeName)),
            })
            return { kind: 'tuple', of }
          }),
      },
      {
        ALT: () =>
          this.angled('VECTOR', () => {
            const of = this.SUBRULE6(this.typeName)
            this.CONSUME6(punct(','))
            return { kind: 'vector', of, dimension: Number(text(this.CONSUME(v.Integer))) }
          }),
      },
      {
        ALT: () =>
          this.angled('FROZEN', () => ({ kind: 'frozen', of: this.SUBRULE7(this.typeName) })),
      },
    ]),
  )

  /**
   * WORD < … >; the bracket tokens are numbered by the word, as chevrotain wants one number per
   * place in a rule.
   */
  private angled(word: string, inside: () => TypeName): TypeName {
    const place = ANGLED.indexOf(word)
    this.CONSUME(kw(word))
    this.consume(place, punct('<'))
    const type = inside()
    this.consume(place, punct('>'))
    return type
  }

  private readonly userType: Rule<TypeName> = this.rule('userType', () => {
    const first = text(this.CONSUME(v.AnyName))
    const second = this.OPTION(() => {
      this.CONSUME(punct('.'))
      return text(this.CONSUME(v.TypeIdent))
    })
    return second === undefined
      ? { kind: 'udt', name: first }
      : { kind: 'udt', keyspace: first, name: second }
  })

  /** IF NOT EXISTS, or nothing. */
  readonly ifNotExists: Rule<boolean> = this.rule('ifNotExists', () => {
    let found = false
    this.OPTION(() => {
      this.CONSUME(kw('IF'))
      this.CONSUME(kw('NOT'))
      this.CONSUME(kw('EXISTS'))
      found = true
    })
    return found
  })

  readonly ifExists: Rule<boolean> = this.rule('ifExists', () => {
    let found = false
    this.OPTION(() => {
      this.CONSUME(kw('IF'))
      this.CONSUME(kw('EXISTS'))
      found = true
    })
    return found
  })
}
