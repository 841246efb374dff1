// Loads a screen when it is opened. Its file may be gone, because Sluice was updated behind an open
// page, or may not come, because the network broke off. The router would then stay where it was and
// say nothing: a click that does nothing. Here a panel takes the place of the screen.
import type { Component } from 'vue'
import type { Screen } from '@renderer/ui'
import LostScreen from './LostScreen.vue'

export const loadScreen =
  ({ component }: Pick<Screen, 'component'>) =>
  (): Promise<Component> =>
    component().then(
      loaded => loaded.default,
      (error: unknown) => {
        console.error(error)
        return LostScreen
      },
    )
