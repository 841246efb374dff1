// The tree of an expression as written. Spans are offsets into the text, so that a problem can
// point at its place.

export interface Span {
  readonly start: number
  readonly end: number
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | 'div'
  | '||'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '<=>'
  | 'and'
  | 'or'
export type IntervalUnit =
  'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond'

export type Literal =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | {
      readonly type: 'string' | 'integer' | 'long' | 'decimal' | 'double' | 'date' | 'timestamp'
      readonly value: string
    }

export type Expr = Span &
  (
    | { readonly kind: 'literal'; readonly literal: Literal }
    | { readonly kind: 'interval'; readonly amount: number; readonly unit: IntervalUnit }
    | { readonly kind: 'name'; readonly name: string }
    | {
        readonly kind: 'field'
        readonly base: Expr
        readonly name: string
        readonly nameSpan: Span
      }
    | { readonly kind: 'index'; readonly base: Expr; readonly index: Expr }
    | { readonly kind: 'negate'; readonly operand: Expr }
    | { readonly kind: 'not'; readonly operand: Expr }
    | {
        readonly kind: 'binary'
        readonly op: BinaryOperator
        readonly opSpan: Span
        readonly left: Expr
        readonly right: Expr
      }
    | { readonly kind: 'isNull'; readonly operand: Expr; readonly not: boolean }
    | {
        readonly kind: 'isBoolean'
        readonly operand: Expr
        readonly value: boolean
        readonly not: boolean
      }
    | {
        readonly kind: 'in'
        readonly operand: Expr
        readonly list: readonly Expr[]
        readonly not: boolean
      }
    | {
        readonly kind: 'between'
        readonly operand: Expr
        readonly low: Expr
        readonly high: Expr
        readonly not: boolean
      }
    | {
        readonly kind: 'like'
        readonly op: 'like' | 'ilike' | 'rlike'
        readonly operand: Expr
        readonly pattern: Expr
        readonly not: boolean
      }
    | {
        readonly kind: 'case'
        readonly operand?: Expr
        readonly branches: readonly { readonly when: Expr; readonly then: Expr }[]
        readonly otherwise?: Expr
      }
    | {
        readonly kind: 'cast'
        readonly operand: Expr
        readonly typeText: string
        readonly typeSpan: Span
      }
    | {
        readonly kind: 'call'
        readonly name: string
        readonly nameSpan: Span
        readonly args: readonly Expr[]
        readonly distinct: boolean
        readonly star: boolean
      }
    | { readonly kind: 'lambda'; readonly params: readonly string[]; readonly body: Expr }
  )
export type ExprOf<K extends Expr['kind']> = Extract<Expr, { kind: K }>
