// An address that is opened while the page still loads its first screen. The router listens to the
// browser only once that screen is there: until then a pasted address, a bookmark or Back changed
// the address bar and nothing else, and the first screen took the address back when it came.
import type { Router } from 'vue-router'

/** For a router that has just been made. */
export function followEarlyAddress(router: Router): void {
  // It overtakes the screen that is on its way. What fails is reported as for any other address.
  const go = () => void router.replace(location.hash.slice(1) || '/').catch(() => {})
  const over = () => removeEventListener('popstate', go)
  addEventListener('popstate', go)
  router.isReady().then(over, over)
}
