// A small contract with a host behind it, for the tests of the channels: it runs in the test's
// process or in a forked child.
import { z } from 'zod'
import { command, feed, none, query } from '@shared/contract'
import { answerFeed, Ring } from '@shared/feed'
import { createServerOf, type Channel, type HandlersOf } from '@shared/rpc'

export const testContract = {
  test: {
    echo: query<string>()(z.strictObject({ text: z.string() })),
    blow: query<string>()(z.strictObject({ chars: z.number() })),
    add: command<number>()(z.strictObject({ by: z.number().default(1) })),
    /** A command that never ends by itself. */
    hang: command<void>()(none),
    wait: query<void>()(none),
    figures: query<{
      waiting: number
      waitingMax: number
      cancelled: number
      added: number
      ticks: number
    }>()(none),
    ticks: feed<number>()(z.object({})),
    tick: command<void>()(z.strictObject({ count: z.number() })),
    /** Breaks every channel, `afterMs` later. */
    cut: query<void>()(z.strictObject({ afterMs: z.number() })),
  },
}

export const TEST_LIMITS = { messageCharsMax: 10_000, inFlightMax: 50, helloMs: 200 }
export const TEST_TOKEN = 'open-sesame'

export function testHost(): { accept(channel: Channel): void } {
  const channels = new Set<Channel>()
  const ticks = new Ring<number>(10_000)
  const figures = { waiting: 0, waitingMax: 0, cancelled: 0, added: 0 }
  const handlers: HandlersOf<typeof testContract> = {
    test: {
      echo: ({ text }) => text,
      blow: ({ chars }) => 'x'.repeat(chars),
      add: ({ by }) => (figures.added += by),
      hang: () => new Promise(() => {}),
      wait: (_, { signal }) =>
        new Promise(resolve => {
          figures.waitingMax = Math.max(figures.waitingMax, ++figures.waiting)
          const done = () => {
            figures.waiting--
            figures.cancelled++
            resolve()
          }
          signal.addEventListener('abort', done, { once: true })
        }),
      figures: () => ({ ...figures, ticks: ticks.total }),
      ticks: ({ cursor }, { signal }) =>
        answerFeed(ticks, cursor, { signal, paceMs: 2, deadlineMs: 500 }),
      tick: ({ count }) => ticks.push(...Array.from({ length: count }, (_, i) => ticks.total + i)),
      cut: ({ afterMs }) => {
        setTimeout(() => {
          for (const channel of channels) channel.close()
          channels.clear()
        }, afterMs)
      },
    },
  }
  return {
    accept(channel) {
      channels.add(channel)
      createServerOf(testContract, channel, handlers, {
        limits: TEST_LIMITS,
        authorize: token => token === TEST_TOKEN,
        instance: 'test',
      })
    },
  }
}
