// The profile is that of the selected node: of one that gives nothing out it says so, instead of showing
// the fields of the node before.
import { TooltipProvider } from 'reka-ui'
import { createApp, effectScope, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { OutputProfile } from '@shared/contract'
import { LabError } from '@shared/errors'
import { client, session, setClient, startSession } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import { editor } from '../editing/editor'
import Dock from './Dock.vue'

const LAB = `sluice: 1
id: shop
title: Shop
connections: { broker: { type: kafka } }
records: { order: { fields: { product: { choice: [Lamp, Desk] } } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 1/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  shown: { type: live, from: orders }
`
const field = { name: 'product', type: 'string', rows: 2, nulls: 0, distinct: 2 }
const profile: OutputProfile = {
  ...{ at: 'edge:made>orders', rows: 2, seen: 2, since: 0, fieldsMore: 0 },
  fields: [{ ...field, min: 'Desk', max: 'Lamp', top: [] }],
}
const host = document.createElement('div')
const scope = effectScope()
const app = createApp({
  render: () => h(TooltipProvider, () => h(Dock, { tab: 'profile', open: true })),
}).use(
  createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: { render: () => null } }],
  }),
)

beforeAll(async () => {
  document.body.append(host)
  const base = fakeClient()
  const ask = async ({ at }: { at: string }): Promise<OutputProfile> => {
    if (at.includes('made')) return profile
    throw new LabError('run-no-output', { kind: 'usage', params: { at } })
  }
  const runs = new Proxy(base.runs, {
    get: (known, name) => (name === 'profile' ? ask : Reflect.get(known, name)),
  })
  setClient(
    new Proxy(base, { get: (known, name) => (name === 'runs' ? runs : Reflect.get(known, name)) }),
  )
  scope.run(startSession)
  await session.openText(LAB)
  await client.runs.start({ ref: 'shop', text: LAB })
  app.mount(host)
})
afterAll(() => {
  app.unmount()
  scope.stop()
})

it('shows no fields of the node that was selected before', async () => {
  const says = (word: string) => vi.waitUntil(() => host.textContent?.includes(word), 5000)
  editor.select({ kind: 'node', id: 'made' })
  await says('Lamp')
  editor.select({ kind: 'node', id: 'shown' })
  await says('Nothing of this run passes')
  expect(host.textContent).not.toContain('Lamp')
})
