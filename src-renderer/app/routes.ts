// Every screen, in the order of the rail. A new one: export a descriptor from the feature's index.ts and add one line here.
import type { Screen } from '@renderer/ui'
import { labScreen } from '@renderer/features/canvas'
import { startScreen } from '@renderer/features/labs'
import { settingsScreen } from '@renderer/features/settings'

export const screens: readonly Screen[] = [startScreen, labScreen, settingsScreen]
