// Java class paths from a pom: its runtime jars copied once to .cache/jars-NAME, and again when the
// pom changes. One Maven at a time: two that fill the same new local repository hand each other
// half-written files.
import { readFile } from 'node:fs/promises'
import { oneAtATime, runOrThrow, stampedFolder } from './stamped'

const GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
const TRIES = 3

/** Gives the folder that holds the jars of the pom; use it as `java -cp 'DIR/*'`. */
export async function mavenJars(name: string, pomPath: string): Promise<string> {
  return stampedFolder(`jars-${name}`, await readFile(pomPath, 'utf8'), into =>
    runMaven(['-f', pomPath, GOAL, `-DoutputDirectory=${into}`, '-DincludeScope=runtime']),
  )
}

/** Runs goals that fetch. */
export const runMaven = (words: readonly string[]): Promise<void> =>
  oneAtATime('maven', () => tryMaven(words, TRIES))

/**
 * What was fetched before a download broke off is kept, so that another try goes on from there;
 * `-U` asks again for what failed.
 */
async function tryMaven(words: readonly string[], tries: number): Promise<void> {
  try {
    await runOrThrow('mvn', ['-q', '-B', '-U', ...words], { timeoutMs: 300_000 })
  } catch (error) {
    if (tries <= 1) throw error
    await tryMaven(words, tries - 1)
  }
}
