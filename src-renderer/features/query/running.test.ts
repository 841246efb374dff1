// Statements that wait for a person, and cqlsh's commands that have to do with files.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setClient } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import type { CallInput, Contract, CqlResult } from '@shared/contract'
import { ask, type Ask } from './asks'
import { capture } from './capture'
import { connection, consistency, keyspace, pageSize, tab } from './console'
import { progress } from './copy-files'
import { cancel, loadMore, run } from './running'
import { statementsOf } from './statements'

type Asked = CallInput<Contract['queries']['cql']>
const columns = [
  { name: 'id', type: 'int' },
  { name: 'name', type: 'text' },
]
const rowsOf = (rows: CqlResult['rows'], pageState?: string): CqlResult => ({
  ...{ kind: 'rows', columns, rows, warnings: [], ms: 1 },
  ...(pageState ? { pageState } : {}),
})
const saved: { name: string; text: Promise<string> }[] = []
let asked: Asked[] = []
let answer: (asked: Asked) => CqlResult | Promise<CqlResult>

beforeEach(() => {
  asked = []
  saved.length = 0
  capture.value = undefined
  const { queries } = fakeClient()
  setClient({
    ...fakeClient(),
    queries: {
      ...queries,
      cql: async input => {
        asked.push(input)
        return answer(input)
      },
      markers: async () => [
        { name: 'id', type: 'int' },
        { name: 'n', type: 'text' },
        { name: 'n', type: 'text' },
      ],
    },
  })
  const blobs = new Map<string, Blob>()
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    if (blob instanceof Blob) blobs.set(`blob:${blobs.size}`, blob)
    return `blob:${blobs.size - 1}`
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    const blob = blobs.get(this.href)
    if (blob) saved.push({ name: this.download, text: blob.text() })
  })
})
afterEach(() => vi.restoreAllMocks())

const go = (text: string) => run(statementsOf(text))
const waits = async <Kind extends Ask['kind']>(kind: Kind) => {
  await vi.waitFor(() => expect(ask.value?.kind).toBe(kind))
  return ask.value as Extract<Ask, { kind: Kind }>
}

it('asks once for a name that comes twice, and sends its value to both places', async () => {
  answer = () => rowsOf([['1', 'a']])
  const done = go('SELECT * FROM t WHERE id = ? AND a = :n AND b = :n')
  const { fields, answer: give } = await waits('values')
  expect(fields.map(({ name, type }) => [name, type])).toEqual([
    ['id', 'int'],
    ['n', 'text'],
  ])
  give(['7', null])
  await done
  expect(asked[0]?.bind).toEqual(['7', null, null])
})

it('does not run a statement that got no values', async () => {
  const done = go('SELECT * FROM t WHERE id = ?')
  ;(await waits('values')).answer(undefined)
  await done
  expect(asked).toEqual([])
  expect(tab.value.results[0]?.said).toContain('did not run')
})

it('saves a table page by page, and a cancelled copy not at all', async () => {
  answer = ({ pageState }) =>
    pageState === undefined ? rowsOf([['1', 'a,b']], 'next') : rowsOf([['2', null]])
  await go("COPY t TO '/tmp/out/t.csv' WITH HEADER = true")
  expect(saved.map(({ name }) => name)).toEqual(['t.csv'])
  expect(await saved[0]?.text).toBe('id,name\n1,"a,b"\n2,\n')
  expect(tab.value.results[0]?.said).toContain('2 rows saved in t.csv')

  answer = ({ pageState }) => {
    if (pageState !== undefined) cancel()
    return rowsOf([['1', 'a']], 'next')
  }
  await go("COPY t TO 't.csv'")
  expect(saved).toHaveLength(1)
  expect(tab.value.results[0]?.said).toContain('cancelled')
  expect(progress.value).toBeUndefined()
})

it('writes the rows of a file that the person chose, and names those that fail', async () => {
  answer = ({ statement, bind }) => {
    if (bind?.includes('bad')) throw new Error('no room')
    return statement.startsWith('SELECT') ? rowsOf([]) : { ...rowsOf([]), kind: 'void' }
  }
  const done = go("COPY t (id, name) FROM 't.csv'")
  const { name, answer: give } = await waits('file')
  expect(name).toBe('t.csv')
  give(new File(['1,a\n2,bad\n3,c\n'], 'mine.csv'))
  await done
  expect(asked.slice(1).map(({ statement, bind }) => [statement, bind])).toEqual(
    [
      ['1', 'a'],
      ['2', 'bad'],
      ['3', 'c'],
    ].map(row => ['INSERT INTO t (id, name) VALUES (?, ?)', row]),
  )
  expect(tab.value.results[0]?.said).toMatch(/2 rows of mine\.csv[^]*1 row failed[^]*Row 2/)
})

it('runs the statements of a chosen script, and asks before one that deletes', async () => {
  answer = () => rowsOf([])
  const script = new File(['CONSISTENCY QUORUM\nSELECT 1; DROP TABLE t;'], 'a.cql')
  const kept = go("SOURCE 'a.cql'; SELECT 2")
  ;(await waits('file')).answer(script)
  ;(await waits('danger')).answer(false)
  await kept
  expect(asked).toEqual([])
  expect(tab.value.note).toContain('did not run')

  asked = []
  const done = go("SOURCE 'a.cql'; SELECT 2")
  ;(await waits('file')).answer(script)
  ;(await waits('danger')).answer(true)
  await done
  expect(asked.map(({ statement, consistency }) => [statement, consistency])).toEqual([
    ['SELECT 1', 'QUORUM'],
    ['DROP TABLE t', 'QUORUM'],
    ['SELECT 2', 'QUORUM'],
  ])
})

it('ends at the statement that was cancelled or let be', async () => {
  answer = () => {
    cancel()
    return rowsOf([['1', 'a']], 'next')
  }
  await go("COPY t TO 't.csv'; CONSISTENCY ALL; SOURCE 'a.cql'; SELECT 2")
  expect(tab.value.results).toHaveLength(1)
  expect(tab.value.note).toContain('statement 1 of 4')
  expect(ask.value).toBeUndefined()

  asked = []
  for (const first of ["SOURCE 'a.cql'", "COPY t FROM 't.csv'"]) {
    const done = go(`${first}; SELECT 2`)
    ;(await waits('file')).answer(undefined)
    await done
    expect(tab.value.note).toContain('statement 1 of 2')
  }
  expect(asked).toEqual([])
})

it('says why a script cannot be read', async () => {
  const script = new File([], 'gone.cql')
  vi.spyOn(script, 'text').mockRejectedValue(new Error('the file was moved'))
  const done = go("SOURCE 'gone.cql'; SELECT 2")
  ;(await waits('file')).answer(script)
  await done
  expect(tab.value.results[0]?.error).toBeDefined()

  const large = new File([], 'dump.cql')
  vi.spyOn(large, 'size', 'get').mockReturnValue(30_000_000)
  const refused = go("SOURCE 'dump.cql'; SELECT 2")
  ;(await waits('file')).answer(large)
  await refused
  expect(tab.value.results[0]?.error?.words).toContain('dump.cql')
  expect(asked).toEqual([])
})

it('runs a script of very many statements', async () => {
  const script = new File(['CLEAR;'.repeat(130_000)], 'many.cql')
  answer = () => {
    cancel()
    return rowsOf([])
  }
  const done = go("SOURCE 'many.cql'; SELECT 2")
  ;(await waits('file')).answer(script)
  await done
  expect(asked).toHaveLength(1)
})

it('goes on where it began, though the person looks at another connection', async () => {
  ;[connection.value, keyspace.value] = ['builtin', 'shop']
  answer = ({ statement }) => {
    connection.value = 'production'
    if (!statement.startsWith('USE')) return rowsOf([['1', 'a']], 'next')
    return { ...rowsOf([]), kind: 'use', keyspace: 'other' }
  }
  await go('SELECT 1; USE other; SELECT 2')
  const places = () => asked.map(each => [each.connection, each.keyspace])
  expect(places()).toEqual([
    ['builtin', 'shop'],
    ['builtin', 'shop'],
    ['builtin', 'other'],
  ])
  expect(keyspace.value).toBe('shop')
  const [first] = tab.value.results
  if (first) await loadMore(first)
  expect(places()[3]).toEqual(['builtin', 'shop'])

  connection.value = 'builtin'
  asked = []
  const copied = go("COPY t FROM 't.csv'")
  ;(await waits('file')).answer(new File(['1,a\n2,b\n'], 't.csv'))
  await copied
  expect(places()).toEqual(Array.from({ length: 3 }, () => ['builtin', 'shop']))
  connection.value = 'builtin'
})

it('keeps the consistency and the page size that it began with, unless it changes them itself', async () => {
  ;[consistency.value, pageSize.value] = ['ONE', 100]
  answer = () => {
    ;[consistency.value, pageSize.value] = ['ALL', 5]
    return rowsOf([['1', 'a']])
  }
  await go('SELECT 1; SELECT 2; CONSISTENCY QUORUM; PAGING 20; SELECT 3')
  expect(asked.map(each => [each.consistency, each.pageSize])).toEqual([
    ['ONE', 100],
    ['ONE', 100],
    ['QUORUM', 20],
  ])
  ;[consistency.value, pageSize.value] = ['LOCAL_ONE', 100]
})

it('reads more of a trace with the statement that was sent', async () => {
  const page = () => rowsOf([['1', 'a']], 'next')
  answer = page
  await go('SHOW SESSION 5d0c4e10-00ac-11f0-a3b1-9c1a7e3f2b10')
  const [trace] = tab.value.results
  if (trace) await loadMore(trace)
  expect(asked[1]).toMatchObject({ statement: asked[0]?.statement, pageState: 'next' })
  expect(asked[1]?.statement).toMatch(/^SELECT/)
})

it('takes its question back when the run is cancelled', async () => {
  const done = go("SOURCE 'a.cql'")
  await waits('file')
  cancel()
  await done
  expect(ask.value).toBeUndefined()
})

it('captures results as cqlsh prints them, until OFF saves them', async () => {
  answer = () => rowsOf([['1', 'a']])
  await go("CAPTURE 'out.txt'; SELECT * FROM t; CAPTURE OFF")
  expect(saved[0]?.name).toBe('out.txt')
  expect(await saved[0]?.text).toContain(' id | name\n----+------\n  1 |    a\n\n(1 rows)')
  expect(capture.value).toBeUndefined()
})

it('counts the rows of all pages in a capture, and says when it is full', async () => {
  answer = ({ pageState }) =>
    pageState === undefined ? rowsOf([['1', 'a']], 'next') : rowsOf([['2', 'b']])
  await go("CAPTURE 'out.txt'; SELECT * FROM t")
  await loadMore(tab.value.results.at(-1)!)
  answer = () => rowsOf([['3', 'x'.repeat(51_000_000)]])
  await go('SELECT * FROM t; CAPTURE OFF')
  const text = await saved[0]?.text
  expect(text).toContain('  2 |    b\n\n(2 rows)')
  expect(text).not.toContain('xxx')
  expect(JSON.stringify(tab.value.results.at(-1))).toContain('The capture was full after 1 results')
})

it('refuses a table that the page cannot show', async () => {
  answer = () => rowsOf([['1', 'x'.repeat(1_100_000)]])
  await go('COPY t TO STDOUT')
  expect(JSON.stringify(tab.value.results.at(-1))).toContain('larger than this page can hold')
})
