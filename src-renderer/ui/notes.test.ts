// Notes of a lab file as blocks.
import { describe, expect, it } from 'vitest'
import { blocksOf, piecesOf } from './notes'

describe('notes', () => {
  it('runs lines of a paragraph on, and keeps lists', () => {
    expect(blocksOf('One\ntwo.\n\nWhy:\n- a\n- b\n  goes on\n\n1. x\n2. y\n')).toEqual([
      { kind: 'p', lines: ['One two.'] },
      { kind: 'p', lines: ['Why:'] },
      { kind: 'ul', lines: ['a', 'b goes on'] },
      { kind: 'ol', lines: ['x', 'y'] },
    ])
  })

  it('finds names between backticks', () => {
    expect(piecesOf('for `broker`.')).toEqual([
      { text: 'for ', code: false },
      { text: 'broker', code: true },
      { text: '.', code: false },
    ])
  })
})
