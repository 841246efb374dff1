// The session's words, against what the real cqlsh printed
// (../shared/conformance/cql/cqlsh-samples.md).
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CallInput, Contract, CqlResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import { fakeClient } from '../testing'
import { BoundValues } from './bound'
import { completions } from './complete'
import { columnize } from './result'
import { Shell } from './shell'

type Asked = CallInput<Contract['queries']['cql']>
const SALES: CqlResult = {
  kind: 'rows',
  columns: [
    { name: 'nome_produto', type: 'text' },
    { name: 'valor_total', type: 'double' },
  ],
  rows: [
    ['Cabo', '1'],
    ['Notebook', '12345.67'],
    ['Mouse', null],
  ],
  warnings: [],
  ms: 1,
}
const VOID: CqlResult = { kind: 'void', columns: [], rows: [], warnings: [], ms: 1 }

function session(
  answer: (asked: Asked) => CqlResult,
  options: { json?: boolean; isTerminal?: boolean } = {},
) {
  const asked: Asked[] = []
  let out = ''
  let err = ''
  const shell = new Shell({
    client: fakeClient({
      queries: {
        cql: async input => {
          asked.push(input)
          return answer(input)
        },
      },
    }),
    language: 'en',
    columns: 160,
    isTerminal: options.isTerminal ?? false,
    json: options.json ?? false,
    signal: () => new AbortController().signal,
    out: text => void (out += text),
    err: text => void (err += text),
  })
  return { shell, asked, out: () => out, err: () => err }
}

describe('Shell', () => {
  it('prints a table as cqlsh does', async () => {
    const { shell, out } = session(() => SALES, { isTerminal: true })
    await shell.feed('SELECT * FROM vendas_por_produto;')
    expect(out()).toBe(`
 nome_produto | valor_total
--------------+-------------
         Cabo |           1
     Notebook |    12345.67
        Mouse |        null

(3 rows)
`)
  })

  it('prints rows one below the other with EXPAND', async () => {
    const { shell, out } = session(() => ({ ...SALES, rows: SALES.rows.slice(0, 2) }))
    await shell.feed('EXPAND ON\nSELECT * FROM t;')
    expect(out()).toBe(`EXPAND set to ON

@ Row 1
--------------+----------
 nome_produto | Cabo
 valor_total  | 1

@ Row 2
--------------+----------
 nome_produto | Notebook
 valor_total  | 12345.67

(2 rows)
`)
  })

  it('answers rows as typed JSON lines', async () => {
    const { shell, out } = session(() => SALES, { json: true })
    await shell.feed('SELECT * FROM t;')
    expect(out()).toBe(
      '{"nome_produto":"Cabo","valor_total":1}\n{"nome_produto":"Notebook","valor_total":12345.67}\n{"nome_produto":"Mouse","valor_total":null}\n',
    )
  })

  it('reads page after page and counts all rows', async () => {
    const pages = [{ ...SALES, pageState: 'p2' }, { ...SALES, pageState: 'p3' }, SALES]
    const { shell, asked, out } = session(() => pages.shift()!)
    await shell.feed('PAGING 3\nSELECT * FROM t;')
    expect(asked.map(a => a.pageState)).toEqual([undefined, 'p2', 'p3'])
    expect(asked[0]?.pageSize).toBe(3)
    expect(out().match(/nome_produto/g)).toHaveLength(1)
    expect(out()).toContain('(9 rows)')
  })

  it('keeps keyspace, consistency and tracing for what follows', async () => {
    const { shell, asked } = session(({ statement }) =>
      /^use/i.test(statement) ? { ...VOID, kind: 'use', keyspace: 'ks' } : VOID,
    )
    await shell.feed('USE ks;\nCONSISTENCY QUORUM\nTRACING ON\nDELETE FROM t WHERE k = 1;')
    expect(asked.at(-1)).toMatchObject({
      keyspace: 'ks',
      consistency: 'QUORUM',
      tracing: true,
      statement: 'DELETE FROM t WHERE k = 1',
    })
  })

  it.each([
    ['CONSISTENCY', 'Current consistency level is ONE.'],
    ['CONSISTENCY QUORUM', 'Consistency level set to QUORUM.'],
    ['CONSISTENCY NADA', 'Improper CONSISTENCY command.'],
    ['SERIAL CONSISTENCY', 'Current serial consistency level is SERIAL.'],
    ['SERIAL CONSISTENCY QUORUM', 'Improper SERIAL command.'],
    ['EXPAND', 'EXPAND is OFF'],
    ['PAGING', 'PAGING is ON\nPage size: 100'],
    ['PAGING OFF', 'PAGING set to OFF'],
    ['PAGING 2', 'Page size: 2'],
    ['TRACING', 'TRACING is OFF'],
    ['TRACING ON', 'TRACING set to ON'],
    [
      `SOURCE 'naoha.cql'`,
      `Could not open 'naoha.cql': [Errno 2] No such file or directory: 'naoha.cql'`,
    ],
    ['CAPTURE', 'Currently not capturing query output.'],
  ])('answers %s as cqlsh does', async (command, answer) => {
    const { shell, out, err } = session(() => VOID)
    await shell.feed(`${command}\n`)
    expect(`${out()}${err()}`).toBe(`${answer}\n`)
  })

  it.each([
    [
      '0x2200',
      'table naoha does not exist',
      'InvalidRequest: Error from server: code=2200 [Invalid query] message="table naoha does not exist"',
    ],
    [
      '0x2000',
      "line 1:0 no viable alternative at input 'SELEC' ([SELEC]...)",
      "SyntaxException: line 1:0 no viable alternative at input 'SELEC' ([SELEC]...)",
    ],
    [
      '0x2400',
      'Cannot add already existing table "t" to keyspace "ks"',
      "AlreadyExists: Table 'ks.t' already exists",
    ],
  ])(
    'says error %s as cqlsh does, goes on, and remembers it for the exit code',
    async (code, message, line) => {
      let calls = 0
      const { shell, err } = session(() => {
        if (calls++ === 0)
          throw new LabError('cql-remote', {
            kind: 'remote',
            params: { code, message, address: 'x' },
          })
        return VOID
      })
      await shell.feed('SELEC * FROM naoha; DELETE FROM t WHERE k = 1;')
      expect(err()).toBe(`${line}\n`)
      expect([calls, shell.exitCode]).toEqual([2, 6])
    },
  )

  it('says what DESCRIBE does not find without the wrapping', async () => {
    const { shell, err } = session(() => {
      throw new LabError('cql-remote', {
        kind: 'remote',
        params: { code: '0x2200', message: "Table 'naoha' not found in keyspace 'a'" },
      })
    })
    await shell.feed('DESC TABLE naoha\n')
    expect(err()).toBe("Table 'naoha' not found in keyspace 'a'\n")
  })

  it('lays out DESCRIBE: names in columns, statements as they are', async () => {
    const columns = ['keyspace_name', 'type', 'name'].map(name => ({ name, type: 'text' }))
    const { shell, out, asked } = session(() => ({
      ...VOID,
      kind: 'rows',
      columns,
      rows: [
        ['b', 'keyspace', 'b'],
        ['a', 'keyspace', 'a'],
      ],
    }))
    await shell.feed('DESC KEYSPACES;\n')
    expect(asked[0]?.statement).toBe('DESCRIBE KEYSPACES')
    expect(out()).toBe('\nb  a\n\n')
  })

  it('runs files, and files within files, and writes what is captured', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cli-shell-'))
    const file = (name: string) => join(dir, name)
    await writeFile(file('inner.cql'), 'SELECT 1;')
    await writeFile(file('outer.cql'), `SOURCE '${file('inner.cql')}'\nSELECT 2`)
    const { shell, asked } = session(() => SALES)
    await shell.feed(`CAPTURE '${file('out.txt')}'\nSOURCE '${file('outer.cql')}'\nCAPTURE OFF\n`)
    expect(asked.map(a => a.statement)).toEqual(['SELECT 1', 'SELECT 2'])
    expect((await readFile(file('out.txt'), 'utf8')).match(/Notebook/g)).toHaveLength(2)
  })

  it('ends at EXIT and runs nothing after it', async () => {
    const { shell, asked } = session(() => VOID)
    await shell.feed('EXIT\nDROP TABLE t;')
    expect([shell.isOver, asked.length]).toEqual([true, 0])
  })
})

describe('completions', () => {
  const schema = {
    functions: ['to_json'],
    keyspaces: [
      {
        name: 'loja',
        system: false,
        types: [],
        tables: [{ name: 'vendas', columns: [{ name: 'nome_produto', type: 'text' }] }],
      },
    ],
  }
  it.each([
    ['SEL', 'SELECT '],
    ['EXP', 'EXPAND '],
    ['SELECT * FROM lo', 'loja.vendas '],
    ['SELECT * FROM v', 'vendas '],
    ['USE l', 'loja '],
    ['SELECT * FROM vendas WHERE nome', 'nome_produto '],
    ['SELECT * FROM vendas WHE', 'WHERE '],
  ])('completes %s', (input, hit) => expect(completions(input, 'loja', schema)[0]).toContain(hit))
})

describe('columnize', () => {
  it('fills columns from top to bottom within the width', () => {
    expect(columnize(['a', 'bb', 'ccc', 'd', 'e'], 12)).toEqual(['a   ccc  e', 'bb  d'])
    expect(columnize(['only'], 2)).toEqual(['only'])
  })
})

describe('values of --bind', () => {
  it('go to the ? in order and to each name, as often as it comes', async () => {
    const { shell, asked } = session(() => SALES)
    const bound = new BoundValues(['5', 'n=a=b', '6'])
    const other = new Shell({ ...shell.options, bound })
    await other.feed(
      'SELECT * FROM t WHERE a = ? AND b = :n; SELECT 1; SELECT * FROM t WHERE n = :n AND a = ?;',
    )
    expect(asked.map(({ bind }) => bind)).toEqual([['5', 'a=b'], undefined, ['a=b', '6']])
    expect(bound.unused).toEqual([])
  })

  it('without a name go to a ?, whatever name they begin with', async () => {
    const { shell, asked } = session(() => SALES)
    const bound = new BoundValues(['ab', 'a=1'])
    await new Shell({ ...shell.options, bound }).feed('SELECT * FROM t WHERE a = :a AND b = ?;')
    expect(asked.map(({ bind }) => bind)).toEqual([['1', 'ab']])
  })

  it('that are missing are named', async () => {
    const { shell, asked, err } = session(() => SALES)
    const bound = new BoundValues(['x=1'])
    await new Shell({ ...shell.options, bound }).feed('SELECT * FROM t WHERE a = :n;')
    expect(asked).toEqual([])
    expect(err()).toContain(':n')
    expect(bound.unused).toEqual(['x=1'])
  })
})
