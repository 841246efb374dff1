// Java class paths from a pom: its runtime jars copied once to .cache/jars-NAME, and again when the pom changes.
import { readFile } from 'node:fs/promises'
import { runOrThrow, stampedFolder } from './stamped'

/** Gives the folder that holds the jars of the pom; use it as `java -cp 'DIR/*'`. */
export async function mavenJars(name: string, pomPath: string): Promise<string> {
  return stampedFolder(`jars-${name}`, await readFile(pomPath, 'utf8'), async into => {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
    await runOrThrow('mvn', ['-q', '-B', '-f', pomPath, goal, `-DoutputDirectory=${into}`, '-DincludeScope=runtime'], {
      timeoutMs: 300_000,
    })
  })
}
