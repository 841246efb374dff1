// A long request gives other work its turn, and keeps the order of its answers.
import { expect, it } from 'vitest'
import { inTurns } from './in-turns'

it('lets others have their turn between its items', async () => {
  let turns = 0
  let timer = setImmediate(function count() {
    turns++
    timer = setImmediate(count)
  })
  const spend = (ms: number) => {
    const until = performance.now() + ms
    while (performance.now() < until);
  }
  const seen: number[] = []
  const answers = await inTurns([1, 2, 3, 4], item => {
    spend(15)
    seen.push(turns)
    return item * 10
  })
  clearImmediate(timer)
  expect(answers).toEqual([10, 20, 30, 40])
  expect(new Set(seen).size).toBe(4)
})
