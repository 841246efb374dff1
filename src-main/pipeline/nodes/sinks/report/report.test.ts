// A report sorts its lists by the field's own type.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bench, type BenchOptions } from '../../../testing/node-bench'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-report-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('orders numbers as numbers', async () => {
  const list = (order: string) => ({ items: { from: 'in1', line: '{n}', order } })
  const settings = { path: '{day}.txt', per: ['day'], text: '{day}\n[items]', lists: list('n') }
  const options: BenchOptions = {
    inputs: [{ day: 'string' }, { day: 'string', n: 'int' }],
    filesDir: dir,
  }
  const node = bench('report', settings, options)
  expect(node.problems).toEqual([])
  node.push([{ day: 'monday' }])
  node.push(
    [10, 9, 100, -1].map(n => ({ day: 'monday', n })),
    1,
  )
  await node.operator.flush?.(1, false)
  expect(await node.operator.readBack?.()).toMatchObject({
    rows: [{ text: 'monday\n-1\n9\n10\n100\n' }],
  })
  expect(bench('report', { ...settings, lists: list('nope') }, options).problems).toEqual([
    'lab-no-field',
  ])
})
