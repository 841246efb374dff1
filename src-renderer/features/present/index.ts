// The open lab in front of a class, one node or tile after the other.
import { defineScreen } from '@renderer/ui'

export const presentScreen = defineScreen({
  id: 'present',
  path: '/present',
  label: 'present.title',
  icon: 'monitor-play',
  place: 'hidden',
  component: () => import('./PresentScreen.vue'),
})
