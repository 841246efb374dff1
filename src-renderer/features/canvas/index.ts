// The lab screen: palette, canvas, inspector, ledger, dock. And one record of it, followed.
import { FOLLOW_PATH, session } from '@renderer/client'
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

export const followScreen = defineScreen({
  id: 'follow',
  path: FOLLOW_PATH,
  label: 'follow.title',
  icon: 'locate-fixed',
  place: 'hidden',
  component: () => import('./follow/FollowScreen.vue'),
})
