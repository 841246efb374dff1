// A real OpenSearch 2 node from Maven's jars. The server jar has no main of its own for this: a
// subclass of Node starts it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startChild, type Started } from './child'
import { mavenJars } from './maven'
import { repoPath, runOrThrow } from './stamped'

const at = (file: string) => repoPath(`e2e/real/opensearch/${file}`)

export interface RealOpenSearch {
  readonly url: string
  readonly node: Started
  /** Starts a node that was stopped, on its own data; resolves when its indices can be read. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startRealOpenSearch(): Promise<RealOpenSearch> {
  const jars = await mavenJars('opensearch-2.19', at('pom.xml'))
  const dir = await mkdtemp(join(tmpdir(), 'real-opensearch-'))
  const [port, transportPort] = (await freePorts(2)) as [number, number]
  const url = `http://127.0.0.1:${port}`
  await runOrThrow('javac', [
    '-cp',
    `${jars}/*`,
    '-d',
    join(dir, 'classes'),
    at('OpenSearchNode.java'),
    at('v2/EmbeddedNode.java'),
  ])
  const args = [
    '-Xms512m',
    '-Xmx512m',
    '-XX:+UseG1GC',
    '-XX:-UsePerfData',
    `-Dlog4j2.configurationFile=${at('log4j2.properties')}`,
    '-Dlog4j2.disable.jmx=true',
    '-cp',
    `${join(dir, 'classes')}:${jars}/*`,
    'OpenSearchNode',
    join(dir, 'home'),
    String(port),
    String(transportPort),
  ]
  // The port answers before the shards have recovered: an index is red until then.
  const ready = async () =>
    (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=5s`)).ok
  const start = () =>
    startChild('java', args, { logFile: join(dir, 'node.log'), ready, readyWithinMs: 300_000 })
  let node = await start()
  return {
    url,
    get node() {
      return node
    },
    async restart() {
      node = await start()
    },
    async stop() {
      await node.stop('SIGKILL')
      await rm(dir, { recursive: true, force: true })
    },
  }
}
