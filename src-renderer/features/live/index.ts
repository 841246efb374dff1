// The dashboard of the labs that run.
import { defineScreen } from '@renderer/ui'

export const liveScreen = defineScreen({
  id: 'live',
  path: '/live/:lab?',
  label: 'frame.railLive',
  icon: 'layout-dashboard',
  place: 'top',
  component: () => import('./LiveScreen.vue'),
})
