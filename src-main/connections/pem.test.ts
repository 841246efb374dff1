import { describe, expect, it } from 'vitest'
import { certificatesIn, hasPrivateKey, privateKeysIn, wholePem } from './pem'

const DATA = `${'A'.repeat(64)}\n${'b'.repeat(10)}==`
const PEM = `-----BEGIN CERTIFICATE-----\n${DATA}\n-----END CERTIFICATE-----\n`

describe('PEM text', () => {
  it('is made whole however it was pasted', () => {
    expect(wholePem(PEM)).toBe(PEM)
    expect(wholePem(`  ${PEM.replaceAll('\n', '')} `)).toBe(PEM)
    expect(wholePem(PEM.replaceAll('\n', ' '))).toBe(PEM)
    expect(wholePem(PEM.replaceAll('\n', '\\n'))).toBe(PEM)
    expect(wholePem(PEM.replaceAll('\n', '\r\n'))).toBe(PEM)
    // A chain, with the words that openssl writes between.
    expect(wholePem(`subject=CN=a\n${PEM}issuer=CN=b\n${PEM}`)).toBe(PEM + PEM)
  })

  it('parts a key from the certificates beside it', () => {
    const key = PEM.replaceAll('CERTIFICATE', 'ENCRYPTED PRIVATE KEY')
    expect([hasPrivateKey(key + PEM), hasPrivateKey(PEM)]).toEqual([true, false])
    expect([certificatesIn(key + PEM), privateKeysIn(PEM + key)]).toEqual([PEM, key])
  })

  it('stays as it is where it is not what it seems', () => {
    const old =
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----'
    expect(wholePem(old)).toBe(`${old}\n`)
    expect(wholePem(' hello ')).toBe('hello')
  })
})
