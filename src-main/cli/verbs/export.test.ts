import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExportedLab, OpenLab, Problem } from '@shared/contract'
import { runFake, type FakeRun } from '../testing'

const lab: OpenLab = {
  text: 'sluice: 1',
  origin: 'gallery',
  edges: [],
  problems: [],
  lab: { sluice: 1, id: 'r1', title: 'R1', nodes: {} },
}
const hint: Problem = {
  severity: 'hint',
  code: 'export-producer',
  params: { node: 'sales' },
  path: 'nodes.sales',
  node: 'sales',
  line: 7,
  column: 3,
}
const impossible: Problem = { ...hint, severity: 'error', code: 'export-report-append' }

function answering(problems: readonly Problem[], saved: unknown[] = []): FakeRun['client'] {
  const exported: ExportedLab = {
    files: [{ path: 'job.py', text: 'print(1)\n' }],
    functions: [],
    problems,
  }
  return {
    labs: {
      open: async () => lab,
      export: async () => exported,
      saveExport: async question => {
        saved.push(question)
        return { dir: question.dir }
      },
    },
  }
}

describe('export', () => {
  it('has the project written, and says what stays behind', async () => {
    const saved: unknown[] = []
    const words = ['export', 'r1', '--to', 'pyspark', '--spark', '4', '--real-time', '--out', 'job']
    const ran = await runFake(words, { client: answering([hint], saved) })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('r1:7:3: hint: nodes.sales: “sales” stays in Sluice')
    expect(ran.out).toContain('Written to job: job.py')
    expect(saved).toEqual([
      {
        ...{ text: lab.text, target: 'pyspark', spark: '4', realTime: true, language: 'en' },
        ...{ dir: resolve('job'), replace: false },
      },
    ])
  })

  it('writes nothing when the target cannot do a node', async () => {
    const saved: unknown[] = []
    const ran = await runFake(['export', 'r1', '--to', 'pyspark', '--out', 'job'], {
      client: answering([impossible], saved),
    })
    expect(ran.code).toBe(2)
    expect(ran.out).toContain('cannot be written from Spark')
    expect(saved).toEqual([])
  })
})

describe('validate --for pyspark', () => {
  it('adds what the target cannot do, and fails for it', async () => {
    const ran = await runFake(['validate', 'r1', '--for', 'pyspark', '--json'], {
      client: answering([impossible, hint]),
    })
    expect(ran.code).toBe(2)
    expect(JSON.parse(ran.out)).toMatchObject({
      valid: false,
      problems: [
        { node: 'sales', severity: 'error', line: 7 },
        { node: 'sales', severity: 'hint', line: 7 },
      ],
    })
  })

  it('passes a lab with hints alone', async () => {
    const ran = await runFake(['validate', 'r1', '--for', 'pyspark'], {
      client: answering([hint]),
    })
    expect(ran.code).toBe(0)
  })

  describe('--diff', () => {
    const asked: unknown[] = []
    const diffing = (diff: string, problems: readonly Problem[] = []): FakeRun['client'] => ({
      labs: {
        open: async () => lab,
        exportChanges: async question => {
          asked.push(question.dir)
          const state = diff === '' ? 'same' : 'changed'
          return { dir: question.dir, files: [{ path: 'job.py', state, diff }], problems }
        },
      },
    })
    const words = ['export', 'r1', '--to', 'pyspark', '--out', 'job', '--diff']

    it('prints what would change, and writes nothing', async () => {
      const diff = '--- a/job.py\n+++ b/job.py\n@@ -1,1 +1,1 @@\n-print(1)\n+print(2)\n'
      const ran = await runFake(words, { client: diffing(diff) })
      expect([ran.code, ran.out.trimEnd()]).toEqual([0, diff.trimEnd()])
      expect(asked).toEqual([resolve('job')])
    })

    it('says that nothing would change', async () => {
      const ran = await runFake(words, { client: diffing('') })
      expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('nothing would change')])
    })

    it('says what the target cannot do, and not that nothing would change', async () => {
      const ran = await runFake(words, { client: diffing('', [impossible]) })
      expect([ran.code, ran.out]).toEqual([2, expect.stringContaining('cannot be written')])
      expect(ran.out).not.toContain('nothing would change')
    })

    it('needs the folder', async () => {
      const ran = await runFake(
        words.filter(word => word !== '--out' && word !== 'job'),
        { client: diffing('') },
      )
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('needs --out DIR')])
    })
  })
})
