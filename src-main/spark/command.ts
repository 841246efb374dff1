// The command that sends a job to Spark in client mode: Java with Spark's own launcher class. The
// scripts of the package would need a shell, which Windows has not, and another process between.
import { delimiter, dirname, join } from 'node:path'
import type { SparkPlace } from '@main/pipeline'
import { driverMemory, sparkConfs } from './given-settings'
import { hadoopDirs, inSession, isConnect } from './master'

/** What Spark's own launcher opens of Java 17 (JavaModuleOptions). */
const OPENED = [
  ...['java.lang', 'java.lang.invoke', 'java.lang.reflect', 'java.io', 'java.net', 'java.nio'],
  ...['java.util', 'java.util.concurrent', 'java.util.concurrent.atomic', 'jdk.internal.ref'],
  ...['sun.nio.ch', 'sun.nio.cs', 'sun.security.action', 'sun.util.calendar'],
]
const DRIVER_MEMORY = '900m'

export interface Command {
  readonly file: string
  readonly words: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

export interface Job {
  /** Coordinates of the connectors, with commas. */
  readonly packages: string
  /** The folder where jars that were fetched are kept. */
  readonly ivyDir: string
  readonly settings: Readonly<Record<string, string>>
  /** The life of the host that sends it (job-folder.ts). */
  readonly life: string
}

const isHere = (master: string) =>
  master.startsWith('local') || /^spark:\/\/(127\.|localhost|\[::1\])/.test(master)

export function submitCommand(
  place: SparkPlace,
  { packages, ivyDir, settings, life }: Job,
  given: NodeJS.ProcessEnv = process.env,
): Command {
  const { home, python, master, settings: asked } = place
  if (isConnect(master)) return connectCommand(place, { settings, life }, given)
  const opens = OPENED.map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`)
  const confs = {
    'spark.jars.ivy': ivyDir,
    // Executors on this machine answer to the loopback alone.
    ...(isHere(master) ? { 'spark.driver.host': '127.0.0.1' } : {}),
    'spark.pyspark.driver.python': python,
    ...Object.fromEntries(sparkConfs(asked)),
  }
  return {
    file: place.java,
    words: [
      ...[
        '-cp',
        [join(home, 'conf'), join(home, 'jars', '*'), ...hadoopDirs(given)].join(delimiter),
      ],
      ...[
        `-Xmx${driverMemory(asked) ?? DRIVER_MEMORY}`,
        '-XX:+IgnoreUnrecognizedVMOptions',
        ...opens,
      ],
      ...[
        '-Djdk.reflect.useDirectMethodHandle=false',
        '-Dio.netty.tryReflectionSetAccessible=true',
      ],
      ...['org.apache.spark.deploy.SparkSubmit', '--master', master],
      // As the submit scripts of an exported project read it.
      ...['--packages', given.SPARK_PACKAGES || packages],
      ...Object.entries(confs).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
      ...['runner.py', life],
    ],
    env: {
      ...given,
      ...settings,
      SPARK_HOME: home,
      // Other machines have not this one's private environment.
      PYSPARK_PYTHON: isHere(master) ? python : given.PYSPARK_PYTHON || 'python3',
      PYSPARK_DRIVER_PYTHON: python,
      PYTHONDONTWRITEBYTECODE: '1',
      // The package's own Spark, whatever an installation of the machine says.
      PYTHONPATH: '',
      PATH: `${dirname(python)}${delimiter}${given.PATH ?? ''}`,
      ...(isHere(master) ? { SPARK_LOCAL_IP: '127.0.0.1' } : {}),
    },
  }
}

function connectCommand(
  place: SparkPlace,
  { settings, life }: Pick<Job, 'settings' | 'life'>,
  given: NodeJS.ProcessEnv,
): Command {
  const connect = {
    settings: Object.fromEntries(sparkConfs(place.settings)),
    environment: Object.keys(settings),
  }
  const more = { ...settings, SLUICE_CONNECT: JSON.stringify(connect) }
  return clientCommand(place, ['runner.py', life], life, { ...given, ...more })
}

/** A client of Spark Connect is Python alone; its connectors are the server's affair. */
export const clientCommand = (
  { python, master }: SparkPlace,
  words: readonly string[],
  life: string,
  given: NodeJS.ProcessEnv = process.env,
): Command => ({
  file: python,
  words,
  env: {
    ...given,
    SPARK_REMOTE: inSession(master, life),
    SPARK_CONNECT_MODE_ENABLED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONPATH: '',
  },
})
