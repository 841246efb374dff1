// A page that greets too late on a slow computer comes back by itself; one with a wrong token is
// told so, once and for all.
import { expect, it } from 'vitest'
import { createClient, memoryChannels } from '@shared/rpc'
import { Guests, handThrough } from './hand-through'

async function enter(token: string, late: number): Promise<string> {
  let tries = 0
  const hello = JSON.stringify({ t: 'hello', protocol: 1, contract: 'x', instance: 'one' })
  const client = createClient(
    () => {
      const [page, door] = memoryChannels()
      const isLate = tries++ < late
      handThrough(door, {
        token: 'right',
        guests: new Guests(),
        guestsMax: 1,
        ...(isLate ? { helloMs: 1 } : {}),
        onJudged: () => {},
        open: () => {
          const [host, other] = memoryChannels()
          other.onMessage(() => other.send(hello))
          return Promise.resolve(host)
        },
      })
      // What a late page sends does not come through before it is sent away.
      return Promise.resolve(isLate ? { ...page, send: () => {} } : page)
    },
    { token, retry: { firstMs: 1, maxMs: 1 } },
  )
  const end = await new Promise<string>(done =>
    client.onState(state => (state === 'ready' || state === 'refused') && done(state)),
  )
  client.close()
  return end
}

it('lets a page in that greeted too late the first time', async () => {
  expect(await enter('right', 1)).toBe('ready')
})

it('sends a page with a wrong token away', async () => {
  expect(await enter('wrong', 0)).toBe('refused')
})
