// A source with states feeds a job: it keeps more with each record, and its schedule stays the same.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parseLab } from '@shared/lab'
import { testRun } from '../testing/test-run'
import { LabClock } from './clock'
import { Signal } from './signal'
import { SourceInput } from './source-input'

const { lab } = parseLab(`
sluice: 1
id: shop
title: Shop
timezone: UTC
records:
  order:
    fields: { id: { sequence: 0 }, n: { state: step } }
    states: { cart: { paid: { after: 1 s } } }
nodes:
  orders: { type: fake-data, with: { record: order, rate: max } }
`)
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'source-input-'))
})
afterEach(() => rm(dir, { recursive: true }))

const open = async (saved?: ReturnType<SourceInput['save']>, position = 0, plannedTo = 0) => {
  if (!lab) throw new Error('not a lab')
  const edge = { id: 'orders>shown', from: 'orders', to: 'shown' }
  const run = testRun(lab, await LabClock.open(dir))
  const input = new SourceInput(run, edge as never, 0, new Signal(), () => 0)
  input.restore(saved)
  await input.open({ '0': position }, plannedTo)
  return input
}
const taken = (input: SourceInput, from: number, to: number) =>
  vi.waitFor(() => {
    const chunk = input.takeRange(0, from, to)
    if (!chunk) throw new Error('not yet')
    return chunk
  })

it('keeps what no commit has, and commits for a new rate alone', async () => {
  const input = await open()
  const valuesOf = ({ batch }: Awaited<ReturnType<typeof taken>>) =>
    (batch.records ?? []).map(({ value }) => String(value))
  input.done(await taken(input, 0, 1000))
  input.save()
  input.committed()
  const saved = input.save()
  const sent = valuesOf(await taken(input, 1000, 3000))
  expect(input.scheduleMoved).toBe(false)
  await input.close()

  const again = await open(saved, 1000, 3000)
  expect(valuesOf(await taken(again, 1000, 3000))).toEqual(sent)
  expect(new Set(sent).size).toBe(2000)
  again.save()
  again.source.setRate('5/s')
  expect(again.scheduleMoved).toBe(true)
  await again.close()
})
