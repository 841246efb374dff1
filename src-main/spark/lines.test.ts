import { expect, it } from 'vitest'
import { Lines } from './lines'

it('makes lines of pieces, and of a last one without its end', () => {
  const taken: string[] = []
  const lines = new Lines(line => taken.push(line))
  for (const piece of ['one', ' and', ' two\nthree\n', '\n', 'fo', 'ur']) lines.add(piece)
  expect(taken).toEqual(['one and two', 'three', ''])
  lines.end()
  lines.end()
  expect(taken).toEqual(['one and two', 'three', '', 'four'])
})

it('joins a line of many pieces once', () => {
  const taken: string[] = []
  const lines = new Lines(line => taken.push(line))
  const piece = 'x'.repeat(1000)
  for (let n = 0; n < 20_000; n++) lines.add(piece)
  lines.add('\n')
  expect(taken.map(line => line.length)).toEqual([20_000_000])
})
