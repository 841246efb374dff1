// A lab of any size is checked while a person waits, and mistakes without end become a short list.
import { PROBLEMS_MAX } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { checkLab } from './check-lab'

const head = 'sluice: 1\nid: big\ntitle: Big\nconnections: { broker: { type: kafka } }\nnodes:\n'
const topic = '  n0: { type: topic, with: { connection: broker, topic: t } }\n'

const problemsOf = (text: string) => checkLab(text).problems

/** Time of this process, not of the clock, because tests share their machine. */
function checked(text: string) {
  const before = process.cpuUsage()
  const { problems } = checkLab(text)
  const { user, system } = process.cpuUsage(before)
  return { problems, cost: user + system }
}

/**
 * The problems of a large lab. Ten times the lab may cost ten times as much; what grows with the
 * square costs a hundred.
 */
function problemsInStep(labOf: (size: number) => string, size: number) {
  const small = labOf(size / 10)
  checked(small)
  const large = checked(labOf(size))
  expect(large.cost / checked(small).cost).toBeLessThan(40)
  return large.problems
}

describe('a large lab', () => {
  const step = (i: number) => `  n${i}: { type: union, from: n${i === 1 ? 0 : i - 1} }\n`
  const chain = (nodes: number) => Array.from({ length: nodes }, (_, i) => step(i + 1))

  it('of 10,000 nodes costs in step with its size, whatever their order in the file', () => {
    for (const order of [(steps: string[]) => steps, (steps: string[]) => steps.toReversed()]) {
      const labOf = (nodes: number) => head + topic + order(chain(nodes)).join('')
      const problems = problemsInStep(labOf, 10_000)
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    }
  })

  it('with 20,000 unknown settings lists the first, and how many there are besides', () => {
    const labOf = (count: number) => {
      const settings = Array.from({ length: count }, (_, i) => `k${i}: 1`).join(', ')
      return `${head}  n0: { type: topic, with: { connection: broker, topic: t, ${settings} } }\n`
    }
    const problems = problemsInStep(labOf, 20_000)
    expect(problems).toHaveLength(PROBLEMS_MAX + 1)
    expect(problems.at(-1)).toMatchObject({ code: 'lab-more-problems', params: { count: 19_800 } })
  })

  it('of 10,000 nodes that name nodes that are not there costs in step with its size', () => {
    const labOf = (nodes: number) =>
      head +
      Array.from({ length: nodes }, (_, i) => `  n${i}: { type: union, from: x${i}y }\n`).join('')
    expect(problemsInStep(labOf, 10_000)).toHaveLength(PROBLEMS_MAX + 1)
  })
})

describe('a lab file', () => {
  it('with an unknown alias, or with aliases that unfold without end, is a mistake with a place', () => {
    expect(problemsOf('sluice: 1\nid: *nobody\n')).toMatchObject([
      { code: 'lab-alias', params: { name: 'nobody' }, line: 2, column: 5 },
    ])
    const levels = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? '1'
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(', ')
        }]`,
    )
    expect(problemsOf(levels.join('\n'))).toMatchObject([{ code: 'lab-alias-bomb' }])
  })

  it('with a map or a list as a key is a mistake with a place, not a warning of a library', async () => {
    const warned: string[] = []
    const listen = ({ message }: Error) => void warned.push(message)
    process.on('warning', listen)
    expect(problemsOf('sluice: 1\nid: {{ name }}\n')).toMatchObject([
      { code: 'lab-key-collection', line: 2, column: 6 },
    ])
    expect(problemsOf('sluice: 1\nid: &names [a, b]\ntitle:\n  *names : x\n')).toMatchObject([
      { code: 'lab-key-collection', line: 4, column: 3 },
    ])
    // A warning comes in the next turn.
    await new Promise(resolve => setImmediate(resolve))
    process.off('warning', listen)
    expect(warned).toEqual([])
  })

  it('with a field called __proto__ says so instead of losing it', () => {
    const fields = 'fields: { __proto__: string, id: int }'
    const lab = `${head}${topic}  row: { type: parse, from: n0, with: { ${fields} } }\n`
    expect(problemsOf(lab)).toMatchObject([
      { code: 'lab-reserved-name', path: 'nodes.row.with.fields.__proto__', line: 7 },
    ])
    expect(problemsOf(`${head}${topic}  __proto__: { type: union, from: n0 }\n`)).toMatchObject([
      { code: 'lab-reserved-name', path: 'nodes.__proto__' },
    ])
  })

  it('with a name that is near nothing gets the names that there are', () => {
    expect(problemsOf(`${head}${topic}  it: { type: union, from: qqqqqqq }\n`)).toContainEqual(
      expect.objectContaining({
        code: 'lab-unknown-node',
        params: expect.objectContaining({ near: 'n0, it' }) as unknown,
      }),
    )
  })
})
