// Secrets are sealed by the system's keychain or not at all.
import { beforeEach, describe, expect, it, vi } from 'vitest'

const storage = {
  isAsyncEncryptionAvailable: vi.fn(async () => true),
  encryptStringAsync: vi.fn(async (text: string) => Buffer.from(`sealed ${text}`)),
  decryptStringAsync: vi.fn(async (sealed: Buffer): Promise<string | { result: string }> =>
    String(sealed).replace('sealed ', ''),
  ),
  getSelectedStorageBackend: vi.fn(() => 'gnome_libsecret'),
}
const electron: { safeStorage: unknown } = { safeStorage: storage }
vi.mock('electron', () => ({
  get safeStorage() {
    return electron.safeStorage
  },
}))
const { seal } = await import('./seal')

describe('the keychain', () => {
  beforeEach(() => {
    electron.safeStorage = storage
    storage.getSelectedStorageBackend.mockReturnValue('gnome_libsecret')
    storage.isAsyncEncryptionAvailable.mockResolvedValue(true)
  })

  it('seals and opens', async () => {
    const sealed = await seal('seal', 'olá')
    expect(sealed).toBe(Buffer.from('sealed olá').toString('base64'))
    expect(await seal('open', sealed ?? '')).toBe('olá')
  })

  it('reads both forms in which Electron answers', async () => {
    storage.decryptStringAsync.mockResolvedValueOnce({ result: 'key' })
    expect(await seal('open', '')).toBe('key')
  })

  it('keeps nothing where the backend is basic_text, which protects nothing', async () => {
    storage.getSelectedStorageBackend.mockReturnValue('basic_text')
    expect(await seal('seal', 'secret')).toBeUndefined()
  })

  it('keeps nothing where there is no keychain, or an Electron without one', async () => {
    storage.isAsyncEncryptionAvailable.mockResolvedValue(false)
    expect(await seal('seal', 'secret')).toBeUndefined()
    electron.safeStorage = undefined
    expect(await seal('seal', 'secret')).toBeUndefined()
  })
})
