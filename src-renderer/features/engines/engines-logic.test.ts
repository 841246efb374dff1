import { describe, expect, it } from 'vitest'
import { clients, partsOf, snippetOf } from './client-snippets'
import { figuresOf } from './figures'

describe('engines', () => {
  it('show the figures worth a line and keep the others', () => {
    const { shown, more } = figuresOf('cql', {
      startedAt: 1,
      tables: 2,
      fileBytes: 10,
      walBytes: 5,
      brandNew: 7,
    })
    expect(shown.map(each => [each.word, each.value])).toEqual([
      ['figTables', 2],
      ['figBytes', 15],
    ])
    expect(more).toEqual([{ id: 'brandNew', value: 7, bytes: false }])
    expect(figuresOf('kafka', { bytesIn: 3 }).more[0]?.bytes).toBe(true)
  })

  it('put the real addresses into every snippet, and colour without changing it', () => {
    const target = {
      kafka: '127.0.0.1:45991',
      cqlHost: '127.0.0.1',
      cqlPort: 45992,
      topic: 'orders',
    }
    for (const { id, engine } of clients) {
      const text = snippetOf(id, target)
      if (engine !== 'cql') expect(text).toContain('127.0.0.1:45991')
      if (engine !== 'kafka') expect(text).toContain('45992')
      expect(
        partsOf(text)
          .map(part => part.text)
          .join(''),
      ).toBe(text)
    }
  })
})
