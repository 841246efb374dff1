// Every code that is thrown has its words, in every language, and every place in them is filled the
// same way.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeError } from '../describe-error'
import { errorTexts } from './index'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('has words for every error that the code throws', () => {
  const codes = new Set<string>()
  for (const folder of ['src-main', 'src-shared'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
      for (const [, code = ''] of readFileSync(join(root, folder, name), 'utf8').matchAll(
        /new LabError\(\s*'([a-z.-]+)'/g,
      ))
        codes.add(code)
    }
  expect([...codes].filter(code => !errorTexts[code]).sort()).toEqual([])
})

it('names the same places in each language', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()
  for (const [code, { en, 'pt-BR': pt, es }] of Object.entries(errorTexts))
    for (const other of [pt, es])
      expect([code, places(other.what)]).toEqual([code, places(en.what)])
})

it('fills in parameters, shows what it knows of an unknown code, and leaves no brace', () => {
  expect(describeError({ code: 'port-taken', params: { port: 9092 } }, 'pt-BR').what).toContain(
    '9092',
  )
  expect(describeError({ code: 'never-heard', params: { a: 1 } }, 'en').what).toBe(
    'An error without words came up: never-heard a=1',
  )
  expect(describeError({ code: 'toString', params: {} }, 'es').what).toContain('toString')
  expect(describeError({ code: 'port-taken', params: {} }, 'en').what).not.toMatch(/[{}]|undefined/)
})

it('calls a topic in Spanish as the screens do', () => {
  const said = Object.entries(errorTexts).flatMap(([code, { es }]) => [
    ...(/tópico/i.test(`${es.what} ${es.todo}`) ? [code] : []),
  ])
  expect(said).toEqual([])
})
