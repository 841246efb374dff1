// Whatever expression a person writes, the Spark SQL that we print for it reads as the same
// expression: the printer leaves out parentheses, never meaning.
import fc from 'fast-check'
import { it } from 'vitest'
import { parseExpression, toSparkSql } from '.'

const word = fc.constantFrom('a', 'b', 'price', 'Ünïcode', 'two words', 'select', 'and', 'div')
const column = word.map(name =>
  /^[a-z]+$/.test(name) && !['and', 'div'].includes(name) ? name : `\`${name}\``,
)
const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '😀', ' ', '"', "'", '\\', '\n', '%', '`'),
    maxLength: 6,
  })
  .map(s => `'${s.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`)
const literal = fc.oneof(
  text,
  fc.nat().map(String),
  fc.bigInt(0n, 2n ** 63n - 1n).map(n => `${n}L`),
  fc.tuple(fc.nat(9999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom('1e3', '2.5E-7', '7D', 'NULL', 'TRUE', 'FALSE'),
  fc.constantFrom("DATE '2024-02-29'", "TIMESTAMP '2024-02-29 10:00:00'", 'INTERVAL 3 DAYS'),
)

/** Every part in parentheses, so that the tree is the one that was meant. */
const { expression } = fc.letrec<{ expression: string }>(tie => {
  const part = tie('expression').map(inner => `(${inner})`)
  const parts = fc.array(part, { minLength: 1, maxLength: 3 }).map(list => list.join(', '))
  const not = fc.constantFrom('', 'NOT ')
  const of = (...pieces: fc.Arbitrary<string>[]) =>
    fc.tuple(...pieces).map(strings => strings.join(''))
  const say = (said: string) => fc.constant(said)
  const operator = fc.constantFrom(
    ...'+ - * / % || = <> < <= > >= <=> div and or'.split(' ').map(op => ` ${op} `),
  )
  return {
    expression: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.oneof(column, literal),
      of(part, operator, part),
      of(say('-'), part),
      of(say('NOT '), part),
      of(part, say(' IS '), not, fc.constantFrom('NULL', 'TRUE', 'FALSE')),
      of(part, say(' '), not, say('IN ('), parts, say(')')),
      of(part, say(' '), not, say('BETWEEN '), part, say(' AND '), part),
      of(part, say(' '), not, fc.constantFrom('LIKE ', 'ILIKE ', 'RLIKE '), part),
      of(say('CASE WHEN '), part, say(' THEN '), part, say(' ELSE '), part, say(' END')),
      of(say('CASE '), part, say(' WHEN '), part, say(' THEN '), part, say(' END')),
      of(
        say('CAST('),
        part,
        say(' AS '),
        fc.constantFrom('INT', 'DECIMAL(10,2)', 'ARRAY<STRING>'),
        say(')'),
      ),
      of(fc.constantFrom('upper(', 'coalesce(', 'count(DISTINCT '), parts, say(')')),
      of(say('transform('), part, say(', x -> '), part, say(')')),
      of(say('aggregate('), part, say(', 0, (x, y) -> '), part, say(')')),
      of(part, say('.'), column),
      of(part, say('['), part, say(']')),
    ),
  }
})

/** The tree alone: places differ, and so may the case of a type's or a function's name. */
const treeOf = (source: string) =>
  JSON.stringify(parseExpression(source), (name, value: unknown) => {
    if (['start', 'end', 'opSpan', 'nameSpan', 'typeSpan'].includes(name)) return undefined
    return name === 'typeText' && typeof value === 'string'
      ? value.toUpperCase().replaceAll(' ', '')
      : value
  })

it('prints an expression that reads as the same expression', () => {
  fc.assert(
    fc.property(expression, source => treeOf(toSparkSql(source)) === treeOf(source)),
    { numRuns: 1000 },
  )
})
