import { expect, it } from 'vitest'
import type { TopicProfile } from '@shared/contract'
import { runFake } from '../../testing'

const profile: TopicProfile = {
  fields: [
    {
      ...{ name: 'city', type: 'VARCHAR', rows: 10, nulls: 1, distinct: 2 },
      ...{ min: 'Lima', max: 'Recife' },
      top: [
        { value: 'Lima', rows: 6 },
        { value: null, rows: 1 },
      ],
    },
  ],
  read: { topic: 't', scanned: 10, of: 10, stoppedBecause: 'end' },
}

it('prints a line for each field, and how much was read for it', async () => {
  const asked: unknown[] = []
  const client = {
    queries: {
      profile: async (input: unknown) => {
        asked.push(input)
        return profile
      },
    },
  }
  const { out, err } = await runFake(['topics', 'profile', 't', '--records', '50'], { client })
  expect(asked).toEqual([{ topic: 't', recordsMax: 50 }])
  expect(out.split('\n')[1]).toMatch(/^city +varchar +1 +2 +Lima +Recife +Lima \(6\), null \(1\)$/)
  expect(err).toContain('10')
})
