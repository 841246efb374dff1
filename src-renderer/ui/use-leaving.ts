// Tells whether the person is on the way to another screen. A screen that opens its first item by
// itself must not do so then: it would take the person back.
import { onBeforeRouteLeave } from 'vue-router'

export function useLeaving(): () => boolean {
  let leaving = false
  onBeforeRouteLeave(() => {
    leaving = true
  })
  return () => leaving
}
