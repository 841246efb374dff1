// A real MariaDB from Debian's packages (MySQL's own server is not to be had there), with a data folder of its own and no service.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startChild, type Started } from './child'
import { run, runOrThrow } from './stamped'

export interface RealMariaDb {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly node: Started
  /** Starts a server that was stopped, on its own data; resolves when it answers. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const account = { database: 'ecom_db', user: 'lab', password: 'lab' }
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` }

export async function startRealMariaDb(): Promise<RealMariaDb> {
  const dir = await mkdtemp(join(tmpdir(), 'real-mariadb-'))
  const [data, socket] = [join(dir, 'data'), join(dir, 'sock')]
  await mkdir(data)
  await chmod(dir, 0o755)
  const [port] = (await freePorts(1)) as [number]
  // mariadbd refuses to run as root: the folder goes to an unprivileged account then.
  const isRoot = process.getuid?.() === 0
  const as = isRoot ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : []
  if (isRoot) await runOrThrow('chown', ['-R', 'nobody', dir])
  const [install = '', ...installArgs] = [
    ...as,
    'mariadb-install-db',
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]
  await runOrThrow(install, installArgs, { env })
  const [server = '', ...serverArgs] = [
    ...as,
    'mariadbd',
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${join(dir, 'pid')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-log-bin',
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=64M',
    '--character-set-server=utf8mb4',
    '--performance-schema=OFF',
  ]
  const sql = (text: string) => run('mariadb', ['--no-defaults', '-uroot', '-S', socket, '-e', text], { env })
  const start = () =>
    startChild(server, serverArgs, {
      logFile: join(dir, '..', `mariadb-${port}.log`),
      env,
      ready: async () => (await sql('select 1')).code === 0,
    })
  let node = await start()
  const { database, user, password } = account
  await sql(
    `create database ${database} character set utf8mb4; create user '${user}'@'127.0.0.1' identified by '${password}'; grant all on ${database}.* to '${user}'@'127.0.0.1'`,
  )
  return {
    host: '127.0.0.1',
    port,
    ...account,
    get node() {
      return node
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
