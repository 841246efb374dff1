// A lab of any size is checked while a person waits, and mistakes without end become a short list.
import { PROBLEMS_MAX } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { checkLab } from './check-lab'

const head = 'sluice: 1\nid: big\ntitle: Big\nconnections: { broker: { type: kafka } }\nnodes:\n'
const topic = '  n0: { type: topic, with: { connection: broker, topic: t } }\n'

/** Time of this process, not of the clock: tests share their machine. */
function timed(text: string) {
  const before = process.cpuUsage()
  const { problems } = checkLab(text)
  const { user, system } = process.cpuUsage(before)
  return { problems, ms: (user + system) / 1000 }
}

describe('a large lab', () => {
  it('of 10,000 nodes is checked in under 3 s, whatever their order in the file', () => {
    const step = (i: number) => `  n${i}: { type: union, from: n${i === 1 ? 0 : i - 1} }\n`
    const steps = Array.from({ length: 10_000 }, (_, i) => step(i + 1))
    for (const order of [steps, steps.toReversed()]) {
      const { problems, ms } = timed(head + topic + order.join(''))
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(ms).toBeLessThan(3000)
    }
  })

  it('with 20,000 unknown settings lists the first, and how many there are besides', () => {
    const settings = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join(', ')
    const lab = `${head}  n0: { type: topic, with: { connection: broker, topic: t, ${settings} } }\n`
    const { problems, ms } = timed(lab)
    expect(problems).toHaveLength(PROBLEMS_MAX + 1)
    expect(problems.at(-1)).toMatchObject({ code: 'lab-more-problems', params: { count: 19_800 } })
    expect(ms).toBeLessThan(3000)
  })

  it('of 10,000 nodes that name nodes that are not there is checked in under 3 s', () => {
    const steps = Array.from(
      { length: 10_000 },
      (_, i) => `  n${i}: { type: union, from: x${i}y }\n`,
    )
    const { problems, ms } = timed(head + steps.join(''))
    expect(problems).toHaveLength(PROBLEMS_MAX + 1)
    expect(ms).toBeLessThan(3000)
  })
})

describe('a lab file', () => {
  it('with an unknown alias, or with aliases that unfold without end, is a mistake with a place', () => {
    expect(timed('sluice: 1\nid: *nobody\n').problems).toMatchObject([
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
    const { problems, ms } = timed(levels.join('\n'))
    expect(problems).toMatchObject([{ code: 'lab-alias-bomb' }])
    expect(ms).toBeLessThan(3000)
  })

  it('with a field called __proto__ says so instead of losing it', () => {
    const fields = 'fields: { __proto__: string, id: int }'
    const lab = `${head}${topic}  row: { type: parse, from: n0, with: { ${fields} } }\n`
    expect(timed(lab).problems).toMatchObject([
      { code: 'lab-reserved-name', path: 'nodes.row.with.fields.__proto__', line: 7 },
    ])
    expect(timed(`${head}${topic}  __proto__: { type: union, from: n0 }\n`).problems).toMatchObject(
      [{ code: 'lab-reserved-name', path: 'nodes.__proto__' }],
    )
  })

  it('with a name that is near nothing gets the names that there are', () => {
    expect(timed(`${head}${topic}  it: { type: union, from: qqqqqqq }\n`).problems).toContainEqual(
      expect.objectContaining({
        code: 'lab-unknown-node',
        params: expect.objectContaining({ near: 'n0, it' }) as unknown,
      }),
    )
  })
})
