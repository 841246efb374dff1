// Seals secrets with the system's keychain, by safeStorage's asynchronous calls (the others go away
// in Electron 46). Linux's `basic_text` protects nothing: there nothing is sealed, and the host
// keeps no secret.
import { safeStorage } from 'electron'
import { LabError } from '@shared/errors'
import type { Keychain } from '@main/host/process'

interface Sealing {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<string | { result: string }>
  getSelectedStorageBackend?(): string
}

export async function seal(what: 'seal' | 'open', text: string): Promise<string | undefined> {
  const storage = safeStorage as unknown as Partial<Sealing> | undefined
  if (
    !storage?.isAsyncEncryptionAvailable ||
    !storage.encryptStringAsync ||
    !storage.decryptStringAsync
  )
    return undefined
  if (
    !(await storage.isAsyncEncryptionAvailable()) ||
    storage.getSelectedStorageBackend?.() === 'basic_text'
  )
    return undefined
  if (what === 'seal') return (await storage.encryptStringAsync(text)).toString('base64')
  const opened = await storage.decryptStringAsync(Buffer.from(text, 'base64'))
  return typeof opened === 'string' ? opened : opened.result
}

const sealOrFail = (what: 'seal' | 'open') => async (text: string) => {
  const answer = await seal(what, text)
  if (answer === undefined) throw new LabError('keychain-missing', { kind: 'storage' })
  return answer
}

/** The system's keychain, for the host. */
export const keychain: Keychain = { seal: sealOrFail('seal'), open: sealOrFail('open') }
