// The embedded engines, and how other programs reach them.
import { defineScreen } from '@renderer/ui'

export const enginesScreen = defineScreen({
  id: 'engines',
  path: '/engines',
  label: 'frame.railEngines',
  icon: 'server',
  place: 'bottom',
  component: () => import('./EnginesScreen.vue'),
})
