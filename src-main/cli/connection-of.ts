// Reads `--connection NAME=PROFILE`, a profile saved on this computer, and `--connection
// NAME=FILE`, a settings file (Confluent's client.properties, a .env, or `env` for the environment
// alone). A connection from a file lives as long as the run and is saved nowhere.
import { basename, resolve } from 'node:path'
import type { ConnectionType } from '@main/connections'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { LabClient } from './parts'

export const isSettingsFile = (given: string) =>
  given === 'env' || /[\\/]|\.(env|properties|conf|cfg|ini)$/i.test(given)

/**
 * The profiles for this run, by the lab's own names. Connections from files are lent
 * to it first.
 */
export async function profilesFor(
  lab: LabFile,
  given: Readonly<Record<string, string>>,
  client: LabClient,
): Promise<Record<string, string> | undefined> {
  const profiles: Record<string, string> = {}
  for (const [name, where] of Object.entries(given)) {
    const type = lab.connections?.[name]?.type
    if (type === undefined) {
      const expected = Object.keys(lab.connections ?? {}).join(', ')
      throw new LabError('cli-no-such-connection', {
        kind: 'usage',
        params: { lab: lab.id, name, expected },
      })
    }
    profiles[name] = isSettingsFile(where) ? await lend(name, type, where, client) : where
  }
  return Object.keys(profiles).length > 0 ? profiles : undefined
}

async function lend(
  name: string,
  type: ConnectionType,
  file: string,
  client: LabClient,
): Promise<string> {
  const { profile, secret } = await readConnection(type, file)
  const lentAs = `${name} (${basename(file)})`
  await client.connections.save({ name: lentAs, type, profile, secret, keep: false })
  return lentAs
}

export async function readConnection(type: ConnectionType, file: string) {
  // Loaded by who asks for a file: the clients' code would cost every start of every verb.
  const { connectionFromFile } = await import('@main/connections')
  const { profile, secret } = await connectionFromFile(type, file === 'env' ? file : resolve(file))
  return { profile: { ...profile }, secret: { ...secret } }
}
