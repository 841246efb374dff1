import { expect, it, vi } from 'vitest'
import { type Component, createApp, defineComponent, h, nextTick } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { useLeaving } from './use-leaving'

it('knows that another screen is on its way before it is there', async () => {
  let isLeaving = () => false
  const Here = defineComponent({
    setup() {
      isLeaving = useLeaving()
      return () => h('p')
    },
  })
  let arrive: (() => void) | undefined
  const There = () =>
    new Promise<Component>(resolve => {
      arrive = () => resolve(defineComponent(() => () => h('i')))
    })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: Here },
      { path: '/there', component: There },
    ],
  })
  await router.push('/')
  const place = document.createElement('div')
  const app = createApp(RouterView).use(router)
  app.mount(place)
  expect(isLeaving()).toBe(false)
  const going = router.push('/there')
  await vi.waitUntil(() => arrive !== undefined, 20_000)
  expect([isLeaving(), router.currentRoute.value.path]).toEqual([true, '/'])
  arrive?.()
  await going
  await nextTick()
  expect(place.innerHTML).toBe('<i></i>')
  app.unmount()
})
