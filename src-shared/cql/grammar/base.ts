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
import {
  CqlSyntaxError,
  mismatchedInput,
  noViableAlternative,
  rawIndexOf,
  type RawTokens,
} from '../syntax-error'
import * as v from '../vocabulary'
import { AFTER_TABLE, AFTER_TYPE } from './decisions'
import { LazyLookahead } from './lazy-lookahead'

export type Rule<T, A extends unknown[] = []> = ParserMethod<A, T>

/**
 * A token's text without its quotes (while chevrotain records the grammar its tokens are stand-ins
 * without one).
 */
export const text = (token: IToken): string => (token as Partial<CqlToken>).payload ?? token.image

const { kw, punct } = v
const ANGLED = ['LIST', 'SET', 'MAP', 'TUPLE', 'VECTOR', 'FROZEN']
/** Words that < … > follows in a type. */
export const COLLECTIONS = new Set(ANGLED.map(kw))

/** Tokens that decide between alternatives. */
const LOOKAHEAD = 2

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
  /** The index of the last token that Cassandra's parser has read: it looks ahead here and there. */
  seen = 0

  constructor() {
    super(v.allTokens, {
      maxLookahead: LOOKAHEAD,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: LOOKAHEAD }),
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

  /** Cassandra's parser has read as far as LA(k). */
  protected lookTo(k: number) {
    if (this.raw) this.seen = Math.max(this.seen, rawIndexOf(this.raw, this.LA(k)))
  }

  /** Gives up at LA(offending) in a decision that began at LA(1). */
  protected giveUp(offending = 1): never {
    throw this.raw
      ? noViableAlternative(this.raw, this.seen, this.LA(1), this.LA(offending))
      : new Error('parser without text')
  }

  /** Gives up at LA(1), where only one token would do. */
  protected mismatch(expecting: string): never {
    throw this.raw
      ? mismatchedInput(this.raw, this.seen, this.LA(1), expecting)
      : new Error('parser without text')
  }

  /** Does a rule succeed from here on? Cassandra's parser asks so in a few places. */
  protected succeeds<T>(rule: Rule<T>): boolean {
    const { markers, noted } = this
    this.markers = [...markers]
    try {
      return this.BACKTRACK(rule).call(this)
    } catch (error) {
      if (error instanceof CqlSyntaxError) return false
      throw error
    } finally {
      this.markers = markers
      this.noted = noted
    }
  }

  /** The body of a rule that is only tried: how far it reads counts even when it fails. */
  protected tried<T>(body: () => T): T {
    try {
      return body()
    } finally {
      this.lookTo(1)
    }
  }

  protected note(message: string) {
    this.noted ??= message
  }

  /** What Cassandra says when its parser fails in earnest. */
  protected noteFailure(reason: string) {
    this.note(this.failed(reason))
  }

  protected fail(reason: string): never {
    throw new CqlSyntaxError(this.failed(reason), 0, this.raw?.text.length ?? 0)
  }

  private failed(reason: string) {
    return `Failed parsing statement: [${this.raw?.text}] reason: ${reason}`
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
      this.lookTo(3)
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
      {
        GATE: () => this.opensCollection() || this.isSet(),
        ALT: () => this.SUBRULE(this.parameterisedType),
      },
      { ALT: () => this.SUBRULE(this.userType) },
      { ALT: () => ({ kind: 'custom', className: text(this.CONSUME(v.StringLiteral)) }) },
    ])
  })

  private opensCollection() {
    return COLLECTIONS.has(this.LA(1).tokenType) && this.isPunct(2, '<')
  }

  private checkTypeStart() {
    if (this.is(1, v.NativeType) || (COLLECTIONS.has(this.LA(1).tokenType) && !this.isSet())) {
      const opens = COLLECTIONS.has(this.LA(1).tokenType) && this.isPunct(2, '<')
      if (!opens && !this.isPunct(2, '.') && !this.follows(2, AFTER_TYPE)) this.giveUp(2)
      if (opens && this.isKeyword(1, 'FROZEN') && this.isPunct(3, '>'))
        this.fail(
          'NullPointerException Cannot invoke "org.apache.cassandra.cql3.CQL3Type$Raw.freeze()" because "f" is null',
        )
      this.lookTo(3)
    } else if (!this.is(1, v.AnyName) && !this.is(1, v.StringLiteral) && !this.isSet())
      this.giveUp(1)
  }

  /** SET is not a name: only < may follow. */
  private isSet() {
    return this.isKeyword(1, 'SET')
  }

  readonly nativeType: Rule<TypeName> = this.rule('nativeType', () => {
    const name = text(this.CONSUME(v.NativeType))
    return { kind: 'native', name: name === 'varchar' ? 'text' : name }
  })

  /** The type of a cast, whose name counts: there is none to varchar. */
  readonly castType: Rule<TypeName> = this.rule('castType', () => ({
    kind: 'native',
    name: text(this.CONSUME(v.NativeType)),
  }))

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

  private readonly userType: Rule<TypeName> = this.rule('userType', () => ({
    kind: 'udt',
    ...this.SUBRULE(this.userTypeName),
  }))

  readonly userTypeName: Rule<QualifiedName> = this.rule('userTypeName', () => {
    const isKeyspace = !this.is(1, v.TypeIdent)
    const first = text(this.CONSUME(v.AnyName))
    this.ACTION(() => {
      if (isKeyspace && !this.isPunct(1, '.')) this.mismatch("'.'")
    })
    const second = this.OPTION(() => {
      this.CONSUME(punct('.'))
      return text(this.CONSUME(v.TypeIdent))
    })
    return second === undefined ? { name: first } : { keyspace: first, name: second }
  })

  /** IF NOT EXISTS, or nothing. */
  readonly ifNotExists: Rule<boolean> = this.rule('ifNotExists', () => {
    let found = false
    this.OPTION({
      MAX_LOOKAHEAD: 1,
      DEF: () => {
        this.CONSUME(kw('IF'))
        this.CONSUME(kw('NOT'))
        this.CONSUME(kw('EXISTS'))
        found = true
      },
    })
    return found
  })

  readonly ifExists: Rule<boolean> = this.rule('ifExists', () => {
    let found = false
    this.OPTION({
      MAX_LOOKAHEAD: 1,
      DEF: () => {
        this.CONSUME(kw('IF'))
        this.CONSUME(kw('EXISTS'))
        found = true
      },
    })
    return found
  })
}
