// The grammar reads statements and names the fault of broken ones. The error texts were recorded
// from Cassandra 5.0.6.
import { describe, expect, it } from 'vitest'
import { parseStatement, printTerm, tokenize } from './index'

const errorOf = (text: string): string => {
  try {
    parseStatement(text)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'no error'
}

describe('parseStatement', () => {
  it('numbers and names the markers in order', () => {
    const { statement, markers } = parseStatement(
      'INSERT INTO ks."T" (a, "B") VALUES (?, :Nome) IF NOT EXISTS USING TTL ?',
    )
    expect(markers).toEqual([undefined, 'nome', undefined])
    expect(statement).toMatchObject({
      kind: 'insert',
      table: { keyspace: 'ks', name: 'T' },
      columns: ['a', 'B'],
      ifNotExists: true,
    })
  })

  it('tells sets, maps, user types, tuples and type hints apart', () => {
    const { statement } = parseStatement(
      "INSERT INTO t (a) VALUES ([{}, {1}, {1: 2}, {a: 1}, (1, 2), (int)3, f({'x'})])",
    )
    const list = statement.kind === 'insert' ? statement.values[0] : undefined
    expect(list?.kind === 'list' && list.items.map(i => i.kind)).toEqual([
      'set',
      'set',
      'map',
      'udt',
      'tuple',
      'typeHint',
      'call',
    ])
  })

  it('takes keywords that are not reserved as names', () => {
    expect(
      parseStatement('SELECT json, distinct, ttl, key, count FROM type WHERE values = 1'),
    ).toMatchObject({
      statement: { distinct: false, json: false },
    })
    expect(parseStatement('SELECT DISTINCT key FROM t')).toMatchObject({
      statement: { distinct: true },
    })
    expect(parseStatement('SELECT JSON DISTINCT key FROM t')).toMatchObject({
      statement: { distinct: true, json: true },
    })
  })

  it('keeps the reading of x = x -3, x += , prepend and element assignments', () => {
    const { statement } = parseStatement(
      "UPDATE t SET a = a -3, b += [1], c = [0] + c, d['k'] = 1, e.f = 2 WHERE k = 1",
    )
    expect(statement.kind === 'update' && statement.operations.map(o => o.kind)).toEqual([
      'add',
      'add',
      'prepend',
      'setElement',
      'setField',
    ])
  })

  it('prints terms as Cassandra shows them', () => {
    const { statement } = parseStatement("SELECT f(a, 'it''s', {1: [2]}) + -3 FROM t")
    expect(statement.kind === 'select' && printTerm(statement.selectors[0]!.expr)).toBe(
      "f(a, 'it's', {1: [2]}) + -3",
    )
  })
})

describe('syntax errors', () => {
  it.each([
    ['SELEC * FROM t', "line 1:0 no viable alternative at input 'SELEC' ([SELEC]...)"],
    ['SELECT * FORM t', "line 1:9 mismatched input 'FORM' expecting K_FROM (SELECT * [FORM]...)"],
    ['SELECT * FROM t WHERE', "line 0:-1 no viable alternative at input '<EOF>'"],
    [
      'SELECT * FROM t foo',
      "line 1:16 no viable alternative at input 'foo' (SELECT * FROM [t] foo)",
    ],
    [
      'INSERT INTO t VALUES (1)',
      "line 1:14 no viable alternative at input 'VALUES' (INSERT INTO [t] VALUES...)",
    ],
    ["UPDATE t SET b = 'x'", "line 0:-1 mismatched input '<EOF>' expecting K_WHERE"],
    [
      "UPDATE t SET b 'x' WHERE a = 1",
      "line 1:15 no viable alternative at input 'x' (UPDATE t SET b [']...)",
    ],
    ['CREATE foo', "line 1:7 no viable alternative at input 'foo' ([CREATE] foo)"],
    [
      'DELETE * FROM t WHERE a = 1',
      "line 1:7 mismatched input '*' expecting K_FROM (DELETE [*]...)",
    ],
    ["INSERT INTO t (a) VALUES ('x)", "line 1:29 mismatched character '<EOF>' expecting '''"],
    ['SELECT _x FROM t', "line 1:7 no viable alternative at character '_'"],
    ['SELECT 1 FROM t -- end', "line 1:22 mismatched character '<EOF>' expecting set null"],
    ['UPDATE t SET a = 1, a = 2 WHERE k = 1', 'Multiple incompatible setting of column a'],
    [
      'SELECT * FROM t; SELECT 1',
      "line 1:17 mismatched input 'SELECT' expecting EOF (SELECT * FROM t; [SELECT]...)",
    ],
  ])('%s', (text, message) => expect(errorOf(text)).toBe(message))
})

describe('tokenize', () => {
  it('chooses the longest token as ANTLR does', () => {
    const names = (text: string) => tokenize(text).tokens.map(t => t.tokenType.name)
    expect(names('50554d6e-29bb-11e5-b345-feff819cdc9f')).toEqual(['UUID'])
    expect(names('1mo2d 0xfF 1e3 -5 1..2 P1Y2M PYX')).toEqual([
      'DURATION',
      'HEXNUMBER',
      'FLOAT',
      'INTEGER',
      'INTEGER',
      'RANGE',
      'INTEGER',
      'DURATION',
      'IDENT',
    ])
    expect(names('$$a $ b$$ "q""q" \'\' -NaN a-1')).toEqual([
      'STRING_LITERAL',
      'QUOTED_NAME',
      'STRING_LITERAL',
      'K_NEGATIVE_NAN',
      'IDENT',
      'INTEGER',
    ])
  })
})
