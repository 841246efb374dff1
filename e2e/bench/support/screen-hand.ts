// How soon the page shows what a hand does: a key that is typed, a pointer that drags. From the
// input to the first frame that was drawn after it, in the page's own clock.
import type { Locator, Page } from '@playwright/test'

export interface Felt {
  readonly what: string
  /** From each input to the frame that shows it. */
  readonly delaysMs: readonly number[]
  readonly longestTaskMs: number
}

const KEY_MS = 80
const MOVES = 40
const MOVE_MS = 50
const STEP_PX = 3
const WORDS = 'Sales of the shop by hour'

/** Types into the title of a node, and lets the lab have it. */
export async function typeTitle(page: Page): Promise<Felt> {
  await page.locator('.vue-flow__node .node').first().click()
  await page.getByRole('tab', { name: 'Notes', exact: true }).click()
  const field = page.locator('.ins').getByLabel('Title', { exact: true })
  await field.click()
  return felt(page, 'typing a node’s title', 'keydown', async () => {
    await page.keyboard.type(WORDS, { delay: KEY_MS })
    await page.keyboard.press('Enter')
  })
}

export const dragNode = (page: Page): Promise<Felt> =>
  drag(page, 'dragging a node', page.locator('.vue-flow__node .nh').first())

/** Arranges the tiles for that, and throws it away. */
export async function dragTile(page: Page): Promise<Felt> {
  await page.getByRole('button', { name: /^Arrange/ }).click()
  const moved = await drag(page, 'dragging a tile', page.locator('.arr .grab').first())
  await page.getByRole('button', { name: /^Throw away/ }).click()
  return moved
}

async function drag(page: Page, what: string, handle: Locator): Promise<Felt> {
  const box = await handle.boundingBox()
  if (box === null) throw new Error(`${what}: it is not on the screen`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  return felt(page, what, 'pointermove', async () => {
    await page.mouse.down()
    for (let step = 1; step <= MOVES; step++) {
      // There and back, so that it ends where it was.
      const by = STEP_PX * (step <= MOVES / 2 ? step : MOVES - step)
      await page.mouse.move(x + by, y + by / 2)
      await page.waitForTimeout(MOVE_MS)
    }
    await page.mouse.up()
  })
}

async function felt(
  page: Page,
  what: string,
  kind: 'keydown' | 'pointermove',
  act: () => Promise<void>,
): Promise<Felt> {
  const watch = await page.evaluateHandle(watchInputs, kind)
  await act()
  const found = await watch.evaluate(watching => watching.end())
  await watch.dispose()
  return { what, ...found }
}

/** In the page. A drag of the browser's own gives `dragover` in the place of pointer moves. */
function watchInputs(kind: string) {
  const delaysMs: number[] = []
  const tasks: number[] = []
  const observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const took = ({ timeStamp }: Event) =>
    requestAnimationFrame(() => {
      // What is posted in a frame comes after that frame was drawn.
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => delaysMs.push(performance.now() - timeStamp))
      port1.start()
      port2.postMessage(0)
    })
  const kinds = kind === 'pointermove' ? [kind, 'dragover'] : [kind]
  for (const each of kinds) addEventListener(each, took, true)
  return {
    async end() {
      // Those that ended just now are told a moment later.
      await new Promise(resolve => setTimeout(resolve, 200))
      for (const each of kinds) removeEventListener(each, took, true)
      observer.disconnect()
      return { delaysMs, longestTaskMs: Math.max(0, ...tasks) }
    },
  }
}
