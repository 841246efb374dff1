// `sluice runs tile`: what can be shown, and its rows as CSV.
import { describe, expect, it } from 'vitest'
import { page, runFake, type FakeRun } from '../../testing'

describe('the rows of a tile', () => {
  const columns = [
    { name: 'country', type: 'string' },
    { name: 'sales', type: 'decimal(20,2)' },
  ]
  const row = (key: string, values: (string | null)[]) => ({ key, values, changedAt: 0 })
  const client: FakeRun['client'] = {
    runs: {
      views: async () => [{ node: 'countries', columns, chart: 'map' }],
      view: async () => ({
        ...page([]),
        reset: true,
        items: [row('a', ['Korea, South', '10.50']), row('b', ['Brasil', null])],
      }),
    },
  }
  const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=a' }) }
  const run = (...args: string[]) =>
    runFake(['runs', 'tile', 'shop', ...args, '--lang', 'en'], { client, parts })

  it('are listed by node, and written as they are stored', async () => {
    expect((await run()).out).toContain('country, sales')
    expect((await run('countries')).out).toBe(
      'country,sales\r\n"Korea, South",10.50\r\nBrasil,\r\n',
    )
    expect((await run('countries', '--json')).out).toContain('{"country":"Brasil","sales":null}')
  })

  it('need a node that shows rows', async () => {
    const { code, err } = await run('till')
    expect(code).not.toBe(0)
    expect(err).toContain('“till”')
  })
})
