// Serves the lab in a browser. This process keeps the page and the token. The host runs in a forked
// process and is started again on the same ports when it dies, so that an open page says
// "reconnecting" and goes on.
import type { Contract } from '@shared/contract'
import { createClient, type CallsOf } from '@shared/rpc'
import { forkHost, SupervisedHost, type HostLife, type HostState } from '@main/host/process'
import type { LabError } from '@shared/errors'
import { createLog } from '@main/platform'
import { newToken } from './token'
import { startWebShell, type WebShell } from './web-shell'

const UI_PORT = 4780

export interface ServeOptions {
  readonly dataDir: string
  readonly kafkaPort?: number
  readonly cqlPort?: number
  readonly registryPort?: number
  /** The broker's settings, by Kafka's names. */
  readonly kafkaConfigs?: Readonly<Record<string, string>>
  /** 0 = any free one. */
  readonly uiPort?: number
  readonly ui?: boolean
  readonly durability?: 'safe' | 'fast'
  readonly version?: string
  /** The dev server's page, which talks to this lab. */
  readonly origins?: readonly string[]
  readonly token?: string
  readonly onState?: (state: HostState, error?: LabError) => void
  /** Another place for the host than a forked process. */
  readonly launch?: () => HostLife
}

export interface Serving {
  readonly client: CallsOf<Contract>
  readonly kafka: string
  readonly cql: string
  readonly ui?: string
  /** The host's process, which tests kill. */
  readonly hostPid: () => number | undefined
  /** For a host that was built anew. */
  restartHost(): void
  stop(): Promise<void>
}

export async function serveSupervised(options: ServeOptions): Promise<Serving> {
  const { dataDir, kafkaPort, cqlPort, kafkaConfigs, durability, version, ui = true } = options
  // The page is opened first, so that its address can be told to the host; the host follows.
  const held: { host?: SupervisedHost } = {}
  const token = options.token ?? newToken()
  const open = async () => {
    if (!held.host) throw new Error('no host yet')
    return held.host.open()
  }
  const page: WebShell | undefined = ui
    ? await startWebShell({
        open,
        port: options.uiPort ?? UI_PORT,
        token,
        origins: options.origins,
      })
    : undefined
  const start = {
    dataDir,
    shell: 'browser',
    kafkaPort,
    cqlPort,
    ...(options.registryPort === undefined
      ? {}
      : { registrySettings: { registry: 'on' as const, registryPort: options.registryPort } }),
    kafkaConfigs,
    durability,
    version,
    ...(page ? { tell: { ui: page.url } } : {}),
  } as const
  const onState = (state: HostState, error?: LabError) => {
    page?.notify(error?.toData(), state === 'halted')
    options.onState?.(state, error)
  }
  const supervised = new SupervisedHost({
    launch: options.launch ?? (() => forkHost()),
    start,
    log: createLog().child({ part: 'web' }),
    onState,
  })
  held.host = supervised
  const client = createClient(open)
  const stop = async () => {
    client.close()
    await page?.stop()
    await supervised.stop()
  }
  try {
    const { kafka = '', cql = '' } = await supervised.ready
    return {
      client,
      kafka,
      cql,
      ui: page?.url,
      hostPid: () => supervised.pid,
      restartHost: () => supervised.restart(),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
