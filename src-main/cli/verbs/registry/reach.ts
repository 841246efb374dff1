// What every verb about a registry has in common: which registry, and where it is found.
import { BUILTIN } from '@shared/contract'
import { dataDir, text } from '../../options'
import type { VerbContext } from '../../verb'

export const registryOptions = () => ({
  registry: text('NAME').default(BUILTIN),
  data: dataDir(),
})

export async function openRegistry(data: string | undefined, { open, parts }: VerbContext) {
  const reach = { needs: [], runs: true, data: data ?? parts.defaultDataDir }
  return (await open(reach)).client
}
