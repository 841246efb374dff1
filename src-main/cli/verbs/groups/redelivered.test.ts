// `sluice groups redelivered`: each re-read in a sentence, what nobody can know, and what to do.
import { expect, it } from 'vitest'
import type { GroupHistory, GroupReread } from '@shared/contract'
import { runFake } from '../../testing'

const again: GroupReread = {
  ...{ at: Date.UTC(2026, 0, 1, 14), topic: 'orders', partition: 2, generation: 3 },
  ...{ first: 100, end: 120, readEnd: 120, before: 'app', by: 'app' },
  causes: [
    { what: 'left', clientId: 'app' },
    { what: 'joined', clientId: 'app' },
  ],
}
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (history: Partial<GroupHistory>, ...more: string[]) =>
  runFake(['groups', 'redelivered', 'g', ...more], {
    client: {
      groups: { history: async () => ({ isExact: true, changes: [], rereads: [], ...history }) },
    },
    parts,
  })

it('says which offsets were read twice and after what, and what is not sure', async () => {
  const died = {
    ...again,
    first: 110,
    readEnd: 113,
    causes: [{ what: 'expired', clientId: 'app' }],
  }
  const { out } = await run({ rereads: [again, died as GroupReread] }, '--lang', 'en')
  expect(out).toContain(
    '2026-01-01 14:00:00  Offsets 100 to 119 of orders 2 were read twice by group g after: app left, app joined.\n',
  )
  expect(out).toContain(
    'Offsets 110 to 112 of orders 2 were read twice by group g after: app sent no',
  )
  expect(out).toContain('7 more had been sent to app, which alone knows how many it worked on.')
  const ahead = await run({ rereads: [{ ...again, readEnd: 100 }] }, '--lang', 'en')
  expect(ahead.out).toContain('Offsets 100 to 119 of orders 2 were sent twice to group g')
  expect(ahead.out).toContain('How many of the 20 it had worked on, app alone knows')
  expect(out).toContain('Commit after the work on each batch')
})

it('gives the same as JSON, and says that there is none, or that nobody can see it', async () => {
  expect(JSON.parse((await run({ rereads: [again] }, '--json')).out)).toEqual([again])
  expect((await run({}, '--lang', 'es')).out).toContain('no ha leído ningún registro dos veces')
  expect((await run({ isExact: false }, '--lang', 'en')).out).toContain('Only the built-in broker')
})
