// The nearest vectors are the same as those of a plain loop over all, whatever the similarity, the
// dimension and the order of writes.
import { describe, expect, it } from 'vitest'
import { makeTable } from '../schema/model'
import { native } from '../types'
import { vectorType } from '../types/vectors'
import { VectorIndex } from './vector-index'

const SCORES: Record<string, (a: readonly number[], b: readonly number[]) => number> = {
  cosine: (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)),
  dot_product: dot,
  euclidean: (a, b) => -a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0),
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0)
}

function indexOf(dimension: number, similarity: string): VectorIndex {
  const table = makeTable({
    keyspace: 'k',
    name: 't',
    id: '',
    storeId: 1,
    columns: [
      { id: 1, name: 'p', kind: 'partition_key', position: 0, type: native('int') },
      {
        id: 2,
        name: 'v',
        kind: 'regular',
        position: -1,
        type: vectorType(native('float'), dimension, ''),
      },
    ],
    options: new Map(),
  })
  const options = new Map([['similarity_function', similarity]])
  return VectorIndex.of(table, { name: 'i', column: 'v', target: 'simple', options })!
}

function bytesOf(vector: readonly number[]): Buffer {
  const bytes = Buffer.alloc(vector.length * 4)
  vector.forEach((x, i) => bytes.writeFloatBE(x, i * 4))
  return bytes
}

let state = 7
const random = () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x80000000

describe.each(Object.keys(SCORES))('the nearest by %s', similarity => {
  it.each([1, 2, 5, 16, 33])('of vectors of %i floats', async dimension => {
    const index = indexOf(dimension, similarity)
    const vectors = new Map<string, number[]>()
    const fresh = () =>
      Array.from({ length: dimension }, () => Math.fround((random() - 0.5) * (1 + 9 * random())))
    for (let i = 0; i < 3000; i++) {
      const position = `row ${Math.floor(random() * 1500)}`
      if (i % 7 === 6) {
        index.forget(position)
        vectors.delete(position)
        continue
      }
      const vector = fresh()
      index.set(position, bytesOf(vector))
      vectors.set(position, vector)
    }
    for (let round = 0; round < 20; round++) {
      const query = fresh()
      const score = SCORES[similarity]!
      const expected = [...vectors.values()].map(v => score(v, query)).sort((a, b) => b - a)
      const found = await index.nearest(bytesOf(query), 10)
      found.forEach(({ position }, i) =>
        expect(score(vectors.get(position)!, query)).toBeCloseTo(expected[i]!, 4),
      )
      expect(found).toHaveLength(10)
    }
  })
})
