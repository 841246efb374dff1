// A real MariaDB or MySQL: a data folder of its own, no service, one database and one account; and
// what tests ask of any real SQL server.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { freePorts, startChild, type Started } from './child'

export interface RealSql {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly node: Started
  /** The rows of a statement, by a client of the tests' own; decimals and moments as text, in UTC. */
  query(statement: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** Starts a server that was stopped, on its own data; resolves when it answers. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export type SqlEngine = 'mariadb' | 'mysql' | 'postgresql'

export interface SqlServer {
  readonly name: string
  readonly env: NodeJS.ProcessEnv
  /** Fills the empty data folder. */
  readonly install: (data: string) => Promise<void>
  readonly command: readonly [server: string, ...args: string[]]
}

/** These servers run as root only when they are told to. */
export const AS_WE_ARE = process.getuid?.() === 0 ? ['--user=root'] : []

const account = { database: 'ecom_db', user: 'lab', password: 'lab' }

/** Where a server is, as people have it in a .env: what `--connection NAME=FILE` reads. */
export async function writeSqlEnv(
  engine: SqlEngine,
  server: RealSql,
  file: string,
): Promise<string> {
  const { host, port, database, user, password } = server
  const lines = Object.entries({
    HOST: host,
    PORT: port,
    DATABASE: database,
    USER: user,
    PASSWORD: password,
  })
  await writeFile(
    file,
    lines.map(([name, value]) => `${engine.toUpperCase()}_${name}=${value}\n`).join(''),
  )
  return file
}

export async function startRealSql({ name, env, install, command }: SqlServer): Promise<RealSql> {
  const dir = await mkdtemp(join(tmpdir(), `real-${name}-`))
  const [data, socketPath] = [join(dir, 'data'), join(dir, 'sock')]
  await mkdir(data)
  const [port = 0] = await freePorts(1)
  await install(data)
  const [server, ...given] = command
  const args = [
    ...given,
    ...AS_WE_ARE,
    ...[`--datadir=${data}`, `--socket=${socketPath}`, `--pid-file=${join(dir, 'pid')}`],
    ...['--bind-address=127.0.0.1', `--port=${port}`, '--skip-log-bin', '--skip-name-resolve'],
    // An unusual zone, so that a time in the server's own zone is noticed.
    '--default-time-zone=-03:00',
    ...[
      '--innodb-buffer-pool-size=64M',
      '--character-set-server=utf8mb4',
      '--performance-schema=OFF',
    ],
  ]
  const asRoot = async (...statements: readonly string[]) => {
    const connection = await createConnection({ socketPath, user: 'root' })
    try {
      for (const statement of statements) await connection.query(statement)
    } finally {
      await connection.end()
    }
  }
  const start = () =>
    startChild(server, args, {
      logFile: join(dir, '..', `${name}-${port}.log`),
      env,
      ready: () => asRoot('select 1').then(() => true),
    })
  let node = await start()
  const { database, user, password } = account
  await asRoot(
    `create database ${database} character set utf8mb4`,
    `create user '${user}'@'127.0.0.1' identified by '${password}'`,
    `grant all on ${database}.* to '${user}'@'127.0.0.1'`,
  )
  return {
    host: '127.0.0.1',
    port,
    ...account,
    get node() {
      return node
    },
    async query(statement, values = []) {
      const connection = await createConnection({
        ...{ host: '127.0.0.1', port, database, user, password, charset: 'utf8mb4' },
        ...{ dateStrings: true, supportBigNumbers: true },
      })
      try {
        await connection.query("SET time_zone = '+00:00'")
        const [rows] = await connection.query<RowDataPacket[]>(statement, [...values])
        return rows
      } finally {
        await connection.end()
      }
    },
    async restart() {
      node = await start()
    },
    async stop() {
      await node.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
