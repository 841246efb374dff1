import { expect, it } from 'vitest'
import type { GroupHistory } from '@shared/contract'
import { runFake } from '../../testing'

const history: GroupHistory = {
  isExact: true,
  rereads: [],
  changes: [
    {
      ...{ at: 1_700_000_000_000, state: 'rebalancing', generation: 0, owners: [] },
      because: { what: 'joined', clientId: 'app' },
    },
    {
      ...{ at: 1_700_000_000_012, state: 'stable', generation: 1 },
      owners: [
        { id: 'm', clientId: 'app', host: '/h', assignment: [{ topic: 't', partitions: [0, 1] }] },
      ],
    },
  ],
}

const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }

it('tells each rebalance, its cause, its time, and who got what', async () => {
  const client = { groups: { history: async () => history } }
  const { out } = await runFake(['groups', 'history', 'g'], { client, parts })
  expect(out.split('\n')[1]).toBe(
    '2023-11-14 22:13:20.000  app joined     12 ms           1  app t[0,1]',
  )
  const moved = [0, 1, 2].map(partition => ({ topic: 't', partition, offset: 5 }))
  const reset = (offset: number): GroupHistory['changes'][number] => ({
    ...{ at: 1_700_000_000_099, state: 'empty', generation: 2, owners: [] },
    because: {
      ...{ what: 'reset', clientId: 'sluice' },
      moved: [
        ...moved,
        { topic: 'u', partition: 0, offset: 1 },
        { topic: 'u', partition: 1, offset },
      ],
    },
  })
  const told = async (offset: number, lang: string) => {
    const changes = [...history.changes, reset(offset)]
    const moving = { groups: { history: async () => ({ ...history, changes }) } }
    const { out } = await runFake(['groups', 'history', 'g', '--lang', lang], {
      client: moving,
      parts,
    })
    return out
  }
  expect(await told(1, 'en')).toContain('sluice reset t to offset 5, u to offset 1')
  expect(await told(2, 'es')).toContain(
    'sluice restableció t al offset 5, u 0 al offset 1, u 1 al offset 2',
  )
  const empty = { groups: { history: async () => ({ isExact: true, changes: [], rereads: [] }) } }
  const none = await runFake(['groups', 'history', 'g'], { client: empty, parts })
  expect(none.err + none.out).toContain('Start a consumer')
})
