// A worker that was started before its work was known does the work that comes; another one is started
// where there is none.
import { once } from 'node:events'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorker, startWorkerEarly } from './early-worker'

let dir: string
let echo: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-early-'))
  echo = join(dir, 'echo.mjs')
  await writeFile(
    echo,
    `import { parentPort, threadId } from 'node:worker_threads'
     parentPort.once('message', work => parentPort.postMessage({ work, threadId }))`,
  )
})
afterAll(() => rm(dir, { recursive: true, force: true }))

it('gives the work to the worker that waits, the next to another', async () => {
  startWorkerEarly(echo)
  startWorkerEarly(echo)
  const [first, second] = [startWorker(echo, { n: 1 }), startWorker(echo, { n: 2 })]
  const answers = await Promise.all([first, second].map(worker => once(worker, 'message')))
  const [one, two] = answers.map(([answer]: unknown[]) => answer)
  expect(one).toMatchObject({ work: { n: 1 } })
  expect(two).toMatchObject({ work: { n: 2 } })
  expect(one).not.toMatchObject({ threadId: second.threadId })
  await Promise.all([first.terminate(), second.terminate()])
})

it('starts another one where the one that waited has ended', async () => {
  const broken = join(dir, 'broken.mjs')
  await writeFile(broken, 'process.exit(1)')
  startWorkerEarly(broken)
  await new Promise(resolve => setImmediate(resolve))
  await copyFile(echo, broken)
  await expect
    .poll(async () => {
      const worker = startWorker(broken, { n: 3 })
      const answer = await Promise.race([once(worker, 'message'), once(worker, 'exit')])
      await worker.terminate()
      return answer[0]
    })
    .toMatchObject({ work: { n: 3 } })
})
