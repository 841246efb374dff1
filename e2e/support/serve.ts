// `sluice serve` as a child, on a data directory and ports that stay the same from one life to the
// next.
import { firstLine, startSluice, type Ended, type RunningCli } from './cli'

export interface ServeOptions {
  readonly data: string
  /** 0: any free port, and that same one again after a restart. */
  readonly kafkaPort?: number
  readonly cqlPort?: number
  /** With the page too. */
  readonly ui?: boolean
  readonly env?: NodeJS.ProcessEnv
  /** What runs the command line instead of node, such as a shell with a limit set. */
  readonly command?: readonly string[]
}

export interface Served {
  /** HOST:PORT */
  readonly kafka: string
  readonly cql: string
  readonly ui?: string
  readonly cli: RunningCli
  stop(signal?: NodeJS.Signals): Promise<Ended>
  kill9(): Promise<void>
  /** Starts it again after stop or kill9; resolves when it is ready. */
  restart(): Promise<void>
}

export async function startServe(options: ServeOptions): Promise<Served> {
  let life = await begin(options, options.kafkaPort ?? 0, options.cqlPort ?? 0)
  const ports = { kafka: portOf(life.kafka), cql: portOf(life.cql) }
  return {
    get kafka() {
      return life.kafka
    },
    get cql() {
      return life.cql
    },
    get ui() {
      return life.ui
    },
    get cli() {
      return life.cli
    },
    stop: signal => life.cli.stop(signal),
    kill9: () => life.cli.kill9(),
    async restart() {
      life = await begin(options, ports.kafka, ports.cql)
    },
  }
}

interface Life {
  readonly kafka: string
  readonly cql: string
  readonly ui?: string
  readonly cli: RunningCli
}

async function begin(options: ServeOptions, kafkaPort: number, cqlPort: number): Promise<Life> {
  const words = [
    'serve',
    '--json',
    '--data',
    options.data,
    '--kafka-port',
    String(kafkaPort),
    '--cql-port',
    String(cqlPort),
    '--kafka-config',
    'group.initial.rebalance.delay.ms=0',
  ]
  const cli = startSluice(options.ui ? words : [...words, '--no-ui'], {
    env: options.env,
    command: options.command,
  })
  const line: unknown = JSON.parse(await firstLine(cli))
  // What serve promises to print (issue 3): a parse boundary.
  const { kafka, cql, ui } = line as { kafka: string; cql: string; ui?: string }
  return { kafka, cql, ui, cli }
}

export const portOf = (address: string): number =>
  Number(address.slice(address.lastIndexOf(':') + 1))
