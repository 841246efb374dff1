// The lab of the address, when the host is slower than the person.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router'
import { hostState, session, setClient } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import { LabError } from '@shared/errors'
import type { OpenLab } from '@shared/contract'
import { useOpenLab, type OpenLabState } from './use-open-lab'

interface Asked {
  readonly answer: (lab: OpenLab) => void
  readonly refuse: (error: LabError) => void
}
let asked: Map<string, Asked>
let router: Router
let page: OpenLabState
let app: App

const lab = (path: string): OpenLab => ({
  text: `sluice: 1 # ${path}`,
  edges: [],
  problems: [],
  origin: 'file',
  path,
})
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

beforeEach(async () => {
  asked = new Map()
  const client = fakeClient()
  const open = ({ ref }: { readonly ref: string }) =>
    new Promise<OpenLab>((answer, refuse) => {
      if (ref === 'here') answer(lab(ref))
      else asked.set(ref, { answer, refuse })
    })
  const check = async ({ text }: { readonly text: string }): Promise<OpenLab> => ({
    text,
    edges: [],
    problems: [],
    origin: 'text',
  })
  setClient({ ...client, labs: { ...client.labs, open, check } })
  hostState.value = 'ready'
  const Page = defineComponent(() => {
    page = useOpenLab()
    return () => h('p')
  })
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/lab/:ref?', component: Page, meta: { screen: 'lab' } }],
  })
  app = createApp(RouterView).use(router)
  await router.push('/lab/here')
  app.mount(document.createElement('div'))
  await vi.waitUntil(() => session.ref.value === 'here')
})
afterEach(() => app.unmount())

it('stays with the lab that the person has gone back to', async () => {
  await router.push('/lab/slow')
  await router.push('/lab/here')
  asked.get('slow')?.answer(lab('slow'))
  await settled()
  await nextTick()
  expect([session.ref.value, router.currentRoute.value.path]).toEqual(['here', '/lab/here'])
})

it('shows no error of a lab that the address does not name any more', async () => {
  await router.push('/lab/bad')
  await router.push('/lab/here')
  asked.get('bad')?.refuse(new LabError('lab-not-found', { kind: 'usage' }))
  await settled()
  expect(page.failure.value).toBeUndefined()

  await router.push('/lab/worse')
  asked.get('worse')?.refuse(new LabError('lab-not-found', { kind: 'usage' }))
  await settled()
  expect(page.failure.value).toMatchObject({ code: 'lab-not-found' })
})

it('keeps a text that was dropped while a lab was on its way', async () => {
  await router.push('/lab/late')
  await session.openText('sluice: 1 # dropped')
  asked.get('late')?.answer(lab('late'))
  await settled()
  expect(session.text.value).toBe('sluice: 1 # dropped')
})
