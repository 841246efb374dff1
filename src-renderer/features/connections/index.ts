// Connection profiles of this computer.
import { defineScreen } from '@renderer/ui'

export const connectionsScreen = defineScreen({
  id: 'connections',
  path: '/connections',
  label: 'frame.railConnect',
  icon: 'plug',
  place: 'bottom',
  component: () => import('./ConnectionsScreen.vue'),
})
