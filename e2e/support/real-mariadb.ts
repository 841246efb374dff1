// A real MariaDB from Debian's packages.
import { runOrThrow } from './stamped'
import { AS_WE_ARE, startRealSql, type RealSql } from './real-sql'

const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` }

export function startRealMariaDb(): Promise<RealSql> {
  return startRealSql({
    name: 'mariadb',
    env,
    command: ['mariadbd', '--no-defaults'],
    async install(data) {
      const words = [
        '--no-defaults',
        ...AS_WE_ARE,
        `--datadir=${data}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
      ]
      await runOrThrow('mariadb-install-db', words, { env })
    },
  })
}
