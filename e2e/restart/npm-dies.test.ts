// npm is killed while it serves a lab: what it started ends too, and the ports are free again. Needs
// the build (`npm run build`).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accepts } from '../support/child'
import { cliEnv, tempDir } from '../support/cli'
import { portOf } from '../support/serve'

const root = fileURLToPath(new URL('../..', import.meta.url))
let data: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  data = await tempDir('npm-dies')
})
afterAll(() => data.remove())

it.skipIf(process.platform === 'win32')('ends the engines when npm is killed', async () => {
  const words = ['serve', '--json', '--no-ui', '--kafka-port', '0', '--cql-port', '0']
  const npm = spawn('npm', ['run', '-s', 'sluice', '--', ...words, '--data', data.path], {
    cwd: root,
    env: cliEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(npm.stdout, 'data')
  const { kafka, cql }: { kafka: string; cql: string } = JSON.parse(String(line))
  expect(await accepts(portOf(kafka))).toBe(true)
  npm.kill('SIGKILL')
  await expect
    .poll(async () => [await accepts(portOf(kafka)), await accepts(portOf(cql))], {
      timeout: 30_000,
    })
    .toEqual([false, false])
})
