// A node type that no screen knows by name, as its descriptor arrives in the catalogue: it must be
// in the palette, on the canvas, in the form and in the tips without a change in the renderer.
import { createApp, nextTick } from 'vue'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { session, setClient } from '@renderer/client'
import { fakeClient, nodeCatalog, toyNode } from '@renderer/testing'
import App from './App.vue'
import { makeRouter } from './router'

const LAB = `sluice: 1
id: toys
title: Toys
nodes:
  source: { type: fake-data, with: { record: toy, rate: 1 } }
  loud: { type: shout, from: source, with: { field: name, times: 3 } }
`

describe('a node type that no screen knows', () => {
  const host = document.createElement('div')
  const app = createApp(App)
  beforeAll(async () => {
    document.body.append(host)
    setClient(fakeClient([...nodeCatalog, toyNode]))
    const router = makeRouter()
    app.use(router).mount(host)
    await session.openText(LAB)
    await router.push('/lab')
    await nextTick()
    // The whole frame and its screens are loaded first.
  }, 120_000)
  afterAll(() => app.unmount())
  const seen = (selector: string) => vi.waitUntil(() => host.querySelector(selector), 20_000)

  it('is in the palette, and goes from there to the canvas', async () => {
    const entry = await seen('.pal [aria-label*="Shout"]')
    expect(entry.textContent).toContain('Shout')
    entry.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await vi.waitUntil(() => session.lab.value?.nodes['shout'] !== undefined, 20_000)
    expect(session.lab.value?.nodes['shout']?.with).toEqual({ field: 'name' })
  })

  it('is on the canvas, with its title and its lines', async () => {
    const card = await seen('#node-loud')
    expect(card.textContent).toMatch(/Shout/)
    expect(card.textContent).toMatch(/NAME/)
    expect(card.textContent).toMatch(/3 times/)
  })

  it('has its form in the inspector, and its tip below the canvas', async () => {
    const card = await seen('#node-loud')
    card.dispatchEvent(new FocusEvent('focus'))
    const form = await vi.waitUntil(() => {
      const inspector = host.querySelector('.ins')
      return inspector?.textContent?.includes('times') === true ? inspector : undefined
    }, 20_000)
    expect(form.textContent).toContain('field')
    expect((await seen('.tipb')).textContent).toContain('Capitals are loud.')
  })
})
