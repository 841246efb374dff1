// Where the jobs of runs that this page starts are done: by this program, or by Spark. A choice of
// the desk, like the output of a run.
import { ref } from 'vue'

/** The Spark master; undefined is the built-in engine. */
export const sparkMaster = ref<string>()

/** What a start takes along. */
export const runPlace = (): { readonly spark?: string } =>
  sparkMaster.value === undefined ? {} : { spark: sparkMaster.value }
