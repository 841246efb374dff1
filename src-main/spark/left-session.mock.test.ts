// What a killed client of Spark Connect left: a made-up Python is asked instead of the one that stops it.
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { endLeftSession, keepSession } from './left-session'

const server = vi.hoisted(() => ({ isThere: true }))
vi.mock('./master', async original => ({
  ...(await original<object>()),
  needMaster: async () => {
    if (!server.isThere) throw new Error('nobody answers')
  },
}))

const MASTER = 'sc://h:15002/;token=SECRET'
const LIFE = 'a-life-of-its-own'
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'left-session-'))
  server.isThere = true
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Its Python writes what it was asked, and ends with a code. */
async function placeOf(master: string, code: number) {
  const python = join(dir, 'python')
  const script = `#!${process.execPath}
require('node:fs').writeFileSync('asked', [process.argv[2], process.env.SPARK_REMOTE].join(' '))
process.exit(${code})
`
  await writeFile(python, script)
  await chmod(python, 0o755)
  return { master, python, java: '', home: dir, version: '4.3.0' }
}
const LEFT = { code: 'spark-connect-left', params: { text: 'sc://h:15002/;use_ssl=true' } }

describe.skipIf(process.platform === 'win32')('a session that was left', () => {
  it('is taken up by its number and ended, once', async () => {
    await keepSession(dir, LIFE, MASTER)
    expect(await readFile(join(dir, 'session.json'), 'utf8')).not.toContain('SECRET')
    const place = await placeOf('sc://h:15002/;token=NEW', 0)
    await endLeftSession(dir, place)
    const asked = await readFile(join(dir, 'asked'), 'utf8')
    expect(asked).toBe(`end_session.py sc://h:15002/;token=NEW;session_id=${LIFE}`)
    await rm(join(dir, 'asked'))
    await endLeftSession(dir, place)
    expect(await readdir(dir)).toEqual(['python'])
  })

  it.each([
    ['it could not be ended', MASTER, 1, true],
    ['its server does not answer', MASTER, 0, false],
    ['the run goes to another server', 'sc://other:15002', 0, true],
    ['the run goes to another kind of master', 'local[*]', 0, true],
  ])('is told, and not forgotten, where %s', async (_, master, code, isThere) => {
    await keepSession(dir, LIFE, MASTER)
    server.isThere = isThere
    const place = await placeOf(master, code)
    await expect(endLeftSession(dir, place)).rejects.toMatchObject(LEFT)
    expect(await readdir(dir)).toContain('session.json')
  })

  it('is none of other masters: their jobs end with their process', async () => {
    await keepSession(dir, LIFE, 'spark://h:7077')
    await endLeftSession(dir, await placeOf('spark://h:7077', 1))
    expect(await readdir(dir)).toEqual(['python'])
  })
})
