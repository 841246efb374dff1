import { afterEach, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, type App } from 'vue'
import { createRouter, createWebHashHistory, RouterView } from 'vue-router'
import { followEarlyAddress } from './early-address'

const drawn = (tag: string) => defineComponent(() => () => h(tag))

let app: App | undefined
afterEach(() => {
  app?.unmount()
  history.replaceState(null, '', '#/')
})

/** A page whose first screen comes when the test lets it come. */
function pageThatLoads() {
  let arrive: (how: 'comes' | 'fails') => void = () => {}
  const slow = new Promise<ReturnType<typeof drawn>>((resolve, reject) => {
    arrive = how => (how === 'comes' ? resolve(drawn('i')) : reject(new Error('lost')))
  })
  slow.catch(() => {})
  history.replaceState(null, '', '#/')
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', component: () => slow },
      { path: '/lab/:ref', component: drawn('b') },
      { path: '/topics', component: drawn('u') },
    ],
  })
  router.onError(() => {})
  followEarlyAddress(router)
  const place = document.createElement('div')
  app = createApp(RouterView).use(router)
  app.mount(place)
  return { router, place, arrive }
}

/** As the browser does when only what follows the # changes. */
function open(hash: string): void {
  history.pushState(null, '', hash)
  dispatchEvent(new PopStateEvent('popstate', { state: null }))
}
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

it('opens an address that comes before the first screen is there', async () => {
  const { router, place, arrive } = pageThatLoads()
  await settled()
  open('#/lab/my-lab')
  await settled()
  arrive('comes')
  await settled()
  await nextTick()
  expect([router.currentRoute.value.path, location.hash]).toEqual(['/lab/my-lab', '#/lab/my-lab'])
  expect(place.innerHTML).toBe('<b></b>')
})

it('leaves later addresses to the router', async () => {
  const { router, place, arrive } = pageThatLoads()
  arrive('comes')
  await router.isReady()
  await settled()
  let times = 0
  router.afterEach(() => void times++)
  open('#/topics')
  await settled()
  await nextTick()
  expect([place.innerHTML, times]).toEqual(['<u></u>', 1])
})

it('leaves them to the router when the first screen could not be loaded, too', async () => {
  const { router, place, arrive } = pageThatLoads()
  await settled()
  arrive('fails')
  await settled()
  let times = 0
  router.afterEach(() => void times++)
  open('#/topics')
  await settled()
  await nextTick()
  expect([place.innerHTML, times]).toEqual(['<u></u>', 1])
})
