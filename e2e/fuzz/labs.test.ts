// Damaged lab files: the check answers each with problems that have a place and a sentence in all
// three languages, within its time, and never throws.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkLab } from '@main/pipeline'
import { describeError, errorTexts } from '@shared/text'
import { seededRandom } from '../support/seeded-random'
import { mutateBytes, mutateWords } from './support/mutate'
import { rounds } from './support/size'

const LABS = rounds(300)
const CHECK_MS_MAX = 5000

const random = seededRandom()
const folder = fileURLToPath(new URL('../../resources/labs/', import.meta.url))
const labs = readdirSync(folder).map(name => readFileSync(folder + name, 'utf8'))
const words = [
  ...new Set(labs.join(' ').match(/[\w.]+|[^\s\w]/g) ?? []),
  '__proto__',
  'constructor',
  '&a',
  '*a',
  '<<: *a',
  '!!binary',
  '1e999',
  '-0',
  '~',
  '|',
  '>-',
  '\t',
  '{[',
  '%YAML 9.9',
  '---',
]

it(`checks ${LABS} damaged labs (seed ${random.seed})`, () => {
  let refused = 0
  let longest = 0
  for (let n = 0; n < LABS; n++) {
    const lab = random.pick(labs)
    const text =
      random.below(4) === 0
        ? mutateBytes(Buffer.from(lab), 0, random).toString('utf8')
        : mutateWords(lab, words, random)
    const began = performance.now()
    const { problems } = checkLab(text)
    longest = Math.max(longest, performance.now() - began)
    if (problems.some(problem => problem.severity === 'error')) refused += 1
    for (const problem of problems) {
      expect(problem.code).not.toBe('bug')
      expect(Object.keys(errorTexts)).toContain(problem.code)
      expect(describeError(problem, 'en').what).not.toContain('undefined')
    }
  }
  console.log(`${LABS} labs, ${refused} refused; longest check ${Math.round(longest)} ms`)
  expect(longest).toBeLessThan(CHECK_MS_MAX)
})
