// Files on the bench: what lines look like, how files roll over, and that a crash anywhere leaves
// every line once.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bench, type Bench } from '../../../testing/node-bench'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-files-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const fields = { id: 'int', name: 'string', price: 'decimal(10,2)' }
const row = (id: number, name = `n${id}`) => ({ id, name, price: id / 4 })
const sink = (settings: object) => bench('files', settings, { inputs: [fields], filesDir: dir })
const text = (file: string) => readFile(join(dir, file), 'utf8')
let batch = 0
async function write(node: Bench, rows: readonly object[]): Promise<void> {
  node.push(rows)
  if (node.operator.pending?.()) await node.operator.flush?.(++batch, false)
}

describe('files', () => {
  it('writes NDJSON, CSV with a line of names, and lines by a template', async () => {
    const rows = [row(1), row(2, 'a "b", c\nd')]
    for (const [format, line] of [
      ['ndjson'],
      ['csv'],
      ['text', '{id}: {name} costs {price:0.00}'],
    ] as const) {
      const node = sink({
        path: `out/${format}.txt`,
        format,
        ...(line === undefined ? {} : { line }),
      })
      await node.operator.open?.()
      await write(node, rows)
    }
    expect(await text('out/ndjson.txt')).toBe(
      '{"id":1,"name":"n1","price":0.25}\n{"id":2,"name":"a \\"b\\", c\\nd","price":0.5}\n',
    )
    expect(await text('out/csv.txt')).toBe('id,name,price\n1,n1,0.25\n2,"a ""b"", c\nd",0.50\n')
    expect(await text('out/text.txt')).toBe('1: n1 costs 0.25\n2: a "b", c\nd costs 0.50\n')
  })

  it('rolls over after so many rows, each file with its own names, and goes on after a restart', async () => {
    const settings = { path: 'r.csv', format: 'csv', rollRows: 3 }
    const node = sink(settings)
    await node.operator.open?.()
    await write(
      node,
      [1, 2, 3, 4].map(id => row(id)),
    )
    const again = node.again()
    await again.operator.open?.()
    await write(
      again,
      [5, 6, 7].map(id => row(id)),
    )
    expect((await readdir(dir)).sort()).toEqual(['r-000001.csv', 'r-000002.csv', 'r.csv'])
    expect(await text('r-000002.csv')).toBe('id,name,price\n4,n4,1.00\n5,n5,1.25\n6,n6,1.50\n')
    expect(await text('r.csv')).toBe('id,name,price\n7,n7,1.75\n')
  })

  it('has each line once after a crash at any moment between two commits', async () => {
    for (let done = 0; done <= 7; done++) {
      const settings = { path: `crash-${done}.ndjson`, rollRows: 3 }
      const first = sink(settings)
      await first.operator.open?.()
      await write(first, [row(1), row(2)])
      // What is committed is here; what follows was written and is done again after the crash.
      const committed = first.again()
      for (let id = 3; id < 3 + done; id++) await write(first, [row(id)])
      await committed.operator.open?.()
      await write(
        committed,
        [3, 4, 5, 6, 7, 8, 9].map(id => row(id)),
      )
      const names = (await readdir(dir)).filter(name => name.startsWith(`crash-${done}`)).sort()
      const lines = (await Promise.all(names.map(text))).join('').trim().split('\n')
      expect(
        lines.map(line => JSON.parse(line).id).sort((a, b) => a - b),
        `after ${done}`,
      ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  })

  it('says when somebody shortened its file, and clears its own files only', async () => {
    const node = sink({ path: 'own.ndjson', rollRows: 2 })
    await node.operator.open?.()
    await write(
      node,
      [1, 2, 3].map(id => row(id)),
    )
    await writeFile(join(dir, 'own-notes.txt'), 'not ours')
    await writeFile(join(dir, 'own.ndjson'), '')
    await expect(node.again().operator.open?.()).rejects.toMatchObject({ code: 'file-shorter' })
    await node.operator.clear?.()
    expect(await readdir(dir)).toEqual(['own-notes.txt'])
  })

  it('says why its file cannot be written, as a fault of the disk and not of ours', async () => {
    await writeFile(join(dir, 'taken'), 'a file')
    await mkdir(join(dir, 'folder'))
    const open = async (path: string) => sink({ path }).operator.open?.()
    await expect(open('taken/out.csv')).rejects.toMatchObject({
      code: 'file-in-file',
      kind: 'storage',
      params: { file: join(dir, 'taken/out.csv') },
    })
    await expect(open('folder')).rejects.toMatchObject({ code: 'file-is-folder', kind: 'storage' })
  })

  it.each([
    ['own.ndjson', 'ndjson'],
    ['own.parquet', 'parquet'],
  ] as const)('clears what a run on Spark wrote under the name %s', async (path, format) => {
    for (const batch of ['batch=0', 'batch=1']) {
      await mkdir(join(dir, path, batch), { recursive: true })
      await writeFile(join(dir, path, batch, 'part-0'), 'a')
    }
    const node = sink({ path, format })
    await node.operator.clear?.()
    expect(await readdir(dir)).toEqual([])
    // A person's own file there stays.
    await mkdir(join(dir, path, 'batch=2'), { recursive: true })
    await writeFile(join(dir, path, 'notes.txt'), 'not ours')
    await node.operator.clear?.()
    expect(await readdir(join(dir, path))).toEqual(['notes.txt'])
  })

  it('refuses to leave its folder, tables under change, and a template of unknown fields', () => {
    expect(sink({ path: '../out.txt' }).problems).toEqual(['file-outside'])
    expect(sink({ path: 'a.txt', format: 'text', line: '{nope}' }).problems).toEqual([
      'lab-no-field',
    ])
    expect(
      bench('files', { path: 'a.txt' }, { inputs: [fields], stream: { keys: ['id'] } }).problems,
    ).toEqual(['lab-files-need-events'])
  })
})
