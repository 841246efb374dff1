// Commits that write what changed, against a model that holds everything: whatever the changes, the
// compactions, the restarts and the checkpoints that a person goes back to, what is restored is the
// model's state of then, byte for byte, with the batches after it.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json, StateDelta } from '../model/operator'
import { CheckpointLog, type OpenFrom } from './checkpoint'
import type { Commit, Plan, Restored } from './checkpoint-frames'
import { keepRule, logFileOf, readMarks } from './checkpoint-marks'

let dir: string
let number = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-checkpoint-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const commitOf = (n: number): Commit => ({
  n,
  clock: n * 10,
  positions: { in: { '0': n * 3 } },
  facts: { n },
})
const planOf = (n: number): Plan => ({ n, clock: n * 10, ranges: [['in', 0, n * 3 - 3, n * 3]] })
const figures = (keys: number) => ({ keys, records: 0, rows: {} })
const rule = keepRule({ checkpoints: { keep: 4 } })

/** The state of two nodes, in an order that does not depend on how it came to be. */
const printOf = (
  nodes: ReadonlyMap<string, { keys: Iterable<readonly [string, Json]>; facts?: Json | undefined }>,
) =>
  JSON.stringify(
    [...nodes]
      .map(([id, { keys, facts }]) => [id, [...keys].sort(([a], [b]) => (a < b ? -1 : 1)), facts])
      .sort(),
  )

class Model {
  private readonly nodes = new Map<string, { keys: Map<string, Json>; facts?: Json }>()

  take(deltas: ReadonlyMap<string, StateDelta>): void {
    for (const [id, { set = [], deleted = [], facts }] of deltas) {
      const node = this.nodes.get(id) ?? { keys: new Map<string, Json>() }
      this.nodes.set(id, node)
      for (const key of deleted) node.keys.delete(key)
      for (const [key, value] of set) node.keys.set(key, value)
      if (facts !== undefined) node.facts = facts
    }
  }

  get full(): Map<string, StateDelta> {
    return new Map(
      [...this.nodes].map(([id, { keys, facts }]) => [
        id,
        { set: [...keys], ...(facts === undefined ? {} : { facts }) },
      ]),
    )
  }

  get print(): string {
    return printOf(this.nodes)
  }
}

const key = fc.integer({ min: 0, max: 12 }).map(n => `k${n}`)
const delta = fc.record({
  set: fc.array(fc.tuple(key, fc.oneof(fc.integer(), fc.string(), fc.constant(null)))),
  deleted: fc.array(key),
  facts: fc.option(fc.integer(), { nil: undefined }),
})
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), a: delta, b: delta }) },
  { weight: 3, arbitrary: fc.constant({ do: 'plan' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'compact' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'mark' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const), to: fc.nat() }) },
)

/** Does a step after the other, and looks after each restart whether what comes back was there. */
class Life {
  private n = 0
  private committed: Commit | undefined
  private plans: Plan[] = []
  private model = new Model()
  /** By batch: the state then. */
  private readonly marked = new Map<number, Map<string, StateDelta>>()
  private log: CheckpointLog | undefined

  constructor(private readonly at: string) {}

  private async open(from?: OpenFrom): Promise<Restored> {
    await this.log?.close()
    const { log, restored } = await CheckpointLog.open(this.at, 'fast', from)
    await log.settle()
    this.log = log
    return restored
  }

  async do(what: typeof step extends fc.Arbitrary<infer Step> ? Step : never): Promise<void> {
    const log = this.log ?? (await this.open(), this.log!)
    if (what.do === 'plan') {
      const plan = planOf(++this.n)
      this.plans.push(plan)
      await log.plan(plan)
    } else if (what.do === 'commit') {
      const deltas = new Map<string, StateDelta>([
        ['a', what.a],
        ['b', what.b],
      ])
      this.model.take(deltas)
      this.keep()
      await log.commit(this.committed!, deltas)
    } else if (what.do === 'compact') {
      this.keep()
      await log.compact(this.committed!, this.model.full)
    } else if (what.do === 'mark' && this.committed && this.plans.length === 0) {
      await log.mark(this.committed, figures(1), rule)
      this.marked.set(this.n, this.model.full)
    } else if (what.do === 'restart') this.check(await this.open())
    else if (what.do === 'back') await this.back(what.to)
  }

  private keep(): void {
    this.committed = commitOf(this.n)
    this.plans = []
  }

  private check({ commit, nodes, plans }: Restored): void {
    expect(commit?.n).toBe(this.committed?.n)
    expect(plans.map(({ n, clock, ranges }) => ({ n, clock, ranges }))).toEqual(this.plans)
    if (this.committed) expect(printOf(nodes)).toBe(this.model.print)
  }

  /** Goes back and stays there: the batches after it are planned, not done. */
  private async back(to: number): Promise<void> {
    const marks = await readMarks(this.at)
    const mark = marks[to % Math.max(1, marks.length)]
    if (!mark) return
    const { n } = mark
    const restored = await this.open(n)
    this.model = new Model()
    this.model.take(this.marked.get(n)!)
    this.committed = commitOf(n)
    this.plans = Array.from({ length: this.n - n }, (_, i) => planOf(n + 1 + i))
    this.check(restored)
    expect((await readMarks(this.at)).every(each => each.n <= n)).toBe(true)
  }

  async end(): Promise<void> {
    this.check(await this.open())
    await this.log?.close()
  }
}

describe('a checkpoint', () => {
  it('comes back the same after any changes, compactions, restarts and ways back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
        const life = new Life(join(dir, String(++number)))
        for (const each of steps) await life.do(each)
        await life.end()
      }),
      { numRuns: 60 },
    )
  })

  it('costs what changed, not what there is', async () => {
    const at = join(dir, 'costs')
    const { log } = await CheckpointLog.open(at, 'fast')
    const all = Array.from({ length: 50_000 }, (_, i) => [`key ${i}`, [i, 'some state']] as const)
    await log.commit(commitOf(1), new Map([['a', { set: all }]]))
    const before = log.sizeBytes
    await log.commit(commitOf(2), new Map([['a', { set: all.slice(0, 50) }]]))
    expect(log.sizeBytes - before).toBeLessThan(before / 500)
    await log.close()
  })
})

describe('kept checkpoints', () => {
  async function written(at: string, bytesMax = Infinity) {
    const { log } = await CheckpointLog.open(at, 'fast')
    for (let n = 1; n <= 8; n++) {
      const deltas = new Map([['a', { set: [['k', 'x'.repeat(1000 * n)] as const] }]])
      await (n % 2 === 0 ? log.compact(commitOf(n), deltas) : log.commit(commitOf(n), deltas))
      await log.mark(commitOf(n), figures(n), { keep: 5, everyMs: 0, bytesMax })
    }
    await log.close()
  }

  it('are as many as asked for, and no log stays that none of them is in', async () => {
    const at = join(dir, 'many')
    await written(at)
    const marks = await readMarks(at)
    expect(marks.map(({ n }) => n)).toEqual([4, 5, 6, 7, 8])
    expect(new Set(marks.map(({ generation }) => generation))).toEqual(new Set([2, 3, 4]))
    await expect(stat(logFileOf(at, 1))).rejects.toThrow()
  })

  it('are fewer where their logs would take more room than allowed', async () => {
    const at = join(dir, 'few')
    await written(at, 1)
    expect((await readMarks(at)).map(({ n }) => n)).toEqual([6, 7, 8])
  })

  it('are named when they are not there', async () => {
    const at = join(dir, 'unknown')
    await written(at)
    await expect(CheckpointLog.open(at, 'fast', 2)).rejects.toMatchObject({
      code: 'checkpoint-unknown',
      params: { n: 2, known: '4, 5, 6, 7, 8' },
    })
  })

  it('are named when they are damaged; the others are still there, and so is the run', async () => {
    const at = join(dir, 'damaged')
    await written(at)
    const path = logFileOf(at, 2)
    const bytes = await readFile(path)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(path, bytes)
    const failure = await CheckpointLog.open(at, 'fast', 4).catch(LabError.from)
    expect(failure).toMatchObject({
      code: 'checkpoint-kept-damaged',
      params: { n: 4, file: path, others: '5, 6, 7, 8' },
    })
    const { log, restored } = await CheckpointLog.open(at, 'fast')
    expect(restored.commit?.n).toBe(8)
    await log.close()
    const back = await CheckpointLog.open(at, 'fast', 6)
    expect(back.restored.commit?.n).toBe(6)
    await back.log.close()
  })

  it('leave the newest state where it is until the job can go on from them', async () => {
    const at = join(dir, 'unsettled')
    await written(at)
    const back = await CheckpointLog.open(at, 'fast', 5)
    expect(back.restored.commit?.n).toBe(5)
    await back.log.close()
    const { log, restored } = await CheckpointLog.open(at, 'fast')
    expect([restored.commit?.n, log.newestMark?.n]).toEqual([8, 8])
    await log.close()
  })

  it('bring the batches between a commit and its mark with them', async () => {
    const at = join(dir, 'between')
    const { log } = await CheckpointLog.open(at, 'fast')
    await log.commit(commitOf(1), new Map())
    await log.plan(planOf(2))
    await log.mark(commitOf(1), figures(1), rule)
    await log.plan(planOf(3))
    await log.close()
    const back = await CheckpointLog.open(at, 'fast', 1)
    expect(back.restored.plans.map(({ n }) => n)).toEqual([2, 3])
    await back.log.close()
  })

  it('are a way back when the log in force is damaged', async () => {
    const at = join(dir, 'way-back')
    await written(at)
    const path = logFileOf(at, 4)
    const bytes = await readFile(path)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    // A torn end would be cut; with more behind it, it is damage.
    const { log } = await CheckpointLog.open(at, 'fast')
    await log.commit(commitOf(9), new Map())
    await log.close()
    const whole = await readFile(path)
    bytes.copy(whole)
    await writeFile(path, whole)
    await expect(CheckpointLog.open(at, 'fast')).rejects.toMatchObject({
      code: 'checkpoint-damaged',
      params: { kept: '4, 5, 6, 7' },
    })
    const back = await CheckpointLog.open(at, 'fast', 7)
    expect([...(back.restored.nodes.get('a')?.keys ?? [])]).toEqual([['k', 'x'.repeat(7000)]])
    await back.log.settle()
    await back.log.close()
    const again = await CheckpointLog.open(at, 'fast')
    expect(again.restored.commit?.n).toBe(7)
    await again.log.close()
  })
})
