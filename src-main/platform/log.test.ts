// A line of the log is one JSON object: what is in it, what is left out, and what is censored.
import { PassThrough } from 'node:stream'
import { LabError } from '@shared/errors'
import { describe, expect, it } from 'vitest'
import { createLog, type Log } from './log'

function lines(work: (log: Log) => void): Record<string, unknown>[] {
  const out = new PassThrough()
  work(createLog(out))
  const text = (out.read() as Buffer | null)?.toString() ?? ''
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

describe('a log', () => {
  it('writes a line of JSON with level, time, fields and id', () => {
    const [line] = lines(log => log.child({ part: 'kafka' }).warn({ file: 'a\nb' }, 'recovered'))
    expect(line).toEqual({
      ...{ level: 40, time: expect.any(Number) as number, part: 'kafka' },
      ...{ file: 'a\nb', msg: 'recovered' },
    })
  })

  it('leaves out what is less than a warning, and all of a silent one', () => {
    const written = lines(log => {
      log.info({}, 'small')
      log.child({}, { level: 'silent' }).fatal({}, 'unheard')
      log.child({}, { level: 'info' }).info({}, 'heard')
      log.fatal({}, 'large')
    })
    expect(written.map(({ msg, level }) => [msg, level])).toEqual([
      ['heard', 30],
      ['large', 60],
    ])
  })

  it('shows an error with its code, its stack and its cause', () => {
    const cause = new Error('no space')
    const err = new LabError('disk-full', { kind: 'storage', params: { file: 'f' }, cause })
    const [line] = lines(log => log.error({ err }, 'failed'))
    expect(line).toMatchObject({
      err: { code: 'disk-full', params: { file: 'f' }, cause: { message: 'no space' } },
    })
    expect(JSON.stringify(line)).toContain('log.test.ts')
  })

  it('censors secrets wherever they stand', () => {
    const secret = { password: 'p', deep: [{ sasl: { user: 'u' } }], token: 't' }
    const [line] = lines(log => log.error({ secret: 's', of: secret }, 'id'))
    expect(line).toMatchObject({
      secret: '[Redacted]',
      of: { password: '[Redacted]', deep: [{ sasl: '[Redacted]' }], token: '[Redacted]' },
    })
  })

  it('writes what JSON cannot show as it is: bigints, circles', () => {
    const circle: Record<string, unknown> = { n: 2n ** 60n }
    circle.self = circle
    expect(lines(log => log.error({ circle }, 'id'))).toMatchObject([
      { circle: { n: '1152921504606846976' } },
    ])
  })
})
