import { afterEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { loadScreen } from './load-screen'

afterEach(() => vi.restoreAllMocks())

it('says that a screen did not come, instead of staying where it was', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const there = defineComponent(() => () => h('p', 'there'))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: loadScreen({ component: async () => ({ default: there }) }) },
      {
        path: '/lost',
        component: loadScreen({ component: () => Promise.reject(new Error('404')) }),
      },
    ],
  })
  const place = document.createElement('div')
  const app = createApp(RouterView).use(router)
  await router.push('/')
  app.mount(place)
  expect(place.textContent).toBe('there')
  await router.push('/lost')
  await nextTick()
  expect(router.currentRoute.value.path).toBe('/lost')
  expect(place.querySelector('[role=alert]')?.textContent).toContain('Labs that run go on')
  expect(told).toHaveBeenCalledOnce()
  app.unmount()
})
