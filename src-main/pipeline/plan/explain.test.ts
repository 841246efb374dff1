// The inspector explains expressions: for every node of the shipped labs, sample rows come through
// the steps before it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tryParseType } from '@shared/expr'
import { createGenerator } from '@main/generator'
import { checkLab } from './check-lab'
import { explainNode } from './explain'

const DIR = 'resources/labs'
const labs = readdirSync(DIR).filter(name => /^r\d/.test(name))

async function samples(
  lab: NonNullable<ReturnType<typeof checkLab>['lab']>,
  source: string,
): Promise<string[]> {
  const record = String(lab.nodes[source]?.with?.['record'])
  const { records = {}, catalogs, seed = 0, timezone } = lab
  const begin = Date.now()
  const generator = await createGenerator({
    record,
    records,
    catalogs,
    seed,
    timezone,
    timeOf: seq => begin + seq * 1000,
  })
  return Array.from({ length: 5 }, (_, seq) => generator.next(seq).value)
}

describe.each(labs)('explaining %s', name => {
  it('gives each step rows of its declared type', async () => {
    const { lab } = checkLab(readFileSync(`${DIR}/${name}`, 'utf8'))
    if (lab === undefined) throw new Error('no lab')
    for (const [id, node] of Object.entries(lab.nodes)) {
      if (['fake-data', 'replay'].includes(node.type)) continue
      const explanation = explainNode(lab, id)
      expect(explanation.source, id).toBeDefined()
      const {
        row,
        samples: rows,
        expressions,
      } = explanation.with(await samples(lab, explanation.source ?? ''))
      expect('type' in tryParseType(row ?? ''), `${id}: ${row}`).toBe(true)
      for (const expression of expressions)
        expect('type' in tryParseType(expression.row), `${id}: ${expression.row}`).toBe(true)
      // A report's head comes at the end of a day only.
      if (!/report/.test(id)) expect(rows.length, id).toBeGreaterThan(0)
    }
  })

  it('says nothing of a node that is not there', () => {
    const { lab } = checkLab(readFileSync(`${DIR}/${name}`, 'utf8'))
    expect(lab && explainNode(lab, 'nobody').with([])).toMatchObject({
      expressions: [],
      samples: [],
    })
  })
})
