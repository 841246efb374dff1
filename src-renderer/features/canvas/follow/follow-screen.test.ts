// The screen with a made-up run: how a record is shown, walked by keys, waited for and not found; what is
// said of a record that was written twice, of one that stopped, and of one that nobody remembers.
import { TooltipProvider } from 'reka-ui'
import { createApp, effectScope, h, nextTick } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FollowedBranch, FollowedStop, FollowView } from '@shared/contract'
import { LabError } from '@shared/errors'
import { client, followLink, session, setClient, startSession, type Client } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import { runKey } from '@renderer/ui'
import FollowScreen from './FollowScreen.vue'

const LAB = `sluice: 1
id: shop
title: Shop
seed: 7
connections: { broker: { type: kafka } }
records: { order: { fields: { product: { choice: [Lamp, Desk] } } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 1/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  order: { type: parse, from: { node: orders, group: totals }, with: { fields: { product: string } } }
  totals: { type: aggregate, from: order, with: { by: { product: product }, compute: { n: count(*) }, mode: update } }
  shown: { type: live, from: totals }
`
const at = Date.UTC(2026, 0, 1, 14)
const stop = (node: string, more: Partial<FollowedStop>): FollowedStop => ({
  ...{ node, input: 0, rowsIn: 1, gave: [], keys: [], dead: [] },
  ...more,
})
const columns = [{ name: 'product', type: 'string' }]
const order = stop('order', {
  gave: [{ port: 'out', columns, rows: [['Lamp']], count: 1 }],
  ...{ at: at + 80, tookMs: 2 },
})
const totals = stop('totals', {
  keys: [
    ...[{ fields: ['product'], key: ['Lamp'], rows: [0], before: '{"n":1}', alone: '{"n":1}' }],
  ].map(key => ({ ...key, after: '{"n":2}' })),
  gave: [{ port: 'out', columns, rows: [['Lamp']], count: 1 }],
  ...{ at: at + 82, tookMs: 1 },
})
const shown = stop('shown', {
  ...{ at: at + 84, tookMs: 16 },
  sink: { columns, given: [['Lamp']], stored: [{ before: ['Desk'], after: ['Lamp'] }], batch: 7 },
})
const branch: FollowedBranch = {
  ...{ edge: 'orders>order', job: 'order', group: 'totals', isExact: true, readAt: at + 80 },
  batches: [{ n: 7, at: at + 80, records: 3 }],
  stops: [order, totals, shown],
}
const viewOf = (more: Partial<FollowedBranch> = {}): FollowView => ({
  record: {
    ...{ node: 'orders', topic: 'orders', partition: 0, offset: 41, timeMs: at, key: null },
    ...{ value: '{"product":"Lamp"}', hex: '7b22', sizeBytes: 18, headers: [] },
    made: { node: 'made', seq: 42 },
  },
  branches: [{ ...branch, ...more }],
})
let answer: (asked: { readonly offset?: number }) => Promise<FollowView | null>

function withFollow(base: Client): Client {
  const states = async () => [{ node: 'totals', keys: 30, bytes: 4800 }]
  const runs = new Proxy(base.runs, {
    get: (known, method) =>
      method === 'states'
        ? states
        : ['follow', 'followNext', 'followBack', 'sendTest'].includes(String(method))
          ? (asked: object) => answer(asked)
          : Reflect.get(known, method),
  })
  return new Proxy(base, {
    get: (known, domain) => (domain === 'runs' ? runs : Reflect.get(known, domain)),
  })
}

describe('the screen of one record', () => {
  const host = document.createElement('div')
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: { render: () => 'start' } },
      { path: '/lab/:ref?', component: { render: () => 'lab' } },
      { path: '/follow', component: FollowScreen },
    ],
  })
  const app = createApp({ render: () => h(TooltipProvider, () => h(RouterView)) })
  const scope = effectScope()
  const text = () => host.textContent ?? ''
  const says = (word: string | RegExp) =>
    vi.waitUntil(() => (typeof word === 'string' ? text().includes(word) : word.test(text())), 5000)
  const one = <E extends Element>(selector: string) =>
    vi.waitUntil(() => host.querySelector<E>(selector), 5000)

  beforeAll(async () => {
    document.body.append(host)
    setClient(withFollow(fakeClient()))
    scope.run(startSession)
    answer = async () => viewOf()
    await session.openText(LAB)
    app.use(router).mount(host)
    await router.push('/follow')
  })
  afterAll(() => {
    app.unmount()
    scope.stop()
  })

  it('asks to run the lab first, then offers its topics', async () => {
    await says('Start the lab: records are followed while it runs')
    await client.runs.start({ ref: 'shop', text: LAB })
    await says('Follow the next record of orders')
  })

  describe('a record', () => {
    const open = async (view: () => Promise<FollowView | null>) => {
      answer = view
      await router.push('/')
      await router.push(followLink({ kind: 'at', from: 'orders', partition: 0, offset: 41 }))
      await nextTick()
    }
    it('has each step with its time, the state and the row before and after', async () => {
      await open(async () => viewOf())
      await says('record 42 of made, seed 7')
      await says('batch 7 with 3 records')
      const value = await one('[data-value=n]')
      expect(value.textContent).toMatch(/before1\+this record1=after2/)
      expect((await one('[data-row=before]')).textContent).toContain('Desk')
      expect((await one('[data-row=after]')).textContent).toContain('Lamp')
      expect((await one('[data-figure=follow-total]')).textContent).toMatch(/100.ms/)
      expect((await one('[data-verdict]')).textContent).toContain(
        'Read once since the run started, in batch 7.',
      )
      expect(text()).not.toContain('counted once')
    })

    it('is walked with the arrows, and Escape leads to the lab', async () => {
      await open(async () => viewOf())
      await one('[data-step="0"]')
      const key = (name: string) => runKey(new KeyboardEvent('keydown', { key: name }))
      key('ArrowDown')
      key('ArrowDown')
      await one('[data-step="2"][aria-current=step]')
      await one('[data-card=order].sel')
      key('ArrowUp')
      await one('[data-step="1"][aria-current=step]')
      key('Escape')
      await says('lab')
    })

    it('says how much its node keeps of all records', async () => {
      await open(async () => viewOf())
      const kept = await one('[data-stop=totals] [data-figure=follow-state]')
      expect(kept.textContent).toMatch(/^state now: 30 keys, 4\.8.KB$/)
    })

    it('is compared with another: what differs comes first, and both are walked together', async () => {
      answer = async ({ offset = 41 }) => {
        const { record, ...more } = viewOf()
        const value = offset === 41 ? record.value : '{"product":"Desk"}'
        return { ...more, record: { ...record, offset, value } }
      }
      await router.push('/')
      await router.push(followLink({ kind: 'at', from: 'orders', partition: 0, offset: 41 }))
      await one('[data-step="0"]')
      runKey(new KeyboardEvent('keydown', { key: 'c' }))
      const table = await one('.compared tbody')
      expect(table.querySelector('tr')?.textContent).toBe('productLampDesk')
      expect(table.querySelectorAll('tr:not(.same)')).toHaveLength(1)
      expect(router.currentRoute.value.query).toMatchObject({
        ...{ at: 'orders/0@41', beside: 'orders/0@40' },
      })
      runKey(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
      await vi.waitUntil(
        () => host.querySelectorAll('[data-step="1"][aria-current=step]').length === 2,
      )
      // The one in front moves, the other stays.
      host.querySelector<HTMLElement>('.one .head button:nth-of-type(2)')?.click()
      await says('orders/0@42')
      expect(text()).toContain('orders/0@40')
      await vi.waitUntil(() => host.querySelectorAll('.compared tbody tr:not(.same)').length === 0)
      runKey(new KeyboardEvent('keydown', { key: 'c' }))
      await one('[data-card=order]')
      expect(host.querySelector('.compared')).toBeNull()
    })

    it('that was written twice where rows are only appended is shown as two', async () => {
      const twice = [...branch.batches, { n: 7, at: at + 900, records: 3, isAgain: true as const }]
      const stops = branch.stops.map(each =>
        each.sink ? { ...each, sink: { ...each.sink, appends: true as const } } : each,
      )
      await open(async () => viewOf({ batches: twice, stops }))
      await says('Batch 7, before the interruption')
      await says('Batch 7 again, at')
    })

    it('that stopped says why; of one that waits the steps ahead are outlines', async () => {
      await open(async () =>
        viewOf({ stops: [order, { ...totals, gave: [], keys: [], lateness: 'tooLate' }] }),
      )
      await says('Too late: its windows were over.')
      await open(async () => viewOf({ stops: [order, { ...totals, gave: [], waits: true }] }))
      await one('[data-ahead=shown]')
      await says('waiting for the next batch')
    })

    it('whose batch nobody remembers is not called counted once', async () => {
      await open(async () => viewOf({ batches: [], isExact: false }))
      await says('How often it was read is not known')
    })

    it('that is not there says so, with what to do', async () => {
      const gone = { from: 'orders', partition: 0, offset: 41, earliest: 60 }
      await open(async () => {
        throw new LabError('follow-gone', { kind: 'usage', params: gone })
      })
      await says('keeps partition 0 from offset 60 on; 41 was deleted')
      await says('Follow the next record')
    })

    it('of a foreign producer has no maker on its path', async () => {
      const { made: _, ...record } = viewOf().record
      await open(async () => ({ ...viewOf(), record }))
      await says('sent by a client from outside')
      expect(host.querySelector('[data-card=made]')).toBeNull()
    })
  })

  it('does not hold a person back who leaves while it waits', async () => {
    let come: (view: FollowView | null) => void = () => {}
    answer = () => new Promise(resolve => (come = resolve))
    let loaded = () => {}
    const slow = new Promise<object>(resolve => {
      loaded = () => resolve({ render: () => 'slowly loaded' })
    })
    router.addRoute({ path: '/slow', component: () => slow })
    await router.push('/')
    await router.push(followLink({ kind: 'next', from: 'orders' }))
    await says('Waiting for the next record of orders')
    const leaving = router.push('/slow')
    await nextTick()
    come(viewOf())
    await nextTick()
    loaded()
    await leaving
    await says('slowly loaded')
  })

  it('waits for the next record, and its place is then the address', async () => {
    let come: (view: FollowView | null) => void = () => {}
    answer = () => new Promise(resolve => (come = resolve))
    await router.push(followLink({ kind: 'next', from: 'orders' }))
    await says('Waiting for the next record of orders')
    come(null)
    await says('No record came within 15 seconds')
    await router.push('/')
    await router.push(followLink({ kind: 'next', from: 'orders' }))
    await says('Waiting for the next record of orders')
    come(viewOf())
    await vi.waitUntil(() => router.currentRoute.value.query['at'] === 'orders/0@41', 5000)
  })
})
