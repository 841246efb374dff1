// The lab screen: palette, canvas, inspector, ledger, dock.
import { session } from '@renderer/client'
import { defineScreen } from '@renderer/ui'

export const labScreen = defineScreen({
  id: 'lab',
  path: '/lab/:ref?',
  label: 'frame.railLab',
  icon: 'workflow',
  place: 'top',
  count: () => session.run.value?.ledger.deadLetters ?? 0,
  component: () => import('./LabPage.vue'),
})
