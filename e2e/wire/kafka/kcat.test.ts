// kcat (librdkafka), unmodified: metadata, producing in every compression, consuming, offsets by
// time, a consumer group.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hasTool, run, runOrThrow } from '../../support/stamped'
import { lines, numbered, wireBroker, type WireBroker } from './support'

let wire: WireBroker
const kcat = (args: string[], input = '') =>
  runOrThrow('kcat', ['-b', wire.address, ...args], { input, timeoutMs: 60_000 })

beforeAll(async () => {
  wire = await wireBroker()
})
afterAll(() => wire.end())

describe.runIf(hasTool('kcat'))('kcat', () => {
  it('makes a topic by producing to it, and lists it', async () => {
    await kcat(['-P', '-t', 'listed'], 'one\n')
    const { stdout } = await kcat(['-L', '-J'])
    const listed = JSON.parse(stdout) as {
      topics: { topic: string; partitions: { leader: number }[] }[]
    }
    expect(listed.topics.find(({ topic }) => topic === 'listed')?.partitions).toMatchObject([
      { leader: 1 },
    ])
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'produces with %s and reads the same back',
    async codec => {
      const sent = numbered(500)
      const topic = `codec-${codec}`
      await kcat(
        ['-P', '-t', topic, '-K:', '-z', codec],
        sent.map((value, i) => `k${i}:${value}`).join('\n'),
      )
      const { stdout } = await kcat(['-C', '-t', topic, '-e', '-q', '-f', '%o %k %s\n'])
      expect(lines(stdout)).toEqual(sent.map((value, i) => `${i} k${i} ${value}`))
    },
  )

  it.each(['0', '1', 'all'])('produces with acks=%s', async acks => {
    const topic = `acks-${acks}`
    await kcat(['-P', '-t', topic, '-X', `acks=${acks}`], `${numbered(100).join('\n')}\n`)
    // Without acks it goes when it has sent all, and the broker may have some of it still to write.
    const end = async () => (await kcat(['-Q', '-t', `${topic}:0:-1`])).stdout
    if (acks === '0')
      await vi.waitUntil(async () => (await end()).includes('offset 100'), { timeout: 20_000 })
    expect(lines((await kcat(['-C', '-t', topic, '-e', '-q'])).stdout)).toHaveLength(100)
  })

  it('produces idempotently', async () => {
    await kcat(
      ['-P', '-t', 'idempotent', '-X', 'enable.idempotence=true'],
      `${numbered(1000).join('\n')}\n`,
    )
    expect(lines((await kcat(['-C', '-t', 'idempotent', '-e', '-q'])).stdout)).toEqual(
      numbered(1000),
    )
  })

  it('reads from an offset inside a batch, and headers', async () => {
    await kcat(['-P', '-t', 'inside', '-H', 'a=1'], `${numbered(50).join('\n')}\n`)
    const { stdout } = await kcat([
      '-C',
      '-t',
      'inside',
      '-o',
      '17',
      '-c',
      '2',
      '-q',
      '-f',
      '%o %h %s\n',
    ])
    expect(lines(stdout)).toEqual(['17 a=1 record-17', '18 a=1 record-18'])
  })

  it('asks for the offset of a time', async () => {
    const before = Date.now()
    await kcat(['-P', '-t', 'timed'], 'x\n')
    expect((await kcat(['-Q', '-t', `timed:0:${before - 60_000}`])).stdout).toContain('offset 0')
    expect((await kcat(['-Q', '-t', `timed:0:-1`])).stdout).toContain('offset 1')
  })

  it('consumes in a group, and goes on from what was committed', async () => {
    await kcat(['-P', '-t', 'grouped'], `${numbered(10).join('\n')}\n`)
    const read = (count: string) =>
      run(
        'kcat',
        [
          '-b',
          wire.address,
          '-G',
          'kcat-group',
          '-q',
          '-c',
          count,
          '-X',
          'auto.offset.reset=earliest',
          'grouped',
        ],
        {
          timeoutMs: 40_000,
        },
      )
    expect(lines((await read('4')).stdout)).toEqual(numbered(4))
    expect(lines((await read('6')).stdout)).toEqual(numbered(6, 4))
  })

  it('says what is wrong with a message that is too large', async () => {
    const ran = await run(
      'kcat',
      ['-b', wire.address, '-P', '-t', 'large', '-X', 'message.max.bytes=9000000', '-D|'],
      {
        input: 'x'.repeat(3_000_000),
        timeoutMs: 30_000,
      },
    )
    expect(ran.stderr).toContain('Message size too large')
  })
})
