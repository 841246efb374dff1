// Where the jobs of runs that this page starts are done: by this program, or by Spark. A choice of
// the desk, like the output of a run.
import { ref } from 'vue'
import type { SparkSettings, SparkVersion } from '@shared/contract'

/** The Spark master; undefined is the built-in engine. */
export const sparkMaster = ref<string>()
export const sparkVersion = ref<SparkVersion>('3.5')
export const sparkSettings = ref<SparkSettings>({})
/** Opens the dialog about Spark, from wherever something says that it is missing. */
export const askSpark = ref(false)

interface RunPlace {
  readonly spark?: string
  readonly sparkVersion?: SparkVersion
  readonly sparkSettings?: SparkSettings
}

/** What a start takes along. */
export const runPlace = (): RunPlace => {
  if (sparkMaster.value === undefined) return {}
  return {
    spark: sparkMaster.value,
    ...(sparkVersion.value === '3.5' ? {} : { sparkVersion: sparkVersion.value }),
    ...(Object.keys(sparkSettings.value).length > 0 ? { sparkSettings: sparkSettings.value } : {}),
  }
}

/** Lines of NAME=VALUE; a text is the first line that is not one. */
export function settingsIn(text: string): SparkSettings | string {
  const lines = text.split('\n').flatMap(line => line.trim() || [])
  const wrong = lines.find(line => !/^[^\s=]+\s*=\s*\S/.test(line))
  if (wrong !== undefined) return wrong
  return Object.fromEntries(
    lines.map(line => {
      const at = line.indexOf('=')
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
}

export const settingsText = (settings: SparkSettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
