// The lab page: palette, canvas, inspector, ledger, dock.
import { defineScreen } from '@renderer/ui'

export const labScreen = defineScreen({
  id: 'lab',
  path: '/lab/:ref?',
  label: 'frame.railLab',
  icon: 'workflow',
  place: 'top',
  component: () => import('./LabPage.vue'),
})
