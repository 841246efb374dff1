// Jobs one after another in a made-up program: a script that stands where Java or Python stands, and
// answers each job with what it was given.
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WarmProgram } from './warm-program'

let root: string
let warm: WarmProgram
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'warm-'))
  warm = new WarmProgram()
})
afterEach(async () => {
  await warm.end()
  await rm(root, { recursive: true, force: true })
})

/** Does jobs as warm.py does; the words of a job say how it goes. */
const SCRIPT = `#!${process.execPath}
import { existsSync, readFileSync } from 'node:fs'
for (let number = 1; ; number++) {
  const file = 'job-' + number + '.json'
  while (!existsSync(file)) await new Promise(resolve => setTimeout(resolve, 10))
  const { dir, words, settings } = JSON.parse(readFileSync(file, 'utf8'))
  const facts = { pid: process.pid, cwd: process.cwd(), first: process.argv.slice(2), dir, settings }
  console.log(JSON.stringify({ ...facts, words, secret: process.env.SHOP_PASSWORD }))
  if (words.includes('fail')) process.exit(3)
  if (words.includes('stay')) await new Promise(resolve => setInterval(() => {}, 1000))
  console.log('{"sluice": "over"}')
}
`

interface Told {
  readonly pid: number
  readonly cwd: string
  readonly first: readonly string[]
  readonly dir: string
  readonly settings: Readonly<Record<string, string>>
  readonly words: readonly string[]
  readonly secret?: string
}

async function start(more: { word?: string; dir?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { word = 'good', dir = root, env = {} } = more
  const file = join(root, 'program.mjs')
  await writeFile(file, SCRIPT)
  await chmod(file, 0o755)
  const command = { file, words: ['--first', 'runner.py', word], env: { ...process.env, ...env } }
  const said = { text: '' }
  const tree = await warm.start(command, dir, (from, text) => {
    if (from === 'stdout') said.text += text
  })
  const told = async () =>
    vi.waitUntil((): Told | false => said.text.endsWith('\n') && JSON.parse(said.text), 20_000)
  return { ...tree, told }
}

const filesOf = async (dir: string) =>
  Promise.all((await readdir(dir)).map(name => readFile(join(dir, name), 'utf8')))

describe.skipIf(process.platform === 'win32')('a warm program', () => {
  it('does one job after another, each in its own folder', async () => {
    const first = await start({ dir: join(root, 'one'), env: { BROKER_BOOTSTRAP_SERVERS: 'a:1' } })
    expect(await first.ended).toBe(0)
    const second = await start({ dir: join(root, 'two'), env: { BROKER_BOOTSTRAP_SERVERS: 'b:2' } })
    expect(await second.ended).toBe(0)
    const [one, two] = [await first.told(), await second.told()]
    expect(two.pid).toBe(one.pid)
    expect(one.first).toEqual(['--first', 'warm.py'])
    expect([one.dir, one.words, one.settings]).toEqual([
      join(root, 'one'),
      ['good'],
      { BROKER_BOOTSTRAP_SERVERS: 'a:1' },
    ])
    expect([two.dir, two.settings]).toEqual([
      join(root, 'two'),
      { BROKER_BOOTSTRAP_SERVERS: 'b:2' },
    ])
  })

  it('writes no secret to a file: a job with another one gets a program of its own', async () => {
    const first = await start({ env: { SHOP_PASSWORD: 'hush-1' } })
    await first.ended
    const { pid, cwd, secret } = await first.told()
    expect(secret).toBe('hush-1')
    expect((await filesOf(cwd)).join()).not.toContain('hush')
    const second = await start({ env: { SHOP_PASSWORD: 'hush-2' } })
    await second.ended
    expect((await second.told()).secret).toBe('hush-2')
    expect((await second.told()).pid).not.toBe(pid)
    expect(existsSync(cwd)).toBe(false)
  })

  it('begins anew after a job that failed', async () => {
    const first = await start({ word: 'fail' })
    expect(await first.ended).toBe(3)
    const second = await start()
    expect(await second.ended).toBe(0)
    expect((await second.told()).pid).not.toBe((await first.told()).pid)
  })

  it('says that it cannot be started', async () => {
    const nobody = { file: join(root, 'nobody'), words: ['runner.py'], env: {} }
    const { ended } = await warm.start(nobody, root, () => {})
    await expect(ended).rejects.toThrow('ENOENT')
  })

  it('is ended by the kill of a job that is not over, and of no other', async () => {
    const first = await start()
    await first.ended
    first.kill()
    const second = await start({ word: 'stay' })
    expect((await second.told()).pid).toBe((await first.told()).pid)
    second.kill()
    expect(await second.ended).toBe(null)
  })

  it('leaves nothing behind', async () => {
    const { ended, told } = await start()
    await ended
    const { cwd, pid } = await told()
    await warm.end()
    expect(existsSync(cwd)).toBe(false)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
