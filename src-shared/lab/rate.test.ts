import { expect, it } from 'vitest'
import { rateSchema } from './rate'

it('takes rates that a source can have, and none beyond', () => {
  for (const rate of ['2/s', '1 / 5 s', 'max', 10_000_000, '10000000/s'])
    expect(rateSchema.safeParse(rate).success, String(rate)).toBe(true)
  for (const rate of ['fast', -1, 1e300, '99999999999', '20000 k/s', { steps: [] }])
    expect(rateSchema.safeParse(rate).success, String(rate)).toBe(false)
})
