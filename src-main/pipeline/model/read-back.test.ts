import { describe, expect, it } from 'vitest'
import { readBackOf } from './read-back'

describe('the final rows of a stored table', () => {
  const table = (size: number, count: () => Promise<number>) => ({
    name: 't',
    rows: async (rowsMax: number) =>
      Array.from({ length: Math.min(size, rowsMax) }, (_, id) => ({ id })),
    count,
  })
  const never = () => Promise.reject(new Error('counting takes too long'))

  it('are all of them, or say how many there are', async () => {
    expect(await readBackOf(table(100_000, never))).toMatchObject({ rows: { length: 100_000 } })
    expect(await readBackOf(table(100_000, never))).not.toHaveProperty('rowsInAll')
    expect(await readBackOf(table(250_000, async () => 250_000))).toMatchObject({
      rows: { length: 100_000 },
      rowsInAll: 250_000,
    })
    expect(await readBackOf(table(250_000, never))).toMatchObject({
      rows: { length: 100_000 },
      rowsInAll: null,
    })
  })
})
