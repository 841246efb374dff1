// Addresses after the hash: the same page works from a server, from Electron's own protocol and after a reload.
import { createRouter, createWebHashHistory } from 'vue-router'
import { screens } from './routes'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...screens.map(screen => ({
      path: screen.path,
      alias: [...(screen.alias ?? [])],
      name: screen.id,
      component: screen.component,
      meta: { screen: screen.id },
    })),
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
