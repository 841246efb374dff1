// The CQL console.
import { defineScreen } from '@renderer/ui'

export const queryScreen = defineScreen({
  id: 'query',
  path: '/query',
  label: 'frame.railQuery',
  icon: 'terminal',
  place: 'top',
  component: () => import('./QueryScreen.vue'),
})
