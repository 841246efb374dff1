import { describe, expect, it } from 'vitest'
import { murmur3Token, tokenToBigInt } from './murmur3'

const tokenOf = (bytes: Buffer) => tokenToBigInt(murmur3Token(bytes))

describe('murmur3Token', () => {
  it('gives the tokens that Cassandra gave (recorded from 5.0.6)', () => {
    expect(tokenOf(Buffer.from('Teclado'))).toBe(-5446806527379635310n)
    expect(tokenOf(Buffer.from("Cabo d'água"))).toBe(-4018658199530025365n)
    expect(tokenOf(Buffer.from('Monitor'))).toBe(1159094740953754112n)
    expect(tokenOf(Buffer.from('Notebook'))).toBe(4443450494930743999n)
    expect(tokenOf(Buffer.from("Câmera 'HD'"))).toBe(7829003889431499786n)
  })

  it('hashes a composite key as its encoded components', () => {
    const part = (bytes: Buffer) =>
      Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes, Buffer.from([0])])
    expect(
      tokenOf(Buffer.concat([part(Buffer.from('vendas')), part(Buffer.from([0, 0, 0, 1]))])),
    ).toBe(4615323116977273885n)
  })
})
