// Settings that a person gives a run on Spark: `spark.…` for Spark itself, and the names in capitals that
// an exported job reads from its environment. What the job needs as it is cannot be given.
import type { SparkSettings } from '@shared/contract'
import { LabError } from '@shared/errors'

const OWN = /^spark\.(master|submit\..*|jars\.ivy|app\.name|pyspark\.driver\.python)$/
/** Results depend on these: src-main/export/pyspark/support.ts sets them. */
const FIXED = /^spark\.sql\.(session\.timeZone|ansi\.enabled|legacy\.timeParserPolicy)$/
/** Anyone can read the arguments of a process, and runs are remembered on disk. */
const SECRET = /secret|passw|token|credential|(access|account|private|api)[._-]?key/i
/** Options of a Java may name one: `-Djavax.net.ssl.keyStorePassword=…`. */
const SECRET_WITHIN = new RegExp(`(${SECRET.source})[^\\s=]*=`, 'i')
const JOB = ['SHUFFLE_PARTITIONS', 'MAX_OFFSETS_PER_TRIGGER'] as const
const COUNT = /^[1-9]\d{0,8}$/
/** The session of a job takes it from its environment. */
const SHUFFLE = 'spark.sql.shuffle.partitions'
/** Java runs already when Spark would read it. */
const DRIVER_MEMORY = 'spark.driver.memory'
const MEMORY = /^[1-9]\d*[mg]$/i

export function needSettings(settings: SparkSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const isSpark = /^spark\.[\w.-]+$/.test(name) && !OWN.test(name) && !FIXED.test(name)
    if (SECRET.test(name) || SECRET_WITHIN.test(value))
      throw new LabError('spark-setting-secret', { kind: 'usage', params: { name } })
    if (!isSpark && !JOB.some(known => known === name))
      throw new LabError('spark-setting-unknown', { kind: 'usage', params: { name } })
    const isCount = !isSpark || name === SHUFFLE
    const right = isCount ? COUNT : name === DRIVER_MEMORY ? MEMORY : /\S/
    if (!right.test(value))
      throw new LabError('spark-setting-value', { kind: 'usage', params: { name, value } })
  }
}

/** Of the job's environment. */
export function jobSettings(settings: SparkSettings = {}): Record<string, string> {
  const shuffle = settings[SHUFFLE]
  const given = JOB.flatMap(name => {
    const value = settings[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...(shuffle === undefined ? {} : { SHUFFLE_PARTITIONS: shuffle }),
    ...Object.fromEntries(given),
  }
}

/** Of Spark's own, as its launcher takes them. */
export const sparkConfs = (settings: SparkSettings = {}): [string, string][] =>
  Object.entries(settings).filter(
    ([name]) => name.startsWith('spark.') && name !== SHUFFLE && name !== DRIVER_MEMORY,
  )

export const driverMemory = (settings: SparkSettings = {}): string | undefined =>
  settings[DRIVER_MEMORY]
