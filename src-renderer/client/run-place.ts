// Where the jobs of runs that this page starts are done: by this program, or by Spark. A choice of
// the desk, like the output of a run.
import { ref } from 'vue'
import type { SparkVersion } from '@shared/contract'

/** The Spark master; undefined is the built-in engine. */
export const sparkMaster = ref<string>()
export const sparkVersion = ref<SparkVersion>('3.5')
/** Opens the dialog about Spark, from wherever something says that it is missing. */
export const askSpark = ref(false)

/** What a start takes along. */
export const runPlace = (): { readonly spark?: string; readonly sparkVersion?: SparkVersion } => {
  if (sparkMaster.value === undefined) return {}
  const spark = sparkMaster.value
  return sparkVersion.value === '3.5' ? { spark } : { spark, sparkVersion: sparkVersion.value }
}
