// A key of a large state in the history: the search does not end with the first page.
import { expect, it } from 'vitest'
import { allUnder } from './key-history'

it('finds a key behind hundreds of thousands of others', async () => {
  const operator = {
    batch: () => {},
    *keptKeys() {
      for (let n = 0; n < 200_010; n++) yield () => ({ key: { id: `k${n}` }, value: n })
    },
  }
  expect(await allUnder('it', ['k200005'], operator)).toMatchObject([{ value: '200005' }])
})
