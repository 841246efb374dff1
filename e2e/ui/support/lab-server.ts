// The built product as a person starts it in a terminal: `sluice serve`, on free ports and a data
// directory of its own.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** Another build than the repository's, such as a packaged one. */
const CLI = process.env['SLUICE_CLI'] ?? join(ROOT, 'out/main/cli.js')
const run = promisify(execFile)
const START_MS = 90_000
const DISK_PRELOAD = new URL('disk.mjs', import.meta.url).href

export interface Addresses {
  readonly kafka: string
  readonly cql: string
  readonly ui: string
  /** Of the room's page, with its key, where the host listens for it. */
  readonly room?: string
}

export class LabServer {
  private child: ChildProcess | undefined
  private errors = ''
  addresses: Addresses = { kafka: '', cql: '', ui: '' }

  private constructor(
    readonly dataDir: string,
    /** Of `serve`, beside its ports. */
    private readonly flags: readonly string[],
  ) {}

  static async start(flags: readonly string[] = []): Promise<LabServer> {
    if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run npm run build first`)
    const server = new LabServer(await mkdtemp(join(tmpdir(), 'sluice-ui-')), flags)
    await server.start()
    return server
  }

  /** Again on the same data; on the same address, so that an open page finds it. */
  async start(): Promise<void> {
    const port = this.addresses.ui === '' ? '0' : new URL(this.addresses.ui).port
    const child = spawn(
      process.execPath,
      [
        CLI,
        'serve',
        '--json',
        '--data',
        this.dataDir,
        '--kafka-port',
        '0',
        '--cql-port',
        '0',
        '--ui-port',
        port,
        '--kafka-config',
        'group.initial.rebalance.delay.ms=0',
        ...this.flags,
      ],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_OPTIONS: `--import ${DISK_PRELOAD}`,
          SLUICE_TEST_DISK: this.diskFile,
        },
      },
    )
    this.child = child
    child.stderr.on(
      'data',
      (part: Buffer) => (this.errors = (this.errors + part.toString()).slice(-8000)),
    )
    this.addresses = await new Promise<Addresses>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`serve was not ready in time\n${this.errors}`)),
        START_MS,
      )
      createInterface({ input: child.stdout }).on('line', line => {
        const said = readAddresses(line)
        if (said === undefined) return
        clearTimeout(timer)
        resolve(said)
      })
      child.once('exit', code => reject(new Error(`serve ended with ${code}\n${this.errors}`)))
    })
  }

  private get diskFile(): string {
    return `${this.dataDir}.disk.json`
  }

  /** How full the disk says it is from now on; without, it is as it is. */
  async disk(space?: { readonly freeBytes: number; readonly totalBytes: number }): Promise<void> {
    if (space) await writeFile(this.diskFile, JSON.stringify(space))
    else await rm(this.diskFile, { force: true })
  }

  /** As the power cut does it: the whole process at once. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** The process of the host alone; the one that serves the page starts it again. */
  async killHost(): Promise<void> {
    const holder: unknown = JSON.parse(await readFile(join(this.dataDir, 'in-use.json'), 'utf8'))
    if (typeof holder !== 'object' || holder === null || !('pid' in holder))
      throw new Error('nobody has the data directory')
    process.kill(Number(holder.pid), 'SIGKILL')
  }

  /** A question on the command line, answered as JSON. */
  async ask(...words: string[]): Promise<unknown> {
    return JSON.parse((await run(process.execPath, [CLI, ...words, '--json'])).stdout)
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    await this.disk()
    await rm(this.dataDir, { recursive: true, force: true })
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const over = new Promise(resolve => child.once('exit', resolve))
    child.kill(signal)
    await over
  }
}

function readAddresses(line: string): Addresses | undefined {
  try {
    const said: unknown = JSON.parse(line)
    if (
      typeof said !== 'object' ||
      said === null ||
      !('ui' in said) ||
      !('kafka' in said) ||
      !('cql' in said)
    )
      return undefined
    const room = 'room' in said && Array.isArray(said.room) ? { room: String(said.room[0]) } : {}
    return { kafka: String(said.kafka), cql: String(said.cql), ui: String(said.ui), ...room }
  } catch {
    return undefined
  }
}
