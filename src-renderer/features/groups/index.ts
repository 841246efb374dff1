// Consumer groups: which topics they read, and how far behind they are.
import { defineScreen } from '@renderer/ui'

export const groupsScreen = defineScreen({
  id: 'groups',
  path: '/groups/:group?',
  label: 'frame.railGroups',
  icon: 'users-round',
  place: 'top',
  component: () => import('./GroupsScreen.vue'),
})
