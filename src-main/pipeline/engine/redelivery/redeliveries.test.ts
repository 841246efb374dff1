// The book of what was read twice: the newest entries, as many as fit one answer.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redelivery } from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { planTasks } from '../../plan/tasks'
import { runFolder } from '../run-folder'
import { keepRedelivery, redeliveriesOf } from './redeliveries'

const lab = labFileSchema.parse({
  ...{ sluice: 1, id: 'twice', title: 'Twice', records: { order: { fields: { id: 'sequence' } } } },
  nodes: {
    made: { type: 'fake-data', with: { record: 'order' } },
    shown: { type: 'live', from: 'made' },
  },
})

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'redeliveries-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const entry = (at: number, chars: number): Redelivery => ({
  ...{ job: 'shown', at, from: 1, batches: 1, records: 1, ranges: [] },
  cause: 'crash',
  sinks: [
    {
      ...{ node: 'rows', rows: 1, doubled: 1, columns: [] },
      how: 'twice',
      items: [{ what: 'given', after: ['x'.repeat(chars)] }],
    },
  ],
})

it('has the newest first, ten at most, and no more than an answer takes', async () => {
  const [job] = planTasks(lab).jobs
  const jobDir = join(runFolder(dir, lab.id), 'jobs', job?.id ?? '')
  for (let at = 0; at < 12; at++) await keepRedelivery(jobDir, entry(at, 10))
  const times = async () => (await redeliveriesOf(dir, lab)).map(({ at }) => at)
  expect(await times()).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  for (let at = 12; at < 16; at++) await keepRedelivery(jobDir, entry(at, 1_500_000))
  expect(await times()).toEqual([15, 14])
})
