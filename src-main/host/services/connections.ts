// Connection profiles: listed without secrets, saved with them set apart, tested step by step.
import { BUILTIN, type ConnectionSummary, type Contract } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import {
  addressOf,
  connectionForms,
  connectionFromText,
  resolveConnection,
  testConnection,
  type ConnectionType,
} from '@main/connections'
import type { ConnectionProfiles, Profile } from '../connections/connection-profiles'

export function connectionsService(
  profiles: ConnectionProfiles,
): HandlersOf<Contract>['connections'] {
  const summaryOf = ({ name, type, profile }: Profile): ConnectionSummary => ({
    name,
    type,
    builtin: false,
    address: addressIn(type, profile),
    readOnly: profile.readOnly === true,
    hasSecret: profiles.hasSecret(name),
    profile,
  })
  const builtins = async (): Promise<ConnectionSummary[]> => {
    const found = await Promise.allSettled([
      profiles.resolve(BUILTIN, 'kafka'),
      profiles.resolve(BUILTIN, 'cassandra'),
    ])
    return found.map((one, i) => ({
      name: BUILTIN,
      type: i === 0 ? 'kafka' : 'cassandra',
      builtin: true,
      address: one.status === 'fulfilled' ? addressOf(one.value) : '',
      readOnly: false,
      hasSecret: false,
      profile: {},
    }))
  }

  return {
    list: async () => [...(await builtins()), ...profiles.all.map(summaryOf)],
    forms: () => connectionForms(),
    save: async ({ name, type, profile, secret, was, keep = true }) => {
      if (name === BUILTIN)
        throw new LabError('connection-builtin', {
          kind: 'usage',
          params: { field: 'name', connection: name },
        })
      resolveConnection(type, profile, secret)
      const saved = { name, type, profile }
      await (keep ? profiles.save(saved, secret, was) : profiles.lend(saved, secret))
      return summaryOf(saved)
    },
    read: ({ type, text, file }) => connectionFromText(type, text, file),
    delete: async ({ name }) => {
      if (name === BUILTIN)
        throw new LabError('connection-builtin', {
          kind: 'usage',
          params: { field: 'name', connection: name },
        })
      if (!profiles.all.some(profile => profile.name === name))
        throw new LabError('connection-not-found', { kind: 'config', params: { connection: name } })
      await profiles.delete(name)
    },
    test: async input => {
      if (!('type' in input)) {
        const type = profiles.all.find(profile => profile.name === input.name)?.type ?? 'kafka'
        return { steps: await testConnection(await profiles.resolve(input.name, type)) }
      }
      // A form that was opened for a saved profile leaves the secret empty: the one that is kept is
      // meant.
      const secret = { ...(await profiles.secretOf(input.was ?? input.name)), ...input.secret }
      return { steps: await testConnection(resolveConnection(input.type, input.profile, secret)) }
    },
  }
}

/**
 * A profile of an older version that no longer fits its schema is still listed, so that it can be
 * mended.
 */
function addressIn(type: ConnectionType, profile: Profile['profile']): string {
  try {
    return addressOf(resolveConnection(type, profile))
  } catch {
    return ''
  }
}
