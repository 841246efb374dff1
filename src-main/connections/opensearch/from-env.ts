// Where OpenSearch is, as the R4 project says it: OPENSEARCH_ENDPOINT, OPENSEARCH_USERNAME and
// OPENSEARCH_PASSWORD in the environment or in a .env file. An endpoint without a scheme means
// https; OPENSEARCH_CA names the PEM file of an authority of one's own.
import { dirname, resolve } from 'node:path'
import { readTextIfExists } from '@main/platform'
import type { ResolvedConnection } from '../profiles'
import { connectionFromValues, readSettings } from '../settings-file'

export async function opensearchFromEnv(
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ResolvedConnection | undefined> {
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(env))
    if (value && /^OPENSEARCH_/.test(name)) values.set(name.toLowerCase(), value)
  for (const file of files) {
    for (const [name, value] of readSettings((await readTextIfExists(file)) ?? ''))
      // A path in a file counts from that file.
      if (value && !values.has(name))
        values.set(name, name === 'opensearch_ca' ? resolve(dirname(file), value) : value)
  }
  return connectionFromValues('opensearch', values)
}
