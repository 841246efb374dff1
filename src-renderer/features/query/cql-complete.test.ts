import { describe, expect, it } from 'vitest'
import { completeCql } from './cql-complete'

const schema = { keyspaces: [], functions: ['to_json', 'my_new_function'] }

describe('completion', () => {
  it('offers the functions that the server lists, and no others', () => {
    const text = 'SELECT to_'
    const offered = completeCql(text, text.length, schema, undefined)
    const functions = offered?.items.filter(item => item.kind === 'function').map(i => i.label)
    expect(functions).toEqual(['to_json', 'my_new_function'])
  })
})
