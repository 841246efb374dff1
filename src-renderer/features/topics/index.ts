// Topics and their messages.
import { defineScreen } from '@renderer/ui'

export const topicsScreen = defineScreen({
  id: 'topics',
  path: '/topics/:topic?',
  label: 'frame.railTopics',
  icon: 'list-tree',
  place: 'top',
  component: () => import('./TopicsScreen.vue'),
})
