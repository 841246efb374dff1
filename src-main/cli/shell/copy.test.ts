// COPY of the shell: a table out to CSV and back, whatever its values hold.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallInput, Contract, CqlResult } from '@shared/contract'
import { fakeClient } from '../testing'
import { csvLine, csvRows } from '@shared/cql'
import { Shell } from './shell'

type Asked = CallInput<Contract['queries']['cql']>
const FORM = { delimiter: ',', quote: '"', escape: '\\', nullText: '' }
const VOID: CqlResult = { kind: 'void', columns: [], rows: [], warnings: [], ms: 1 }
const COLUMNS = [
  { name: 'id', type: 'int' },
  { name: 'Name', type: 'text' },
  { name: 'tags', type: 'set<text>' },
]
const ROWS = [
  ['1', `O'Neil, "x" \\ y`, `{'a', 'b'}`],
  ['2', '', null],
  ['3', 'two\nlines', null],
]

let dir: string
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'sluice-copy-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

function session(answer: (asked: Asked) => CqlResult) {
  const asked: Asked[] = []
  let [out, err] = ['', '']
  const shell = new Shell({
    client: fakeClient({
      queries: {
        cql: async input => {
          asked.push(input)
          return answer(input)
        },
      },
    }),
    ...{ language: 'en', columns: 100, isTerminal: false, json: false },
    signal: () => new AbortController().signal,
    out: text => void (out += text),
    err: text => void (err += text),
  })
  shell.keyspace = 'shop'
  return { shell, asked, out: () => out, err: () => err }
}

const pages = ({ pageState, statement }: Asked): CqlResult =>
  statement.startsWith('INSERT')
    ? VOID
    : {
        ...{ kind: 'rows', columns: COLUMNS, warnings: [], ms: 1 },
        rows: pageState === undefined ? ROWS.slice(0, 2) : ROWS.slice(2),
        ...(pageState === undefined ? { pageState: 'next' } : {}),
      }

it('writes what it reads back, in the forms of others too', async () => {
  const read = async (text: string) => {
    const rows = []
    for await (const row of csvRows(Readable.from([text]), FORM)) rows.push(row)
    return rows
  }
  const text = `${ROWS.map(row => csvLine(row, FORM)).join('\n')}\n`
  expect(await read(text)).toEqual(ROWS)
  expect(await read('a,"b ""c""",\r\n\r\n"",x')).toEqual([
    ['a', 'b "c"', null],
    ['', 'x'],
  ])
})

it('copies a table to a file, page by page, and back', async () => {
  const file = join(dir, "it's.csv")
  const name = file.replaceAll("'", "''")
  const to = session(pages)
  await to.shell.feed(`COPY sales TO '${name}' WITH HEADER = true AND PAGESIZE=2;`)
  expect(to.out()).toContain('3 rows exported to 1 files')
  expect(to.asked).toMatchObject([
    { statement: 'SELECT * FROM sales', pageSize: 2, keyspace: 'shop' },
    { pageState: 'next' },
  ])
  expect(await readFile(file, 'utf8')).toMatch(/^id,Name,tags\n/)

  const from = session(pages)
  await from.shell.feed(`COPY shop.sales FROM '${name}' WITH HEADER = true;`)
  expect(from.out()).toContain('3 rows imported from 1 files')
  expect(from.asked.map(({ statement, bind }) => [statement, bind])).toEqual([
    ['SELECT id, "Name", tags FROM shop.sales LIMIT 1', undefined],
    ...ROWS.map(row => ['INSERT INTO shop.sales (id, "Name", tags) VALUES (?, ?, ?)', row]),
  ])
  expect(from.shell.exitCode).toBe(0)
})

it('sends what a file holds as values, never as CQL', async () => {
  const file = join(dir, 'foreign.csv')
  const row = ['1) USING TTL 5 --', "'); DROP TABLE sales; --", 'now()']
  await writeFile(file, `${csvLine(row, FORM)}\n`)
  const { shell, asked } = session(pages)
  await shell.feed(`COPY sales FROM '${file}';`)
  expect(asked.slice(1)).toMatchObject([
    { statement: 'INSERT INTO sales (id, "Name", tags) VALUES (?, ?, ?)', bind: row },
  ])
})

it('names rows that fail, and goes on with the others', async () => {
  const file = join(dir, 'odd.csv')
  await writeFile(file, '1|a|\n2|b\n3|c|\n')
  const { shell, asked, out, err } = session(pages)
  await shell.feed(`COPY sales (id, "Name", tags) FROM '${file}' WITH DELIMITER='|';`)
  expect(out()).toContain('2 rows imported from 1 files')
  expect(err()).toContain('Line 2 has 2 values, not 3')
  expect(asked).toHaveLength(3)
  expect(shell.exitCode).not.toBe(0)
})

it('refuses what it does not know, and files that it cannot open', async () => {
  const { shell, err } = session(pages)
  await shell.feed(`COPY sales FROM '${join(dir, 'none.csv')}';`)
  expect(err()).toContain('no matching file found')
  await shell.feed(`COPY sales TO '${join(dir, 'no', 'folder.csv')}';`)
  expect(err()).toContain('for writing')
  await shell.feed(`COPY sales TO 'x.csv' WITH NOSUCH=1; COPY sales TO;`)
  expect(err()).toContain('Unrecognized COPY TO options: nosuch')
  expect(err()).toContain('Improper COPY command.')
})

it('says that it gave up when too many rows fail', async () => {
  const { shell, err } = session(pages)
  const file = join(dir, 'wrong.csv')
  await writeFile(file, '1\n'.repeat(3000))
  await shell.feed(`COPY t FROM '${file}';`)
  expect(err()).toContain('Too many rows failed: the rest of the file was not read.')
})
