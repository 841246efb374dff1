// A real YARN on loopback, from Hadoop's jars: a resource manager and one node, whose containers are
// processes of this machine.
import { readFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import { startChild } from './child'
import { mavenJars } from './maven'
import { repoPath } from './stamped'

const folder = repoPath('e2e/real/spark-cluster/yarn')
const OPENED = ['java.lang', 'java.util'].map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`)

export interface YarnCluster {
  /** The folder with yarn-site.xml. */
  readonly confDir: string
  stop(): Promise<void>
}

export async function startYarnCluster(): Promise<YarnCluster> {
  const jars = await mavenJars('yarn-3.3', join(folder, 'pom.xml'))
  const dir = await mkdtemp(join(tmpdir(), 'yarn-'))
  const confDir = join(dir, 'conf')
  await mkdir(confDir)
  const logFile = join(dir, 'yarn.log')
  const words = [
    ...OPENED,
    ...['-Xmx600m', '-cp', join(jars, '*')],
    ...[join(folder, 'MiniYarn.java'), join(confDir, 'yarn-site.xml')],
  ]
  const cluster = await startChild('java', words, {
    logFile,
    cwd: dir,
    // Containers start this Java.
    env: { ...process.env, JAVA_HOME: await javaHome() },
    ready: async () => /^ready$/m.test(await readFile(logFile, 'utf8')),
  })
  return {
    confDir,
    async stop() {
      await cluster.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

async function javaHome(): Promise<string> {
  const { stderr } = await promisify(execFile)('java', ['-XshowSettings:properties', '-version'])
  const home = /java\.home = (.+)/.exec(stderr)?.[1]
  if (home === undefined) throw new Error('java does not say where it is')
  return home.trim()
}
