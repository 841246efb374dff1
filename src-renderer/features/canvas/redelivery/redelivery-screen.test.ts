// The view of what was read twice with a made-up book: why, which offsets, which rows, and an empty one.
import { TooltipProvider } from 'reka-ui'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, expect, it, vi } from 'vitest'
import type { Redelivery } from '@shared/contract'
import { session, setClient, startSession, type Client } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import { againCell } from './cells'
import RedeliveryScreen from './RedeliveryScreen.vue'

const LAB = `sluice: 1
id: shop
title: Shop
connections: { broker: { type: kafka } }
records: { order: { fields: { city: { choice: [Rome] } } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 1/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
`
const columns = ['city', 'n'].map(name => ({ name, type: 'string' }))
const crash: Redelivery = {
  ...{ job: 'order', at: Date.UTC(2026, 0, 1, 14), cause: 'crash', from: 41 },
  ...{ batches: 2, records: 30 },
  ranges: [
    { from: 'orders', topic: 'orders', group: 'readers', partition: 1, first: 500, end: 530 },
  ],
  sinks: [
    {
      ...{ node: 'totals', how: 'same', rows: 4, compared: 2, changed: 1, doubled: 0, columns },
      items: [{ what: 'changed', before: ['Rome', '7'], after: ['Rome', '9'] }],
    },
  ],
}

let book: readonly Redelivery[] = []
function withBook(base: Client): Client {
  const runs = new Proxy(base.runs, {
    get: (known, method) =>
      method === 'redelivered' ? async () => book : Reflect.get(known, method),
  })
  return new Proxy(base, {
    get: (known, domain) => (domain === 'runs' ? runs : Reflect.get(known, domain)),
  })
}

const host = document.createElement('div')
let end = () => {}
afterEach(() => end())

async function shown(entries: readonly Redelivery[]): Promise<void> {
  book = entries
  setClient(withBook(fakeClient()))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: { render: () => '' } }],
  })
  const screen = () => h(TooltipProvider, () => h(RedeliveryScreen))
  const app = createApp({
    setup: () => {
      startSession()
      return screen
    },
  })
  end = () => app.unmount()
  document.body.append(host)
  app.use(router).mount(host)
  await session.openText(LAB)
}
const says = (word: string) =>
  vi.waitUntil(() => (host.textContent ?? '').includes(word), { timeout: 5000 })

it('says why, which offsets, and what became of the rows', async () => {
  await shown([crash])
  await says('ended in the middle of its work and went on from batch 41')
  await says('30 records in 2 batches')
  await says('1 of 2 rows compared changed')
  expect(host.querySelector('[aria-label="Offsets read twice"]')).not.toBeNull()
})

it('says what would be here where nothing was read twice', async () => {
  await shown([])
  await says('read no record twice since its last clean start')
})

it('shows both values of a cell that changed', () => {
  const row = { what: 'changed', before: ['Rome', '7', null], after: ['Rome', '9', '1'] } as const
  expect([0, 1, 2].map(column => againCell(row, column))).toEqual(['Rome', '7 → 9', 'NULL → 1'])
  expect(againCell({ what: 'removed', before: ['Rome'] }, 0)).toBe('Rome')
  expect(againCell({ what: 'added', after: [null] }, 0)).toBe('NULL')
})
