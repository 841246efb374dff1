// Every screen, in the order of the rail. To add one, export a descriptor from the feature's
// index.ts and list it here.
import type { Screen } from '@renderer/ui'
import { followScreen, labScreen } from '@renderer/features/canvas'
import { connectionsScreen } from '@renderer/features/connections'
import { enginesScreen } from '@renderer/features/engines'
import { figuresScreen } from '@renderer/features/figures'
import { groupsScreen } from '@renderer/features/groups'
import { startScreen } from '@renderer/features/labs'
import { liveScreen } from '@renderer/features/live'
import { presentScreen } from '@renderer/features/present'
import { queryScreen } from '@renderer/features/query'
import { schemasScreen } from '@renderer/features/schemas'
import { settingsScreen } from '@renderer/features/settings'
import { topicsScreen } from '@renderer/features/topics'

export const screens: readonly Screen[] = [
  startScreen,
  labScreen,
  followScreen,
  liveScreen,
  presentScreen,
  topicsScreen,
  groupsScreen,
  schemasScreen,
  queryScreen,
  enginesScreen,
  connectionsScreen,
  figuresScreen,
  settingsScreen,
]
