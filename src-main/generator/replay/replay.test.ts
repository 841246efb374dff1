// Files as streams: what real CSV and JSON files hold, cut into chunks anywhere, taken up anywhere,
// looping, at their own pace.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  csvLine,
  CsvReader,
  guessSeparator,
  openReplay,
  type ReplayOptions,
  type ReplayRecord,
} from '..'
import { JsonSplitter } from './lines'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-replay-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

async function take(options: ReplayOptions, from = 0, count = 1000): Promise<ReplayRecord[]> {
  const replay = await openReplay(options)
  const records: ReplayRecord[] = []
  for await (const record of replay.records(from)) {
    records.push(record)
    if (records.length === count) break
  }
  return records
}

const shop = `TransactionNo,Date,ProductNo,ProductName,Price,Quantity,CustomerNo,Country\r
581482,12/9/2019,22485,Set Of 2 Wooden Market Crates,21.47,12,17490,United Kingdom\r
C581475,12/9/2019,85123A,"Cover Frame, 12""",10.50,-36,,United Kingdom\r
581475,12/10/2019,22596,"Two
lines",10.65,36,13069.0,EIRE`

describe('CSV', () => {
  it('reads the same rows however it is cut', () => {
    const text = '\ufeffa,b\r\n1,"x, ""y""\r\nz"\n,\n"",""\r3,"' + 'q"'
    const whole = new CsvReader(',')
    const rows = [...whole.push(text), ...whole.end()]
    expect(rows.map(r => r.fields)).toEqual([
      ['a', 'b'],
      ['1', 'x, "y"\r\nz'],
      ['', ''],
      ['', ''],
      ['3', 'q'],
    ])
    expect(rows.map(r => r.line)).toEqual([1, 2, 4, 5, 6])
    for (let size = 1; size < 9; size++) {
      const reader = new CsvReader(',')
      const cut: unknown[] = []
      for (let i = 0; i < text.length; i += size) cut.push(...reader.push(text.slice(i, i + size)))
      expect([...cut, ...reader.end()]).toEqual(rows)
    }
  })

  it('writes what it reads', () => {
    const fields = ['plain', 'a,b', 'say "hi"', 'two\nlines', '', ' blank ', 'ção']
    const reader = new CsvReader(',')
    expect([...reader.push(`${csvLine(fields)}\n`)].map(r => r.fields)).toEqual([fields])
    expect(guessSeparator('a;b;"c,d,e,f"')).toBe(';')
  })

  it('the shop table: types judged, blanks are null, codes stay texts', async () => {
    const path = await file('shop.csv', shop)
    const records = await take({ source: { file: path } })
    expect(records.map(r => r.value)).toEqual([
      '{"TransactionNo":"581482","Date":"12/9/2019","ProductNo":"22485","ProductName":"Set Of 2 Wooden Market Crates","Price":21.47,"Quantity":12,"CustomerNo":17490,"Country":"United Kingdom"}',
      '{"TransactionNo":"C581475","Date":"12/9/2019","ProductNo":"85123A","ProductName":"Cover Frame, 12\\"","Price":10.50,"Quantity":-36,"CustomerNo":null,"Country":"United Kingdom"}',
      '{"TransactionNo":"581475","Date":"12/10/2019","ProductNo":"22596","ProductName":"Two\\nlines","Price":10.65,"Quantity":36,"CustomerNo":13069.0,"Country":"EIRE"}',
    ])
    const typed = await take({
      source: { file: path },
      types: { CustomerNo: 'int', Quantity: 'int', Price: 'decimal(10,2)' },
    })
    expect(typed[2]?.value).toContain('"Price":10.65,"Quantity":36,"CustomerNo":13069,')
    expect((await take({ source: { file: path }, types: 'text' }))[0]?.value).toContain(
      '"Price":"21.47"',
    )
  })

  it('its own pace, from any record, in a loop', async () => {
    const path = await file('pace.csv', shop)
    const options: ReplayOptions = {
      source: { file: path },
      loop: true,
      time: { field: 'Date', format: 'M/d/yyyy' },
    }
    const all = await take(options, 0, 10)
    expect(all.map(r => r.offsetMs / 86_400_000)).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3])
    expect(await take(options, 7, 3)).toEqual(all.slice(7))
    expect((await take(options, 3_000_000, 1))[0]?.seq).toBe(3_000_000)
    expect(await take({ ...options, loop: false }, 2)).toHaveLength(1)
    await expect(
      take({ ...options, time: { field: 'Date', format: 'yyyy' } }),
    ).rejects.toMatchObject({
      code: 'replay-time-column',
      params: { line: 2 },
    })
  })

  it('says what is wrong and goes on', async () => {
    const path = await file('wrong.csv', 'a,b\n1,2\n1,2,3\n4\n')
    const records = await take({ source: { file: path } })
    expect(records.map(r => [r.value, r.problem?.code])).toEqual([
      ['{"a":1,"b":2}', undefined],
      ['1,2,3', 'replay-row'],
      ['{"a":4,"b":null}', undefined],
    ])
    await expect(take({ source: { file: join(folder, 'none.csv') } })).rejects.toMatchObject({
      code: 'replay-no-file',
    })
    await expect(take({ source: { file: await file('x.bin', '') } })).rejects.toMatchObject({
      code: 'replay-format',
    })
    await expect(take({ source: { file: await file('empty.csv', '') } })).rejects.toMatchObject({
      code: 'replay-empty',
    })
    await expect(
      take({ source: { file: await file('open.csv', `a\n"${'x'.repeat(1_100_000)}`) } }),
    ).rejects.toMatchObject({
      code: 'replay-row-too-long',
    })
  })
})

describe('JSON', () => {
  it('one value a line, a damaged line costs that line', async () => {
    const path = await file('a.ndjson', '{"n":1.50}\n\n{"n": [2\n{"n":3}')
    const records = await take({ source: { file: path } })
    expect(records.map(r => [r.line, r.value, r.problem?.code])).toEqual([
      [1, '{"n":1.50}', undefined],
      [3, '{"n": [2', 'replay-row'],
      [4, '{"n":3}', undefined],
    ])
  })

  it('one big array, cut anywhere', async () => {
    const text = '[\n {"a": "x],}\\"", "b": [1, [2]]},\n {"a": null},\n 3 , "s" ]\n'
    const values = (pieces: readonly { text: string }[]) => pieces.map(p => JSON.parse(p.text))
    const expected = [{ a: 'x],}"', b: [1, [2]] }, { a: null }, 3, 's']
    for (const size of [1, 2, 3, 7, 1000]) {
      const splitter = new JsonSplitter()
      const pieces: { text: string; line: number }[] = []
      for (let i = 0; i < text.length; i += size)
        pieces.push(...splitter.push(text.slice(i, i + size)))
      pieces.push(...splitter.end())
      expect(values(pieces)).toEqual(expected)
      expect(pieces.map(p => p.line)).toEqual([2, 3, 4, 4])
    }
    const path = await file(
      'a.json',
      JSON.stringify([{ t: '2025-01-01T00:00:00Z' }, { t: '2025-01-01T00:00:05Z' }], null, 2),
    )
    const records = await take({ source: { file: path }, time: { field: 't' } })
    expect(records.map(r => [r.value, r.offsetMs])).toEqual([
      ['{"t":"2025-01-01T00:00:00Z"}', 0],
      ['{"t":"2025-01-01T00:00:05Z"}', 5000],
    ])
  })

  it('any rows that can be read again', async () => {
    const source = {
      name: 'table',
      async *rows() {
        yield { id: 1n, at: new Date(0), x: null }
        yield { id: 2n, at: new Date(1500), x: 'é' }
      },
    }
    const records = await take({ source, loop: true, time: { field: 'at' } }, 1, 2)
    expect(records.map(r => [r.value, r.offsetMs])).toEqual([
      ['{"id":2,"at":"1970-01-01T00:00:01.500Z","x":"é"}', 1500],
      ['{"id":1,"at":"1970-01-01T00:00:00.000Z","x":null}', 1500],
    ])
  })
})
