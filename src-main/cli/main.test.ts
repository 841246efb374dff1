import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LabError, type ErrorKind } from '@shared/errors'
import { errorTexts } from '@shared/text'
import { flagsOf } from './args/flags'
import { exitCodes } from './exit-code'
import { optionHelp, summaryOf } from './help'
import { runFake } from './testing'
import { defineVerb } from './verb'
import { verbs } from './verbs'

const failing = (kind: ErrorKind) =>
  defineVerb({
    name: 'fail',
    options: z.strictObject({}),
    run: () =>
      Promise.reject(new LabError('data-dir-in-use', { kind, params: { dir: '/d', pid: 7 } })),
  })

describe('runCli', () => {
  it('shows help on stdout when asked, and on stderr with code 2 when nothing was said', async () => {
    const asked = await runFake(['--help'])
    expect(asked).toMatchObject({ code: 0, err: '' })
    expect(asked.out).toContain('topics create TOPIC')
    expect(await runFake([])).toMatchObject({ code: 2, out: '' })
    expect((await runFake(['help', 'run'])).out).toContain('--events N')
    const family = await runFake(['topics', '--help'])
    expect(family.out).toContain('topics delete')
    expect(family.out).not.toContain('groups')
  })

  it.each(['en', 'pt-BR', 'es'] as const)(
    'has a summary and a line for each option in %s',
    language => {
      for (const verb of verbs) {
        expect(summaryOf(verb, language), verb.name).not.toBe('')
        for (const flag of flagsOf(verb))
          expect(optionHelp(verb, flag, language), `${verb.name} --${flag.name}`).not.toBe('')
      }
    },
  )

  it.each(verbs.map(verb => verb.name))(
    '%s has its own help page, within the width',
    async name => {
      const { out, code } = await runFake([...name.split(' '), '--help', '--lang', 'pt-BR'])
      expect(code).toBe(0)
      expect(out).toContain('Uso: sluice')
      const tooWide = out
        .split('\n')
        .filter(line => line.length > 100 && !line.startsWith('  sluice '))
      expect(tooWide).toEqual([])
    },
  )

  it.each<[ErrorKind, number]>([
    ['bug', 1],
    ['usage', 2],
    ['config', 2],
    ['unreachable', 3],
    ['conflict', 4],
    ['auth', 5],
    ['remote', 6],
    ['storage', 7],
    ['limit', 8],
    ['data', 9],
    ['cancelled', 130],
  ])('ends a %s error with code %i, which help explains', async (kind, code) => {
    const ran = await runFake(['fail'], { verbs: [failing(kind)] })
    expect(ran.code).toBe(code)
    expect(ran.err.split('\n')).toHaveLength(2)
    expect(exitCodes).toContain(code)
  })

  it('says errors in two sentences, in the language asked for', async () => {
    const { err } = await runFake(['fail', '--lang', 'pt-BR'], { verbs: [failing('conflict')] })
    const words = errorTexts['data-dir-in-use']!['pt-BR']
    expect(err).toBe(
      `${words.what.replace('{pid}', '7').replace('{dir}', '/d')} ${words.todo.replace('{pid}', '7').replace('{dir}', '/d')}\n`,
    )
  })

  it('says errors as one JSON object with --json', async () => {
    const { err, out } = await runFake(['fail', '--json'], { verbs: [failing('conflict')] })
    expect(out).toBe('')
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'data-dir-in-use', kind: 'conflict', params: { pid: 7 } },
    })
  })

  it('takes the language of the computer, and refuses one it does not speak', async () => {
    expect((await runFake(['--help'], { env: { LANG: 'es_MX.UTF-8' } })).out).toContain('Verbos')
    expect((await runFake(['--help', '--lang', 'tlh'])).code).toBe(2)
  })

  it('closes what a verb opened, also when the verb fails', async () => {
    let stopped = 0
    const opens = defineVerb({
      name: 'opens',
      options: z.strictObject({}),
      async run(_, { open }) {
        await open({ needs: [] })
        throw new LabError('cancelled', { kind: 'cancelled' })
      },
    })
    const parts = {
      openHost: async () => ({ client: {} as never, stop: async () => void stopped++ }),
    }
    expect((await runFake(['opens'], { verbs: [opens], parts })).code).toBe(130)
    expect(stopped).toBe(1)
  })

  it('answers its version', async () =>
    expect(await runFake(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' }))
})
