// `sluice runs letters` and `runs resend`: which letters are shown, and which are sent.
import { describe, expect, it } from 'vitest'
import { page, runFake, type FakeRun } from '../../testing'

describe('dead letters', () => {
  const reason = { code: 'row-refused', kind: 'data', params: {}, retry: false } as const
  const letterOf = (seq: number, offset?: string) => ({
    ...{ seq, at: 0, node: 'parsed', value: '{"n": "\u001b[2J"}', reason },
    ...(offset === undefined ? {} : { partition: 1, offset }),
  })
  const items = [letterOf(1, '20'), letterOf(2), letterOf(3, '21')]
  const sent = { seq: 3, topic: 'sales', partition: 1, offset: '30' }
  const asked: unknown[] = []
  const client: FakeRun['client'] = {
    runs: {
      deadLetters: async () => ({ ...page([]), items }),
      sentAgain: async () => [sent],
      deadLetter: async ({ seq }) => ({
        letter: items[seq - 1] ?? letterOf(seq),
        topic: 'sales',
        value: 'whole',
        hex: '77686f6c65',
        sizeBytes: 5,
        ...(seq === sent.seq ? { sent } : {}),
      }),
      sendAgain: async ({ letters }) => {
        asked.push(letters)
        return {
          sent: [{ ...sent, seq: 1 }],
          refused: letters.length > 1 ? [{ seq: 2, reason: { ...reason, kind: 'conflict' } }] : [],
        }
      },
    },
  }
  const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=a' }) }
  const run = (args: string[]) => runFake(['runs', ...args, '--lang', 'en'], { client, parts })

  it('are listed, and opened with their bytes', async () => {
    const { out } = await run(['letters', 'shop'])
    expect(out).toContain('1@20')
    expect(out).toContain('sales 1@30')
    expect(out).not.toContain('\u001b')
    const { out: one } = await run(['letters', 'shop', '--letter', '1'])
    expect(one).toContain('row-refused')
    expect(one).toContain('77 68 6f 6c 65')
  })

  it('are sent again: one mended, or all that were not sent yet', async () => {
    asked.length = 0
    expect((await run(['resend', 'shop', '--letter', '1', '--value', 'x'])).code).toBe(0)
    expect((await run(['resend', 'shop', '--all'])).code).toBe(0)
    await run(['resend', 'shop', '--all', '--twice'])
    expect(asked).toEqual([[{ seq: 1, value: 'x' }], [{ seq: 1 }], [{ seq: 1 }, { seq: 3 }]])
    const { out } = await run(['resend', 'shop', '--all', '--check'])
    expect(out).toContain('Would send 1 to sales')
    const { out: one } = await run(['resend', 'shop', '--letter', '3', '--check'])
    expect(one).toContain('Would send 0')
    const { out: twice } = await run(['resend', 'shop', '--letter', '3', '--twice', '--check'])
    expect(twice).toContain('Would send 1')
    expect(asked).toHaveLength(3)
  })

  it('need to be named', async () => {
    expect((await run(['resend', 'shop'])).code).toBe(2)
    expect((await run(['resend', 'shop', '--all', '--value', 'x'])).code).toBe(2)
  })
})
