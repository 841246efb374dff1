import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compare, printVerdict, readBaseline, saveBaseline } from './baseline'
import { figureOf } from './report'

const figure = (row: number, work: string, ours: number, theirs?: number) =>
  figureOf({
    row,
    work,
    peer: 'peer',
    unit: '/s',
    more: true,
    ours: [ours],
    theirs: theirs === undefined ? [] : [theirs],
  })
const machine = { at: '2026-01-01T00:00:00.000Z', cores: 2, node: 'v20.19.0' }
const all = () => true

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-baseline-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const kept = (...ratios: [string, number][]) => ({ ...machine, ratios: Object.fromEntries(ratios) })

it('lets a ratio fall by a fifth, and no further', () => {
  const baseline = kept(['6 kcat / peer', 10], ['6 java / peer', 10], ['8 scan / peer', 10])
  const now = [figure(6, 'kcat', 8, 1), figure(6, 'java', 7.9, 1), figure(8, 'scan', 30, 1)]
  expect(compare(now, baseline, all).map(printVerdict)).toEqual([
    '6 kcat / peer: 8.00×, 10.00× before (-20 %)',
    '6 java / peer: 7.90×, 10.00× before (-21 %) FELL',
    '8 scan / peer: 30.00×, 10.00× before (+200 %)',
  ])
})

it('fails what was measured before and is not now', () => {
  const verdicts = compare(
    [figure(6, 'kcat', 8)],
    kept(['6 kcat / peer', 1], ['8 scan / peer', 2]),
    all,
  )
  expect(verdicts.map(v => v.fell)).toEqual([true, true])
})

it('leaves out the rows that nobody asked for, and new work', () => {
  const now = [figure(6, 'kcat', 8, 8), figure(6, 'new', 1, 1)]
  const verdicts = compare(
    now,
    kept(['6 kcat / peer', 1], ['10 memory / peer', 2]),
    row => row === 6,
  )
  expect(verdicts.map(v => v.name)).toEqual(['6 kcat / peer'])
})

it('keeps the rows that were not measured when it saves others', () => {
  const file = join(dir, 'baseline.json')
  expect(readBaseline(file)).toBeUndefined()
  saveBaseline(file, [figure(10, 'memory', 3, 1), figure(2, 'produce', 1, 3)], machine)
  saveBaseline(file, [figure(2, 'produce', 4, 2), figure(3, 'alone', 4)], machine)
  expect(readBaseline(file)).toEqual(kept(['2 produce / peer', 2], ['10 memory / peer', 3]))
})
