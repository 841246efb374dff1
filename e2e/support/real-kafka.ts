// Real Kafka 4 brokers (KRaft) from Maven's jars: one or several, each also with SASL_SSL when asked.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startChild, type Started } from './child'
import { mavenJars } from './maven'
import { repoPath, runOrThrow } from './stamped'
import { makeCerts } from './certs'

const pom = repoPath('e2e/real/kafka/pom.xml')
export const kafkaJars = () => mavenJars('kafka-4.0', pom)
const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw'

export interface RealKafka {
  /** Addresses of the brokers' plain listeners, by node. */
  readonly brokers: readonly string[]
  readonly bootstrap: string
  readonly secure?: { readonly bootstrap: string; readonly caPem: string; readonly username: string; readonly password: string }
  /** As they live now, by id − 1. The first is the only controller: a broker that a test stops must be another one. */
  readonly nodes: readonly Started[]
  /** Where each broker keeps its logs, by id − 1. */
  readonly dataDirs: readonly string[]
  /** Starts a broker that was stopped, on its own data; resolves when it answers. */
  restart(id: number): Promise<void>
  stop(): Promise<void>
}

export async function startRealKafka(options: { brokers?: number; secure?: boolean } = {}): Promise<RealKafka> {
  const count = options.brokers ?? 1
  const jars = await kafkaJars()
  const dir = await mkdtemp(join(tmpdir(), 'real-kafka-'))
  const ports = await freePorts(count * 3)
  const caPem = options.secure ? (await makeCerts(join(dir, 'certs'))).caPem : undefined
  const portsOf = (id: number) => ports.slice((id - 1) * 3, id * 3) as [plain: number, controller: number, secure: number]
  const dataOf = (id: number) => join(dir, `data-${id}`)
  const configOf = (id: number) => join(dir, `server-${id}.properties`)
  const nodes: Started[] = []
  const startNode = async (id: number) => {
    const heap = ['-Xms256m', '-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn']
    nodes[id - 1] = await startChild('java', [...heap, '-cp', `${jars}/*`, 'kafka.Kafka', configOf(id)], {
      logFile: join(dir, `broker-${id}.log`),
      ready: () => answersApiVersions(portsOf(id)[0]),
    })
  }
  for (let id = 1; id <= count; id++) {
    const [port, controllerPort, securePort] = portsOf(id)
    const config = configOf(id)
    await writeFile(
      config,
      properties({
        id,
        count,
        port,
        controllerPort,
        firstController: portsOf(1)[1],
        data: dataOf(id),
        securePort: options.secure ? securePort : undefined,
        certs: join(dir, 'certs'),
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
    ])
  }
  for (let id = 1; id <= count; id++) await startNode(id)
  const brokers = nodes.map((_, i) => `127.0.0.1:${portsOf(i + 1)[0]}`)
  return {
    brokers,
    bootstrap: brokers.join(','),
    secure:
      caPem === undefined
        ? undefined
        : {
            bootstrap: nodes.map((_, i) => `localhost:${portsOf(i + 1)[2]}`).join(','),
            caPem,
            username: 'lab',
            password: 'lab-secret',
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
  port: number
  controllerPort: number
  firstController: number
  data: string
  securePort: number | undefined
  certs: string
}

function properties(node: NodeConfig): string {
  const isController = node.id === 1
  const listeners = [
    `PLAINTEXT://127.0.0.1:${node.port}`,
    ...(node.securePort ? [`SASL_SSL://localhost:${node.securePort}`] : []),
  ]
  const replication = Math.min(node.count, 2)
  return [
    `process.roles=broker${isController ? ',controller' : ''}`,
    `node.id=${node.id}`,
    `controller.quorum.voters=1@127.0.0.1:${node.firstController}`,
    `listeners=${[...listeners, ...(isController ? [`CONTROLLER://127.0.0.1:${node.controllerPort}`] : [])].join(',')}`,
    `advertised.listeners=${listeners.join(',')}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL',
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
    ...(node.securePort ? secureProperties(node.certs) : []),
  ].join('\n')
}

function secureProperties(certs: string): string[] {
  return [
    'ssl.keystore.type=PKCS12',
    `ssl.keystore.location=${certs}/broker.p12`,
    'ssl.keystore.password=changeit',
    'ssl.key.password=changeit',
    'ssl.client.auth=none',
    'sasl.enabled.mechanisms=PLAIN',
    'listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_lab="lab-secret";',
  ]
}
