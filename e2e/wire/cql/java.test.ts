// The Java driver 4, which asks for protocol v5 first and steps down: metadata, prepared
// statements, a batch, paging, errors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mavenJars } from '../../support/maven'
import { hasTool, repoPath, runOrThrow } from '../../support/stamped'
import { wireCql, type WireCql } from './support'

const isHere = hasTool('java') && hasTool('mvn')
let wire: WireCql
beforeAll(async () => {
  if (isHere) wire = await wireCql()
})
afterAll(() => wire?.end())

describe.runIf(isHere)('the Java driver', () => {
  it('connects, writes, pages and reads back', async () => {
    const jars = await mavenJars('cql-clients', repoPath('e2e/wire/cql/pom.xml'))
    const source = repoPath('e2e/wire/cql/Client.java')
    const { stdout } = await runOrThrow('java', [
      '-Xmx256m',
      // Its own two seconds are too few where other steps take the cores.
      '-Ddatastax-java-driver.basic.request.timeout=20s',
      '-cp',
      `${jars}/*`,
      source,
      String(wire.port),
    ])
    expect(stdout.trim().split('\n')).toEqual([
      'protocol V4',
      'columns 3',
      'rows 250',
      'invalid Undefined column name nada in table java.t',
    ])
  })
})
