// Secrets of connection profiles: one file that only its owner may read, each value sealed by what
// the shell offers (Electron: the system's keychain). Without a keychain the file has
// them in plain text, and the connections page says so.
import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { openJsonStore } from '../json-store'

export interface Sealer {
  readonly id: string
  seal(text: string): Promise<string>
  open(sealed: string): Promise<string>
}

export const plainSealer: Sealer = {
  id: 'plain',
  seal: async text => text,
  open: async sealed => sealed,
}

export type Secret = Readonly<Record<string, string>>
export interface SecretStore {
  has(name: string): boolean
  read(name: string): Promise<Secret>
  write(name: string, secret: Secret): Promise<void>
  delete(name: string): Promise<void>
  readonly damage: LabError | undefined
}

const schema = z.record(z.string(), z.object({ sealedBy: z.string(), text: z.string() }))
const secretSchema = z.record(z.string(), z.string())

export async function openSecrets(
  dataDir: string,
  sealer: Sealer = plainSealer,
): Promise<SecretStore> {
  const store = await openJsonStore(dataDir, 'secrets', schema, {})
  const unreadable = (name: string, cause?: unknown) =>
    new LabError('secret-unreadable', {
      kind: 'auth',
      params: { connection: name, file: join(dataDir, 'secrets.json') },
      cause,
    })
  return {
    damage: store.damage,
    has: name => Object.hasOwn(store.value, name),
    async read(name) {
      const kept = store.value[name]
      if (!kept) return {}
      if (kept.sealedBy !== sealer.id && kept.sealedBy !== plainSealer.id) throw unreadable(name)
      try {
        const text = kept.sealedBy === sealer.id ? await sealer.open(kept.text) : kept.text
        return secretSchema.parse(JSON.parse(text))
      } catch (error) {
        throw unreadable(name, error)
      }
    },
    async write(name, secret) {
      const text = await sealer.seal(JSON.stringify(secret))
      await store.set({ ...store.value, [name]: { sealedBy: sealer.id, text } })
    },
    async delete(name) {
      const { [name]: _, ...rest } = store.value
      await store.set(rest)
    },
  }
}
