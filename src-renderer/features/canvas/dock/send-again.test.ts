// The wait before dead letters are sent: what happens when another lab is opened, or the run begins
// anew, before it is over; and what a page knows that is opened later.
import { TooltipProvider } from 'reka-ui'
import { createApp, effectScope, h, nextTick } from 'vue'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { DeadLetter } from '@shared/contract'
import { client, runs, session, setClient, startSession } from '@renderer/client'
import { fakeClient, nodeCatalog } from '@renderer/testing'
import { t, Toasts } from '@renderer/ui'
import { letters } from './send-again'

const text = (id: string) => `sluice: 1\nid: ${id}\ntitle: ${id}\nnodes: {}\n`
const start = (id: string) => client.runs.start({ ref: id, text: text(id) })
const open = (id: string) => session.openText(text(id), { isNew: true })
const letter = (seq: number): DeadLetter => ({
  ...{ seq, at: 0, node: 'parse', value: '{', offset: '7' },
  reason: { code: 'parse-type', kind: 'data', params: {}, retry: false },
})
const sentOf = async (lab: string) => (await client.runs.sentAgain({ lab })).map(({ seq }) => seq)

/** Asks for the sending; what comes back ends the wait. */
function askFor(...seqs: number[]): () => void {
  let end: (() => void) | undefined
  const clock = vi.spyOn(globalThis, 'setTimeout').mockImplementation(then => {
    if (typeof then === 'function') end = () => Reflect.apply(then, undefined, [])
    return 0
  })
  letters.sendSoon(seqs.map(letter))
  clock.mockRestore()
  if (end === undefined) throw new Error('nothing waits')
  return end
}

const soon = (seen: () => unknown) => vi.waitFor(seen, 20_000)
const scope = effectScope()
let left = ''
let right = ''
let tests = 0
beforeAll(() => {
  setClient(fakeClient(nodeCatalog))
  scope.run(startSession)
})
afterAll(() => scope.stop())
beforeEach(async () => {
  tests += 1
  left = `left-${tests}`
  right = `right-${tests}`
  await start(left)
  await start(right)
  await open(left)
  await soon(() => expect([...runs.value.keys()]).toEqual(expect.arrayContaining([right])))
})

it('sends to the lab that it was asked for, also when another one is open', async () => {
  const end = askFor(1, 2)
  expect([...letters.waiting.value]).toEqual([1, 2])
  await open(right)
  expect(letters.waiting.value.size).toBe(0)
  end()
  await soon(async () => expect(await sentOf(left)).toEqual([1, 2]))
  expect(await sentOf(right)).toEqual([])
  expect(letters.sent.value.size).toBe(0)
})

it('keeps a mended text while another lab is open', async () => {
  letters.mend(1, '{"quantity":1}')
  const end = askFor(1)
  await open(right)
  expect(letters.mended.value.size).toBe(0)
  await open(left)
  expect(letters.mended.value.get(1)).toBe('{"quantity":1}')
  end()
  await soon(() => expect([...letters.sent.value.keys()]).toEqual([1]))
  expect(letters.mended.value.size).toBe(0)
})

it('says that nothing was sent when the run began anew', async () => {
  const before = session.run.value?.startedAt
  const host = document.createElement('div')
  const app = createApp(() => h(TooltipProvider, () => h(Toasts)))
  app.mount(host)
  const end = askFor(1)
  await client.runs.reset({ lab: left })
  await start(left)
  await soon(() => expect(session.run.value?.startedAt).toBeGreaterThan(before ?? 0))
  expect(letters.waiting.value.size).toBe(0)
  end()
  await nextTick()
  expect(host.textContent).toContain(t('canvas.nothingSent', { lab: left }))
  app.unmount()
  expect(await sentOf(left)).toEqual([])
})

it('knows what was sent before the page knew of the run', async () => {
  await client.runs.sendAgain({ lab: right, letters: [{ seq: 5 }] })
  await open(right)
  await soon(() => expect([...letters.sent.value.keys()]).toEqual([5]))
  expect(letters.canSend(letter(5))).toBe(false)
})
