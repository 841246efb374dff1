import { expect, it } from 'vitest'
import { nextFrame } from './frame-clock'

/** A signal, and how many listen to it. */
function counted() {
  const { signal } = new AbortController()
  let listening = 0
  const { addEventListener, removeEventListener } = signal
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    listening++
    addEventListener.apply(signal, given)
  }
  signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    listening--
    removeEventListener.apply(signal, given)
  }
  return { signal, listening: () => listening }
}

it('leaves nothing on the signal, however many frames a feed waits for', async () => {
  const { signal, listening } = counted()
  for (let frame = 0; frame < 3; frame++) await nextFrame('chart', signal)
  expect(listening()).toBe(0)
})

it('lets go at once when the feed ends', async () => {
  const stop = new AbortController()
  const frame = nextFrame('text', stop.signal)
  stop.abort()
  await frame
  await nextFrame('text', stop.signal)
})
