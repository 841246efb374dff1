// The contract answered from memory, with a run that moves.
import type { Client } from '@renderer/client'

export function fakeClient(): Client {
  return {} as Client
}
