// Schemas of records: the subjects of a registry, their versions, and what may follow them.
import { defineScreen } from '@renderer/ui'

export const schemasScreen = defineScreen({
  id: 'schemas',
  path: '/schemas/:subject?',
  label: 'frame.railSchemas',
  icon: 'braces',
  place: 'top',
  component: () => import('./SchemasScreen.vue'),
})
