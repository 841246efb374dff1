import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { crc32c, crc32cPlain } from './crc32c'

describe('crc32c', () => {
  it('gives the check value of the standard', () => {
    const digits = new TextEncoder().encode('123456789')
    expect(crc32c(digits)).toBe(0xe3069283)
    expect(crc32cPlain(digits)).toBe(0xe3069283)
  })

  it('is the same in plain JavaScript as in the prebuilt package, also continued from a seed', () => {
    // Enough to have it loaded.
    const many = randomBytes(100_000)
    expect(crc32cPlain(many)).toBe(crc32c(many))
    for (let length = 0; length < 70; length++) {
      const bytes = randomBytes(length)
      expect(crc32cPlain(bytes)).toBe(crc32c(bytes))
      const cut = length >> 1
      expect(crc32cPlain(bytes.subarray(cut), crc32cPlain(bytes.subarray(0, cut)))).toBe(
        crc32c(bytes),
      )
    }
  })
})
