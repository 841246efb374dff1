// Where OpenSearch is, as the R4 project says it: OPENSEARCH_ENDPOINT, OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD in the environment
// or in a .env file. An endpoint without a scheme means https.
import { readTextIfExists } from '@main/platform'
import { resolveConnection, type ResolvedConnection } from '../profiles'

const NAMES = ['OPENSEARCH_ENDPOINT', 'OPENSEARCH_USERNAME', 'OPENSEARCH_PASSWORD'] as const

export async function opensearchFromEnv(
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ResolvedConnection | undefined> {
  const values: Record<string, string | undefined> = Object.fromEntries(NAMES.map(name => [name, env[name]]))
  for (const file of files) {
    const text = await readTextIfExists(file)
    if (text !== undefined) for (const [name, value] of readDotEnv(text)) values[name] ??= value
  }
  const endpoint = values.OPENSEARCH_ENDPOINT
  if (!endpoint) return undefined
  const url = /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`
  const username = values.OPENSEARCH_USERNAME
  return resolveConnection(
    'opensearch',
    { url, ...(username ? { username } : {}) },
    { password: values.OPENSEARCH_PASSWORD ?? '' },
  )
}

export function readDotEnv(text: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line)
    if (!match?.[1]) continue
    const quoted = /^(["'])(.*)\1$/.exec(match[2] ?? '')
    values.set(match[1], quoted ? (quoted[2] ?? '') : (match[2] ?? '').replace(/\s+#.*$/, ''))
  }
  return values
}
