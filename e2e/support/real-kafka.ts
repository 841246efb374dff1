// Real Kafka 4 brokers (KRaft) from Maven's jars: one or several; when asked, each also with
// SASL_SSL (PLAIN and SCRAM-SHA-256) and with TLS that wants a client's certificate.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startChild, type Started } from './child'
import { mavenJars } from './maven'
import { repoPath, runOrThrow } from './stamped'
import { makeCerts, type Certs } from './certs'

const pom = repoPath('e2e/real/kafka/pom.xml')
export const kafkaJars = () => mavenJars('kafka-4.0', pom)
const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw'

export interface RealKafka {
  /** Addresses of the brokers' plain listeners, by node. */
  readonly brokers: readonly string[]
  readonly bootstrap: string
  readonly secure?: SecureKafka
  /**
   * As they live now, by id − 1. The first is the only controller: a broker that a test stops must
   * be another one.
   */
  readonly nodes: readonly Started[]
  /** Where each broker keeps its logs, by id − 1. */
  readonly dataDirs: readonly string[]
  /** Starts a broker that was stopped, on its own data; resolves when it answers. */
  restart(id: number): Promise<void>
  stop(): Promise<void>
}

export interface SecureKafka {
  /** SASL_SSL; the account is one of PLAIN and of SCRAM-SHA-256. */
  readonly bootstrap: string
  /** SSL, for clients with a certificate. */
  readonly mutual: string
  readonly certs: Certs
  readonly username: string
  readonly password: string
}

const ACCOUNT = { username: 'lab', password: 'lab-secret' }
const PORTS_EACH = 4

export async function startRealKafka(
  options: { brokers?: number; secure?: boolean } = {},
): Promise<RealKafka> {
  const count = options.brokers ?? 1
  const jars = await kafkaJars()
  const dir = await mkdtemp(join(tmpdir(), 'real-kafka-'))
  const ports = await freePorts(count * PORTS_EACH)
  const certs = options.secure ? await makeCerts(join(dir, 'certs')) : undefined
  const portsOf = (id: number) => {
    const [plain = 0, controller = 0, secure = 0, mutual = 0] = ports.slice(
      (id - 1) * PORTS_EACH,
      id * PORTS_EACH,
    )
    return { plain, controller, secure, mutual }
  }
  const dataOf = (id: number) => join(dir, `data-${id}`)
  const configOf = (id: number) => join(dir, `server-${id}.properties`)
  const nodes: Started[] = []
  const startNode = async (id: number) => {
    const heap = ['-Xms256m', '-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn']
    nodes[id - 1] = await startChild(
      'java',
      [...heap, '-cp', `${jars}/*`, 'kafka.Kafka', configOf(id)],
      {
        logFile: join(dir, `broker-${id}.log`),
        ready: () => answersApiVersions(portsOf(id).plain),
      },
    )
  }
  for (let id = 1; id <= count; id++) {
    const config = configOf(id)
    await writeFile(
      config,
      properties({
        id,
        count,
        ports: portsOf(id),
        firstController: portsOf(1).controller,
        data: dataOf(id),
        certs: certs && join(dir, 'certs'),
      }),
    )
    await runOrThrow('java', [
      '-Xmx128m',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      '-cp',
      `${jars}/*`,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      CLUSTER_ID,
      '-c',
      config,
      // Accounts are the cluster's: the first controller's format makes them.
      ...(id > 1
        ? []
        : ['--add-scram', `SCRAM-SHA-256=[name=${ACCOUNT.username},password=${ACCOUNT.password}]`]),
    ])
  }
  for (let id = 1; id <= count; id++) await startNode(id)
  const brokers = nodes.map((_, i) => `127.0.0.1:${portsOf(i + 1).plain}`)
  const addresses = (listener: 'secure' | 'mutual') =>
    nodes.map((_, i) => `localhost:${portsOf(i + 1)[listener]}`).join(',')
  return {
    brokers,
    bootstrap: brokers.join(','),
    secure: certs && {
      bootstrap: addresses('secure'),
      mutual: addresses('mutual'),
      certs,
      ...ACCOUNT,
    },
    nodes,
    dataDirs: nodes.map((_, i) => dataOf(i + 1)),
    restart: startNode,
    async stop() {
      for (const node of [...nodes].reverse()) await node.stop('SIGKILL')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function answersApiVersions(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' }, () =>
      socket.write(Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff])),
    )
    const end = (answer: boolean) => (socket.destroy(), resolve(answer))
    socket
      .once('data', () => end(true))
      .once('error', () => end(false))
      .setTimeout(2000, () => end(false))
  })
}

interface NodeConfig {
  id: number
  count: number
  ports: {
    readonly plain: number
    readonly controller: number
    readonly secure: number
    readonly mutual: number
  }
  firstController: number
  data: string
  /** Where they are; none, no secure listeners. */
  certs: string | undefined
}

function properties(node: NodeConfig): string {
  const isController = node.id === 1
  const { plain, controller, secure, mutual } = node.ports
  const listeners = [
    `PLAINTEXT://127.0.0.1:${plain}`,
    ...(node.certs ? [`SASL_SSL://localhost:${secure}`, `MUTUAL://localhost:${mutual}`] : []),
  ]
  const replication = Math.min(node.count, 2)
  return [
    `process.roles=broker${isController ? ',controller' : ''}`,
    `node.id=${node.id}`,
    `controller.quorum.voters=1@127.0.0.1:${node.firstController}`,
    `listeners=${[...listeners, ...(isController ? [`CONTROLLER://127.0.0.1:${controller}`] : [])].join(',')}`,
    `advertised.listeners=${listeners.join(',')}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,MUTUAL:SSL',
    `log.dirs=${node.data}`,
    `offsets.topic.replication.factor=${replication}`,
    'offsets.topic.num.partitions=1',
    `transaction.state.log.replication.factor=${replication}`,
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=true',
    // The default, 128 MiB, is taken from the heap at start.
    'log.cleaner.dedupe.buffer.size=8388608',
    // The defaults make a class wait nine seconds before a killed broker counts as gone.
    'broker.session.timeout.ms=1500',
    'broker.heartbeat.interval.ms=250',
    ...(node.certs ? secureProperties(node.certs) : []),
  ].join('\n')
}

const LOGINS = 'org.apache.kafka.common.security'

function secureProperties(certs: string): string[] {
  return [
    'ssl.keystore.type=PKCS12',
    `ssl.keystore.location=${certs}/broker.p12`,
    'ssl.keystore.password=changeit',
    'ssl.key.password=changeit',
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${certs}/ca.pem`,
    'ssl.client.auth=none',
    'listener.name.mutual.ssl.client.auth=required',
    'sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256',
    `listener.name.sasl_ssl.plain.sasl.jaas.config=${LOGINS}.plain.PlainLoginModule required user_${ACCOUNT.username}="${ACCOUNT.password}";`,
    `listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=${LOGINS}.scram.ScramLoginModule required;`,
  ]
}
