import { describe, expect, it } from 'vitest'
import type { SchemaTree } from '@shared/contract'
import { createStatementOf } from './ddl'
import { chartDataOf, guessChart } from './chart-data'
import { placeOf } from './error-place'
import { shellCommand } from './shell-commands'
import { snippetsFor } from './snippets'
import { isDestructive, statementAt, statementsIn, statementsOf, tableOf } from './statements'
import { warningsOf } from './warnings'

describe('statements', () => {
  it('are cut at semicolons that end one, and nowhere else', () => {
    const text = `-- a; comment\nCONSISTENCY ONE;\nSELECT ';' FROM a; /* ; */ BEGIN BATCH INSERT INTO t (a) VALUES (1); DELETE FROM t WHERE a=1; APPLY BATCH; SELECT * FROM b`
    const all = statementsOf(text)
    expect(all.map(s => s.text)).toEqual([
      'CONSISTENCY ONE',
      `SELECT ';' FROM a`,
      'BEGIN BATCH INSERT INTO t (a) VALUES (1); DELETE FROM t WHERE a=1; APPLY BATCH',
      'SELECT * FROM b',
    ])
    for (const s of all) expect(text.slice(s.from, s.from + s.text.length)).toBe(s.text)
    expect(statementAt(all, text.indexOf(`';'`))?.text).toContain(`';'`)
    expect(statementAt(all, text.length)?.text).toBe('SELECT * FROM b')
    expect(statementAt(all, 0)?.text).toBe('CONSISTENCY ONE')
    expect(statementsIn(all, text.indexOf('FROM a'), text.indexOf('BEGIN') + 2)).toHaveLength(2)
  })

  it('survive what is unfinished', () => {
    expect(statementsOf('')).toEqual([])
    expect(statementsOf(';;;')).toEqual([])
    expect(statementsOf("SELECT 'abc").map(s => s.text)).toEqual(["SELECT 'abc"])
    expect(statementAt([], 3)).toBeUndefined()
  })

  it('know their table and whether they destroy', () => {
    expect(tableOf('SELECT * FROM ks."Big" WHERE a=1')).toEqual({ keyspace: 'ks', name: 'Big' })
    expect(tableOf('update t set a=1')).toEqual({ name: 't' })
    expect(tableOf('USE ks')).toBeUndefined()
    expect(isDestructive('  Truncate t')).toBe(true)
    expect(isDestructive('select dropped from t')).toBe(false)
  })
})

describe('commands that end with their line', () => {
  it('are cut there, and keep what is quoted', () => {
    const text = "TRACING ON\nSOURCE 'a;b.cql'\nSELECT *\n FROM t;\nCONSISTENCY ONE; SELECT 1;"
    expect(statementsOf(text).map(each => each.text)).toEqual([
      'TRACING ON',
      "SOURCE 'a;b.cql'",
      'SELECT *\n FROM t',
      'CONSISTENCY ONE',
      'SELECT 1',
    ])
    for (const { text: one, from } of statementsOf(text)) expect(text.indexOf(one)).toBe(from)
  })
})

describe('shell commands', () => {
  it('are kept by the console', () => {
    expect(shellCommand('consistency quorum;')).toEqual({
      kind: 'set',
      change: { consistency: 'QUORUM' },
    })
    expect(shellCommand('TRACING ON')).toEqual({ kind: 'set', change: { tracing: true } })
    expect(shellCommand('PAGING 20')).toEqual({ kind: 'set', change: { pageSize: 20 } })
    expect(shellCommand('PAGING 0')).toMatchObject({ kind: 'bad' })
    expect(shellCommand('CONSISTENCY SOME')).toMatchObject({ kind: 'bad', value: 'SOME' })
    expect(shellCommand("COPY t TO 'x.csv' WITH HEADER = true")).toMatchObject({
      kind: 'copy',
      copy: { way: 'to', table: 't', file: 'x.csv', hasHeader: true },
    })
    expect(shellCommand('COPY t')).toEqual({ kind: 'improper', words: 'Improper COPY command.' })
    expect(shellCommand("SOURCE 'it''s a.cql'")).toEqual({ kind: 'source', file: "it's a.cql" })
    expect(shellCommand('CAPTURE OFF')).toEqual({ kind: 'capture', ends: true })
    expect(shellCommand('SERIAL CONSISTENCY LOCAL_SERIAL')).toEqual({
      kind: 'set',
      change: { serial: 'LOCAL_SERIAL' },
    })
    expect(shellCommand('SELECT * FROM t')).toBeUndefined()
    expect(shellCommand('DESCRIBE TABLES')).toBeUndefined()
  })
})

describe('places of errors', () => {
  it('are found by line and column, by name, or at the end', () => {
    const statement = 'SELECT nome\n  FORM t'
    expect(placeOf("line 2:2 no viable alternative at input 'FORM'", statement)).toEqual({
      from: 14,
      to: 18,
    })
    expect(placeOf('line 0:-1 no viable alternative at input <EOF>', statement)).toEqual({
      from: 19,
      to: 20,
    })
    expect(placeOf('Undefined column name nome in table ks.t', statement)).toEqual({
      from: 7,
      to: 11,
    })
    expect(placeOf('line 9:99 x', statement)).toEqual({ from: 19, to: 20 })
    expect(placeOf('Cannot achieve consistency level ALL', statement)).toBeUndefined()
  })
})

const schema: SchemaTree = {
  functions: [],
  keyspaces: [
    {
      name: 'ks',
      system: false,
      types: [],
      tables: [
        {
          name: 't',
          columns: [
            { name: 'p', type: 'text', kind: 'partition_key' },
            { name: 'c', type: 'timestamp', kind: 'clustering' },
            { name: 'v', type: 'double', kind: 'regular' },
          ],
        },
      ],
    },
  ],
}

describe('warnings', () => {
  const kinds = (text: string) =>
    warningsOf(text, schema, 'ks').map(w => [w.kind, text.slice(w.from, w.to)])
  it('point at what is costly or final', () => {
    expect(kinds('SELECT * FROM t WHERE v > 1 ALLOW FILTERING')).toEqual([
      ['filtering', 'ALLOW FILTERING'],
    ])
    expect(kinds("SELECT * FROM ks.t WHERE c > '2025-01-01'")).toEqual([
      ['no-partition-key', 'WHERE'],
    ])
    expect(kinds("SELECT * FROM ks.t WHERE p = 'a' AND c > '2025-01-01'")).toEqual([])
    expect(kinds('SELECT * FROM ks.t')).toEqual([])
    expect(kinds('TRUNCATE ks.t; DROP KEYSPACE ks')).toEqual([
      ['truncate', 'TRUNCATE'],
      ['drop', 'DROP'],
    ])
    expect(kinds('SELEC * FROM t').map(([kind]) => kind)).toEqual(['syntax'])
    expect(kinds('CONSISTENCY ONE; TRACING ON; DESC TABLES')).toEqual([])
  })
})

describe('DDL', () => {
  it('is written from what the schema knows, and parses', () => {
    const table = schema.keyspaces[0]!.tables[0]!
    const text = createStatementOf({ keyspace: 'ks', name: 'Big T', columns: table.columns })
    expect(text).toBe(
      'CREATE TABLE ks."Big T" (\n  p text,\n  c timestamp,\n  v double,\n  PRIMARY KEY (p, c)\n);',
    )
    expect(warningsOf(text, undefined, undefined)).toEqual([])
    expect(
      createStatementOf({ keyspace: 'ks', name: 't', columns: table.columns.slice(0, 1) }),
    ).toContain('p text PRIMARY KEY')
  })
})

describe('snippets and charts', () => {
  it('are ready to run for a table', () => {
    const texts = Object.fromEntries(
      snippetsFor({
        keyspace: 'ks',
        name: 'Big T',
        columns: schema.keyspaces[0]!.tables[0]!.columns,
      }).map(s => [s.id, s.text]),
    )
    expect(texts['snipSelect']).toBe('SELECT * FROM ks."Big T";')
    expect(texts['snipInsert']).toBe(
      `INSERT INTO ks."Big T" (p, c, v)\nVALUES ('…', toTimestamp(now()), 0.0);`,
    )
    expect(texts['snipDelete']).toBe(
      `DELETE FROM ks."Big T"\n WHERE p = '…'\n   AND c = toTimestamp(now());`,
    )
    for (const text of Object.values(texts))
      expect(warningsOf(text, undefined, undefined).filter(w => w.kind === 'syntax')).toEqual([])
  })

  it('guess names and values, and draw numbers only', () => {
    const columns = schema.keyspaces[0]!.tables[0]!.columns
    expect(guessChart(columns)).toEqual({ kind: 'line', x: 1, y: [2] })
    expect(guessChart([{ name: 'a', type: 'text' }])).toBeUndefined()
    const data = chartDataOf(
      {
        columns,
        rows: [
          ['a', null, '1.5'],
          [null, 'x', 'NaN'],
        ],
      },
      { kind: 'bar', x: 0, y: [2] },
    )
    expect(data).toEqual({ categories: ['a', '2'], series: [{ name: 'v', values: [1.5, null] }] })
  })
})
