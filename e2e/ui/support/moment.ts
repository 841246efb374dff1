// A state of the page that may be over before a test looks: the page itself watches for it.
import type { Page } from '@playwright/test'

/** By selector: what the text of such an element must match. All must hold at the same time. */
export type Signs = Readonly<Record<string, RegExp>>

/** From now on the page watches. What is answered waits until the moment has been seen. */
export async function watchFor(page: Page, signs: Signs): Promise<() => Promise<void>> {
  const sources = Object.entries(signs).map(([selector, { source }]) => [selector, source] as const)
  const watch = await page.evaluateHandle(wanted => {
    const holds = () =>
      wanted.every(([selector, source]) =>
        [...document.querySelectorAll(selector)].some(element =>
          new RegExp(source).test(element.textContent ?? ''),
        ),
      )
    const seen = new Promise<void>(resolve => {
      const look = () => {
        if (!holds()) return
        watcher.disconnect()
        resolve()
      }
      const watcher = new MutationObserver(look)
      const all = { subtree: true, childList: true, characterData: true, attributes: true }
      watcher.observe(document, all)
      look()
    })
    return { seen }
  }, sources)
  return () => watch.evaluate(({ seen }) => seen)
}
