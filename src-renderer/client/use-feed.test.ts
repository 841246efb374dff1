// A ring in which more comes than is shown is asked for less often: nobody could read it.
import { effectScope } from 'vue'
import { expect, it } from 'vitest'
import type { FeedPage } from '@shared/contract'
import { nextFrame } from './frame-clock'
import { useRing } from './use-feed'

const SHOWN = 3
const page = (items: readonly number[], reset = false): FeedPage<number> => ({
  cursor: 'c',
  reset,
  items,
  removed: [],
  dropped: 0,
})

/** How often it asks while the clock ticks on. */
async function questions(answer: (asked: number) => FeedPage<number>, frames: number) {
  const scope = effectScope()
  let asked = 0
  const ring = scope.run(() =>
    useRing(
      async () => answer(asked++),
      () => ({}),
      SHOWN,
    ),
  )
  for (let frame = 0; frame < frames; frame++) await nextFrame('text')
  scope.stop()
  return { asked, shown: ring?.items.value }
}

it('asks each frame while rows stay, and less often while none does', async () => {
  const FRAMES = 8
  const [calm, flood] = await Promise.all([
    questions(asked => page([asked], asked === 0), FRAMES),
    questions(asked => page([asked, asked, asked], asked === 0), FRAMES),
  ])
  expect(calm.asked).toBeGreaterThan(2 * flood.asked)
  expect(flood.asked).toBeGreaterThan(1)
  expect(flood.shown).toHaveLength(SHOWN)
})
