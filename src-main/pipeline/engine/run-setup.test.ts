import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readLab } from '@shared/lab'
import { LabClock } from './clock'
import { keepLab, runFolder } from './run-folder'
import { clockAtStart, withTrigger } from './run-setup'

const NOW = Date.parse('2026-03-20T12:00:00Z')
const DAY_MS = 86_400_000
const { lab } = readLab({
  sluice: 1,
  id: 'old-days',
  title: 'Old days',
  clock: '2026-03-10T12:00:00Z',
  nodes: { seen: { type: 'console' } },
})
if (!lab) throw new Error('the lab of this test has a mistake')

let dataDir = ''
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'sluice-clock-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

it('begins where the person or the lab says, or now', async () => {
  const { clock: _, ...plain } = lab
  expect(await clockAtStart(plain, { dataDir }, NOW)).toBe(NOW)
  expect(await clockAtStart(lab, { dataDir }, NOW)).toBe(NOW - 10 * DAY_MS)
  expect(await clockAtStart(lab, { dataDir, overrides: { clockMs: 5 } }, NOW)).toBe(5)
})

it('goes on as far behind as the run was, and never back', async () => {
  const dir = runFolder(dataDir, lab.id)
  await LabClock.open(dir, NOW - 2 * DAY_MS, () => NOW)
  await keepLab(dir, lab)
  expect(await clockAtStart(lab, { dataDir }, NOW + 7)).toBe(NOW + 7 - 2 * DAY_MS)
  expect(await clockAtStart(lab, { dataDir, overrides: { clockMs: 5 } }, NOW)).toBe(
    NOW - 2 * DAY_MS,
  )
  expect(await clockAtStart(lab, { dataDir, overrides: { clockMs: NOW } }, NOW)).toBe(NOW)
  expect(await clockAtStart(lab, { dataDir, fresh: true }, NOW)).toBe(NOW - 10 * DAY_MS)
})

it.each([
  ['fast', 'fast'],
  [500, '500 ms'],
  [{ records: 1000 }, '1000 records'],
  ['available-now', '10 s'],
] as const)('a start that says %j gives out results by %s', (trigger, expected) => {
  const total = { type: 'aggregate', with: { compute: { n: 'count(*)' }, trigger: '10 s' } }
  const { nodes } = withTrigger({ ...lab, nodes: { ...lab.nodes, total } }, trigger)
  expect(nodes.total?.with).toMatchObject({ trigger: expected })
  expect(nodes.seen).toEqual(lab.nodes.seen)
})
