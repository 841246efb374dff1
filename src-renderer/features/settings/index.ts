// Theme, language, ports, durability, About.
import { defineScreen } from '@renderer/ui'

export const settingsScreen = defineScreen({
  id: 'settings',
  path: '/settings',
  label: 'frame.railSettings',
  icon: 'settings',
  place: 'bottom',
  component: () => import('./SettingsPage.vue'),
})
