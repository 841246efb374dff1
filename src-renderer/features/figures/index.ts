// What each figure means, beside its value in the lab that is open.
import { defineScreen } from '@renderer/ui'

export const figuresScreen = defineScreen({
  id: 'figures',
  path: '/figures',
  label: 'frame.railFigures',
  icon: 'badge-check',
  place: 'bottom',
  component: () => import('./FiguresScreen.vue'),
})
