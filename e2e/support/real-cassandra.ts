// A real Cassandra 5 node from Maven's jars, its data in a folder of its own.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accepts, freePorts, startChild, type Started } from './child'
import { mavenJars } from './maven'
import { repoPath } from './stamped'

const at = (file: string) => repoPath(`e2e/real/cassandra/${file}`)

export interface RealCassandra {
  readonly address: string
  readonly port: number
  readonly node: Started
  stop(): Promise<void>
}

const EXPORTS = ['jdk.internal.misc', 'jdk.internal.ref', 'sun.nio.ch']
  .map(p => `java.base/${p}`)
  .concat(
    'java.management.rmi/com.sun.jmx.remote.internal.rmi',
    'java.rmi/sun.rmi.registry',
    'java.rmi/sun.rmi.server',
    'java.sql/java.sql',
    'java.base/java.lang.ref',
  )
const OPENS = [
  'java.lang.module',
  'jdk.internal.loader',
  'jdk.internal.ref',
  'jdk.internal.reflect',
  'jdk.internal.math',
  'jdk.internal.module',
  'jdk.internal.util.jar',
  'sun.nio.ch',
  'java.io',
  'java.nio',
  'java.lang',
  'java.lang.reflect',
  'java.util',
  'java.util.concurrent',
  'java.util.concurrent.atomic',
]
  .map(p => `java.base/${p}`)
  .concat('jdk.management/com.sun.management.internal')

/** `settings` are lines added to cassandra.yaml, or that replace a line with the same key. */
export async function startRealCassandra(
  options: { settings?: Readonly<Record<string, string>>; heap?: string } = {},
): Promise<RealCassandra> {
  const jars = await mavenJars('cassandra-5.0', at('pom.xml'))
  const dir = await mkdtemp(join(tmpdir(), 'real-cassandra-'))
  const [port, storagePort, sslPort, jmxPort] = (await freePorts(4)) as [
    number,
    number,
    number,
    number,
  ]
  await mkdir(join(dir, 'conf'))
  await mkdir(join(dir, 'log'))
  const yaml = (await readFile(at('cassandra.yaml'), 'utf8'))
    .replaceAll('@DATA@', join(dir, 'data'))
    .replaceAll('@PORT@', String(port))
    .replaceAll('@SPORT@', String(storagePort))
    .replaceAll('@SSLPORT@', String(sslPort))
  await writeFile(join(dir, 'conf/cassandra.yaml'), withSettings(yaml, options.settings ?? {}))
  await writeFile(join(dir, 'conf/logback.xml'), await readFile(at('logback.xml')))
  const jamm = (await readdir(jars)).find(file => file.startsWith('jamm-'))
  const heap = options.heap ?? '1G'
  const args = [
    `-Xms${heap}`,
    `-Xmx${heap}`,
    '-XX:+UseG1GC',
    '-Xss256k',
    '-XX:MaxDirectMemorySize=512M',
    `-javaagent:${join(jars, jamm ?? 'jamm.jar')}`,
    '-Djdk.attach.allowAttachSelf=true',
    '-Dio.netty.tryReflectionSetAccessible=true',
    ...EXPORTS.flatMap(name => ['--add-exports', `${name}=ALL-UNNAMED`]),
    ...OPENS.flatMap(name => ['--add-opens', `${name}=ALL-UNNAMED`]),
    `-Dcassandra.config=file://${join(dir, 'conf/cassandra.yaml')}`,
    `-Dcassandra.logdir=${join(dir, 'log')}`,
    `-Dcassandra.storagedir=${join(dir, 'data')}`,
    `-Dcassandra.jmx.local.port=${jmxPort}`,
    '-Dcassandra.ring_delay_ms=100',
    '-Dcassandra.superuser_setup_delay_ms=100',
    '-Dcassandra.skip_wait_for_gossip_to_settle=0',
    '-Dcassandra-foreground=yes',
    '-cp',
    `${join(dir, 'conf')}:${jars}/*`,
    'org.apache.cassandra.service.CassandraDaemon',
  ]
  const node = await startChild('java', args, {
    logFile: join(dir, 'log/out.log'),
    ready: () => accepts(port),
    readyWithinMs: 300_000,
  })
  return {
    address: `127.0.0.1:${port}`,
    port,
    node,
    async stop() {
      await node.stop('SIGKILL')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

function withSettings(yaml: string, settings: Readonly<Record<string, string>>): string {
  const lines = yaml
    .split('\n')
    .filter(line => !Object.keys(settings).some(key => line.startsWith(`${key}:`)))
  return [...lines, ...Object.entries(settings).map(([key, value]) => `${key}: ${value}`)].join(
    '\n',
  )
}
