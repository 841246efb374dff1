// `sluice tail`: what it reads and shows of a topic, page by page and live, with and without a
// condition.
import { describe, expect, it } from 'vitest'
import type { TopicRecord } from '@shared/contract'
import { page, runFake, type FakeRun } from '../testing'

const record = (offset: number, partition = 0): TopicRecord => ({
  partition,
  offset: String(offset),
  timeMs: 0,
  key: null,
  value: `v${offset}`,
  headers: [],
  sizeBytes: 2,
  truncated: false,
})

describe('tail', () => {
  const log = Array.from({ length: 2500 }, (_, offset) => record(offset))
  const partitionList = [
    { id: 0, leader: 0, replicas: [0], isr: [0], earliest: '0', latest: '2500' },
  ]
  const detail = {
    name: 't',
    partitions: 1,
    replication: 1,
    records: 2500,
    internal: false,
    partitionList,
    configs: [],
  }
  const browse: NonNullable<NonNullable<FakeRun['client']>['topics']>['browse'] = async ({
    from,
    limit = 100,
  }) => {
    const start = typeof from === 'object' && 'offset' in from ? from.offset : 0
    const records = log.slice(start, start + limit)
    return {
      records,
      scanned: records.length,
      matched: records.length,
      unlike: 0,
      stoppedBecause: start + limit < log.length ? 'limit' : 'end',
    }
  }
  const offsets = (out: string) =>
    out
      .trim()
      .split('\n')
      .map(line => Number(JSON.parse(line).offset))

  it('reads all that is there, page by page, and ends', async () => {
    const { out } = await runFake(['tail', 't', '--from', 'earliest', '--end', '--json'], {
      client: { topics: { describe: async () => detail, browse } },
    })
    expect(offsets(out)).toEqual(log.map((_, at) => at))
  })

  it('follows without showing twice, and fetches what the feed dropped', async () => {
    const pages = [
      page(log.slice(2100, 2200)),
      page(log.slice(2300, 2400), 100),
      page(log.slice(2390, 2500)),
    ]
    const describeTopic = async () => ({
      ...detail,
      partitionList: [{ ...partitionList[0]!, latest: '2100' }],
    })
    const { out } = await runFake(['tail', 't', '--limit', '400', '--json'], {
      client: {
        topics: { describe: describeTopic, browse, tail: async () => pages.shift() ?? page([]) },
      },
    })
    expect(offsets(out)).toEqual(Array.from({ length: 400 }, (_, at) => 2100 + at))
  })

  it('shows what a condition holds for, and never reads twice what it left out', async () => {
    const sale = (offset: number) => ({
      ...record(offset),
      value: JSON.stringify({ total: offset }),
    })
    const asked: unknown[] = []
    const filtered: typeof browse = async ({ from, where }) => {
      const start = typeof from === 'object' && 'offset' in from ? from.offset : 0
      asked.push({ start, ...where })
      const found = start === 0 ? [sale(900)] : []
      const counts = { scanned: 1000, matched: found.length, unlike: 1 }
      return start === 0
        ? {
            records: found,
            ...counts,
            stoppedBecause: 'time-limit',
            rest: [{ partition: 0, offset: 1000 }],
          }
        : { records: found, ...counts, stoppedBecause: 'end' }
    }
    const pages = [page([sale(2500), sale(3), sale(2501)])]
    const fields = 'struct<total: long>'
    const { out } = await runFake(
      ['tail', 't', '--from', 'earliest', '--where', 'total > 899', '--limit', '3', '--json'],
      {
        client: {
          topics: {
            describe: async () => detail,
            browse: filtered,
            fields: async () => ({ fields }),
            tail: async () => pages.shift() ?? page([sale(2502)]),
          },
        },
      },
    )
    expect(offsets(out)).toEqual([900, 2500, 2501])
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const where = { where: 'total > 899', fields, timezone }
    expect(asked).toEqual([
      { start: 0, ...where },
      { start: 1000, ...where },
    ])
    // A record that came cut short is read whole.
    const cut = { ...sale(2500), value: '{"pad": "x', truncated: true }
    const whole: typeof browse = async ({ from }) => ({
      records: typeof from === 'object' && 'offset' in from ? [sale(2500)] : [],
      ...{ scanned: 1, matched: 1, unlike: 0, stoppedBecause: 'end' },
    })
    const live = await runFake(['tail', 't', '--where', 'total > 899', '--limit', '1', '--json'], {
      client: {
        topics: {
          describe: async () => detail,
          browse: whole,
          fields: async () => ({ fields }),
          tail: async () => page([cut]),
        },
      },
    })
    expect(offsets(live.out)).toEqual([2500])
    const wrong = await runFake(['tail', 't', '--where', 'totals > 1', '--json'], {
      client: { topics: { describe: async () => detail, fields: async () => ({ fields }) } },
    })
    expect(wrong.code).toBe(2)
    expect(JSON.parse(wrong.err).error).toMatchObject({ code: 'expr-unknown-column-near' })
  })

  it('keeps control characters of foreign data away from the terminal', async () => {
    const evil = { ...record(0), value: '\u001b[2Jgone\u0007' }
    const once = async () => ({
      records: [evil],
      scanned: 1,
      matched: 1,
      unlike: 0,
      stoppedBecause: 'end' as const,
    })
    const { out } = await runFake(['tail', 't', '--from', '0', '--limit', '1'], {
      client: { topics: { describe: async () => detail, browse: once } },
    })
    expect(out).toBe('0@0  \\x1b[2Jgone\\x07\n')
  })
})
