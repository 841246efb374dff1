// The real cqlsh (PyPI): what it prints for a table of R0, DESCRIBE from the server, COPY out and
// in, paging, errors and exit codes. Expected blocks are those of a real Cassandra 5.0.6,
// shortened.
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'cassandra-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'
import { COLUMN_TYPES, COLUMNS, copyLine, expectedSum, sumInTable, sumOf } from './copy-rows'
import { wireCql, type WireCql } from './support'

let cql: WireCql
let shell: (statements: string) => Promise<string>
const missing = !process.env.CI && !hasTool('python3')

beforeAll(async () => {
  if (missing) return
  cql = await wireCql()
  const python = await pythonVenv('cql', ['cassandra-driver', 'cqlsh'])
  const program = join(dirname(python), 'cqlsh')
  shell = async statements =>
    (
      await runOrThrow(python, [
        program,
        '127.0.0.1',
        String(cql.port),
        '--no-color',
        '-e',
        statements,
      ])
    ).stdout
  await shell(
    `CREATE KEYSPACE atividade_cassandra WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1};
     USE atividade_cassandra;
     CREATE TABLE vendas_por_produto (nome_produto text PRIMARY KEY, valor_total double);
     INSERT INTO vendas_por_produto (nome_produto, valor_total) VALUES ('Cabo', 1);
     INSERT INTO vendas_por_produto (nome_produto, valor_total) VALUES ('Teclado', 250);
     INSERT INTO vendas_por_produto (nome_produto, valor_total) VALUES ('Webcam', 320.5);
     INSERT INTO vendas_por_produto (nome_produto, valor_total) VALUES ('Mouse', 99.9);
     INSERT INTO vendas_por_produto (nome_produto, valor_total) VALUES ('Notebook', 12345.67);`,
  )
})
afterAll(() => cql?.end())

const COPIED = 100_000
const R0 = 'atividade_cassandra.vendas_por_produto'

describe.skipIf(missing)('cqlsh', () => {
  it('prints the table as it prints that of a real node', async () => {
    expect(await shell(`SELECT * FROM ${R0};`)).toContain(
      [
        ' nome_produto | valor_total',
        '--------------+-------------',
        '         Cabo |           1',
        '      Teclado |         250',
        '       Webcam |       320.5',
        '        Mouse |        99.9',
        '     Notebook |    12345.67',
        '',
        '(5 rows)',
      ].join('\n'),
    )
  })

  it('describes from the server', async () => {
    const text = await shell(
      'USE atividade_cassandra; DESCRIBE TABLES; DESCRIBE TABLE vendas_por_produto; DESCRIBE KEYSPACES; DESCRIBE CLUSTER',
    )
    expect(text).toContain(
      'CREATE TABLE atividade_cassandra.vendas_por_produto (\n    nome_produto text PRIMARY KEY,\n    valor_total double\n) WITH additional_write_policy',
    )
    expect(text).toContain('system_distributed')
    expect(text).toContain('Partitioner: Murmur3Partitioner')
  })

  it('copies out and in again, over its own connections', async () => {
    const file = join(cql.dir, 'vendas.csv')
    expect(await shell(`COPY ${R0} TO '${file}' WITH HEADER = TRUE;`)).toContain(
      '5 rows exported to 1 files',
    )
    expect(await readFile(file, 'utf8')).toBe(
      'nome_produto,valor_total\r\nCabo,1\r\nTeclado,250\r\nWebcam,320.5\r\nMouse,99.9\r\nNotebook,12345.67\r\n',
    )
    await shell(`TRUNCATE ${R0};`)
    expect(await shell(`COPY ${R0} FROM '${file}' WITH HEADER = TRUE;`)).toContain(
      '5 rows imported from 1 files',
    )
    expect(await shell(`SELECT count(*) FROM ${R0};`)).toContain(
      'Aggregation query used without partition key',
    )
  })

  it(`copies ${COPIED} rows in and out again, each as it was`, async () => {
    const table = 'atividade_cassandra.shelves'
    const [given, taken] = [join(cql.dir, 'given.csv'), join(cql.dir, 'taken.csv')]
    const lines = Array.from({ length: COPIED }, (_, id) => copyLine(id))
    await writeFile(given, lines.join('\r\n'))
    await shell(`CREATE TABLE ${table} (${COLUMN_TYPES});`)
    expect(await shell(`COPY ${table} (${COLUMNS}) FROM '${given}';`)).toContain(
      `${COPIED} rows imported from 1 files`,
    )
    const client = new Client({
      contactPoints: [`127.0.0.1:${cql.port}`],
      localDataCenter: 'datacenter1',
    })
    expect(await sumInTable(client, table)).toBe(expectedSum(COPIED))
    await client.shutdown()
    expect(await shell(`COPY ${table} (${COLUMNS}) TO '${taken}';`)).toContain(
      `${COPIED} rows exported to 1 files`,
    )
    const back = (await readFile(taken, 'utf8')).trimEnd().split('\r\n')
    expect(back).toHaveLength(COPIED)
    expect(sumOf(back)).toBe(sumOf(lines))
  })

  it('pages, traces and shows one row as JSON', async () => {
    const text = await shell(
      `PAGING 2; SELECT * FROM ${R0}; TRACING ON; SELECT JSON * FROM ${R0} LIMIT 1;`,
    )
    expect(text).toContain('(5 rows)')
    expect(text).toContain('{"nome_produto": "Cabo", "valor_total": 1.0}')
    expect(text).toContain('Tracing session:')
  })

  it('ends with an error in the words of a real node', async () => {
    await expect(shell('SELECT * FROM atividade_cassandra.naoha')).rejects.toThrow(
      'InvalidRequest: Error from server: code=2200 [Invalid query] message="table naoha does not exist"',
    )
    await expect(shell('SELEC * FROM naoha')).rejects.toThrow(
      "line 1:0 no viable alternative at input 'SELEC' ([SELEC]...)",
    )
  })
})
