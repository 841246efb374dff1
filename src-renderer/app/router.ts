// Routes after the hash, so that the same page works from a server, from Electron's own protocol
// and after a reload.
import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { followEarlyAddress } from './early-address'
import { loadScreen } from './load-screen'
import { screens } from './routes'

/**
 * Made after the token was taken out of the address: the router takes what follows the hash for a
 * path.
 */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      ...screens.map(screen => ({
        path: screen.path,
        alias: [...(screen.alias ?? [])],
        name: screen.id,
        component: loadScreen(screen),
        meta: { screen: screen.id },
      })),
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  followEarlyAddress(router)
  return router
}
