// A real Flink 2.2 from PyPI, with the connectors that the exported projects name, from Maven.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMaven } from './maven'
import { pythonVenv } from './python'
import { repoPath, stampedFolder } from './stamped'

/** A Python with PyFlink. */
export const flinkPython = (): Promise<string> => pythonVenv('pyflink', ['apache-flink==2.2.0'])

/** Not every registry has the newest dialect; the one before works with the same connector. */
const MYSQL_DIALECT = process.env.SLUICE_FLINK_MYSQL ?? '3.3.0-1.20'

/** A folder with the jars of the project that needs the most of them. */
export const flinkJars = (): Promise<string> =>
  stampedFolder('flink-jars', MYSQL_DIALECT, into =>
    fetchJars(repoPath(join('src-main/export/golden/flink/r3-sales-dashboards', 'pom.xml')), into),
  )

/** A folder with those that a project's own pom.xml names. */
export const flinkJarsOf = async (name: string, pom: string): Promise<string> =>
  stampedFolder(`flink-jars-${name}`, await readFile(pom, 'utf8'), into => fetchJars(pom, into))

const fetchJars = (pom: string, into: string): Promise<void> => {
  const version = `-Djdbc.mysql.version=${MYSQL_DIALECT}`
  return runMaven(['-f', pom, 'dependency:copy-dependencies', `-Djars=${into}`, version])
}
