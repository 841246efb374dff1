// The open lab in front of a class, one node or tile after the other, and the page on which the room
// follows.
import { defineAsyncComponent } from 'vue'
import { defineScreen } from '@renderer/ui'

export const RoomPage = defineAsyncComponent(() => import('./RoomPage.vue'))

export const presentScreen = defineScreen({
  id: 'present',
  path: '/present',
  label: 'present.title',
  icon: 'monitor-play',
  place: 'hidden',
  component: () => import('./PresentScreen.vue'),
})
