import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockDirectory, readLock } from './dir-lock'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-lock-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Tells one process from a later one of the same pid; on other systems the pid alone decides. */
const hasProc = existsSync('/proc/self/stat')
const heldBy = (pid: number, startedAt = '', parent?: number) =>
  writeFile(join(dir, 'in-use.json'), JSON.stringify({ pid, startedAt, parent }))

describe('the lock of a data directory', () => {
  it('is refused to a second owner while the first lives, and free when given back', async () => {
    const lock = await lockDirectory(dir)
    await expect(lockDirectory(dir)).rejects.toMatchObject({ code: 'data-dir-in-use' })
    await lock.release()
    const again = await lockDirectory(dir)
    expect([lock.wasLeft, again.wasLeft]).toEqual([false, false])
    await again.release()
  })

  it('refuses by name what is damaged, for it may belong to one that lives', async () => {
    const lock = await lockDirectory(dir)
    await lock.tell({ kafka: '127.0.0.1:9092' })
    const file = join(dir, 'in-use.json')
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole)
      damaged[at] = damaged[at]! ^ 1
      await writeFile(file, damaged)
      await expect(lockDirectory(dir)).rejects.toMatchObject({
        code: expect.stringMatching(/^(lock-damaged|data-dir-in-use)$/),
      })
    }
    await writeFile(file, whole.subarray(0, 9))
    await expect(lockDirectory(dir)).rejects.toMatchObject({
      code: 'lock-damaged',
      params: { file },
    })
    expect(await readLock(dir)).toBeUndefined()
    await lock.release()
  })

  it('is taken over when nothing is left of it', async () => {
    await writeFile(join(dir, 'in-use.json'), '\0\0\0')
    const lock = await lockDirectory(dir)
    expect(lock.wasLeft).toBe(true)
    await lock.release()
  })

  it.each(['gives it back', 'is killed'])(
    'waits for an owner whose parent is gone, until it %s',
    async how => {
      const parent = spawn(process.execPath, ['-e', '0'])
      await once(parent, 'exit')
      const owner = spawn('sleep', ['60'])
      await heldBy(owner.pid!, '', parent.pid)
      let isTaken = false
      const taking = lockDirectory(dir).finally(() => (isTaken = true))
      await vi.waitUntil(async () => (await readLock(dir))?.pid === owner.pid)
      expect(isTaken).toBe(false)
      if (how === 'gives it back') await rm(join(dir, 'in-use.json'))
      owner.kill('SIGKILL')
      const lock = await taking
      expect(lock.wasLeft).toBe(how === 'is killed')
      await lock.release()
    },
  )

  it('tells facts whole and in order, and none after the end', async () => {
    const lock = await lockDirectory(dir)
    void lock.tell({ kafka: 'a' })
    await lock.tell({ kafka: 'b', cql: 'c' })
    expect(await readLock(dir)).toMatchObject({ pid: process.pid, kafka: 'b', cql: 'c' })
    void lock.tell({ kafka: 'late' })
    await lock.release()
    await lock.tell({ kafka: 'later' })
    expect(existsSync(join(dir, 'in-use.json'))).toBe(false)
  })

  it.skipIf(!hasProc)('is taken over when the pid has gone to another program since', async () => {
    await heldBy(process.pid, '1')
    expect(await readLock(dir)).toBeUndefined()
    const lock = await lockDirectory(dir)
    expect(lock.wasLeft).toBe(true)
    await lock.release()
  })

  it.skipIf(!hasProc)(
    'is taken over from a process that was killed and that nobody has waited for',
    async () => {
      // `exec` makes a sleep, which waits for no child, the parent of a child that is killed then:
      // a shell would ask after it.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      try {
        const pid = Number(
          await new Promise<string>(resolve =>
            parent.stdout.once('data', data => resolve(String(data))),
          ),
        )
        await expect
          .poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim())
          .toBe('sleep')
        process.kill(pid, 'SIGKILL')
        await expect
          .poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(' Z '))
          .toBe(true)
        await heldBy(pid)
        expect(await readLock(dir)).toBeUndefined()
      } finally {
        parent.kill('SIGKILL')
      }
    },
  )
})
