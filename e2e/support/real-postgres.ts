// A real PostgreSQL from Debian's packages: a data folder of its own, no service, one database and
// one account. It listens with TLS too, under a certificate of its own authority.
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { makeCerts } from './certs'
import { freePorts, startChild } from './child'
import type { RealSql } from './real-sql'
import { runOrThrow } from './stamped'

const INSTALLED = '/usr/lib/postgresql'
/** PostgreSQL does not run as root: `nobody` then owns the data and the process. */
const NOBODY = 65_534
const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
const isRoot = process.getuid?.() === 0

export interface RealPostgres extends RealSql {
  /** The PEM of the authority that signed its certificate. */
  readonly caPem: string
}

export async function startRealPostgres(): Promise<RealPostgres> {
  const versions = (await readdir(INSTALLED)).sort((a, b) => Number(a) - Number(b))
  const bin = join(INSTALLED, versions.at(-1) ?? '', 'bin')
  const dir = await mkdtemp(join(tmpdir(), 'real-postgresql-'))
  const data = join(dir, 'data')
  const give = async (path: string, text?: string) => {
    if (text !== undefined) await writeFile(path, text, { mode: 0o600 })
    if (isRoot) await chown(path, NOBODY, NOBODY)
    return path
  }
  await give(dir)
  const call = (program: string, args: readonly string[]): readonly [string, ...string[]] =>
    isRoot ? ['setpriv', ...AS_NOBODY, join(bin, program), ...args] : [join(bin, program), ...args]
  const passwords = await give(join(dir, 'password'), 'lab\n')
  const [init, ...initArgs] = call('initdb', [
    ...[`--pgdata=${data}`, '--username=lab', `--pwfile=${passwords}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
  ])
  await runOrThrow(init, initArgs, { cwd: dir, timeoutMs: 120_000 })
  const certs = await makeCerts(join(dir, 'certs'))
  const [port = 0] = await freePorts(1)
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: dir,
    ssl: 'on',
    ssl_cert_file: await give(join(dir, 'server.crt'), certs.certPem),
    ssl_key_file: await give(join(dir, 'server.key'), certs.keyPem),
    // An unusual zone, so that a time in the server's own zone is noticed.
    timezone: 'America/Sao_Paulo',
    shared_buffers: '32MB',
    fsync: 'off',
  }
  const [server, ...args] = call('postgres', [
    ...['-D', data],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const at = { host: '127.0.0.1', port, user: 'lab', password: 'lab' }
  const asked = async (database: string, statement: string, values: readonly unknown[] = []) => {
    // Its texts are in UTC, whatever zone the server took from the machine.
    const client = new Client({ ...at, database, options: '-c TimeZone=UTC' })
    await client.connect()
    try {
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
      return rows
    } finally {
      await client.end()
    }
  }
  const start = () =>
    startChild(server, args, {
      logFile: join(tmpdir(), `postgresql-${port}.log`),
      ready: () => asked('postgres', 'SELECT 1').then(() => true),
    })
  let node = await start()
  await asked('postgres', 'CREATE DATABASE ecom_db')
  return {
    ...at,
    database: 'ecom_db',
    caPem: certs.caPem,
    get node() {
      return node
    },
    query: (statement, values) => asked('ecom_db', statement, values),
    async restart() {
      node = await start()
    },
    async stop() {
      // SIGINT ends the clients too; SIGTERM would wait for them.
      await node.stop('SIGINT')
      await rm(dir, { recursive: true, force: true })
    },
  }
}
