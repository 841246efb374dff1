// The start page, which leads to a lab.
import { defineScreen } from '@renderer/ui'

export const startScreen = defineScreen({
  id: 'start',
  path: '/',
  label: 'frame.toStart',
  icon: 'layout-dashboard',
  place: 'hidden',
  component: () => import('./StartPage.vue'),
})
