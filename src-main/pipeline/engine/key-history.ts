// What a node kept under one key at each checkpoint that is kept, read from the run's folder: the lab
// may run or not. The logs are read once, and of each only the parts of that node. The node's own
// operator makes keys of them, so a key means here what it means in the run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FramedLog } from '@main/platform'
import type { KeyMoment, StateKey } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { NodeEnv, Operator, SavedState } from '../model/operator'
import { TimeWatch } from '../model/time-watch'
import { bindLab } from '../plan/check-lab'
import { planTasks } from '../plan/tasks'
import { isCommit, Merge } from './checkpoint-frames'
import { logFileOf, readMarks, type Mark } from './checkpoint-marks'
import { runFolder } from './run-folder'
import { statePageOf } from './state-view'

/** A key has several where it has a window each, or waits for partners. */
const KEYS_MAX = 100

/** `lab`: as it runs, or ran last. Newest first. */
export async function keyHistory(
  dataDir: string,
  lab: LabFile,
  node: string,
  key: readonly (string | null)[],
): Promise<KeyMoment[]> {
  const job = planTasks(lab).jobs.find(({ nodes }) => nodes.includes(node))
  const looked = bindLab(lab, () => 0).nodes.get(node)
  if (!job || !looked?.bound.create?.(envOf(lab, node)).keptKeys)
    throw new LabError('run-no-state', { kind: 'usage', params: { node } })
  const dir = join(runFolder(dataDir, lab.id), 'jobs', job.id)
  const marks = await readMarks(dir)
  const moments: KeyMoment[] = []
  const cold = await mkdtemp(join(tmpdir(), 'sluice-history-'))
  try {
    for (const generation of new Set(marks.map(mark => mark.generation))) {
      const own = marks.filter(mark => mark.generation === generation)
      for await (const [{ n, at, clock }, saved] of statesAt(dir, own, node, cold)) {
        const items = await keptUnder(lab, node, key, saved, cold)
        moments.push({ batch: n, at, clockMs: clock, items })
      }
    }
  } finally {
    await rm(cold, { recursive: true, force: true })
  }
  return moments.sort((a, b) => b.at - a.at)
}

interface Saved {
  readonly keys: SavedState
  readonly facts: Parameters<NonNullable<Operator['restore']>>[0]['facts']
}

/** The state of one node at each of the marks of one log. */
async function* statesAt(
  dir: string,
  marks: readonly Mark[],
  node: string,
  cold: string,
): AsyncGenerator<readonly [Mark, Saved | undefined]> {
  const [first] = marks
  if (!first) return
  const part = Buffer.from(`{"t":"part","node":${JSON.stringify(node)},`)
  const isOwn = (payload: Buffer) => payload.subarray(0, part.length).equals(part)
  const merge = new Merge(cold)
  try {
    let from = 0
    for (const mark of [...marks].sort((a, b) => a.end - b.end)) {
      await FramedLog.readGood(
        logFileOf(dir, first.generation),
        (payload, offset) => {
          if (offset < mark.end && (isCommit(payload) || isOwn(payload))) merge.take(payload)
        },
        from,
      )
      from = mark.end
      const saved = merge.result().nodes.get(node)
      // The keys stay the merge's own: an operator would take a store over.
      yield [mark, saved && { keys: onlyRead(saved.keys), facts: saved.facts }]
    }
  } finally {
    merge.close()
  }
}

const onlyRead = (keys: SavedState): SavedState => ({
  [Symbol.iterator]: () => keys[Symbol.iterator](),
})

async function keptUnder(
  lab: LabFile,
  node: string,
  key: readonly (string | null)[],
  saved: Saved | undefined,
  cold: string,
): Promise<KeyMoment['items']> {
  if (!saved) return []
  const operator = bindLab(lab, () => 0)
    .nodes.get(node)
    ?.bound.create?.(envOf(lab, node, cold))
  if (!operator) return []
  try {
    operator.restore?.(saved)
    return await allUnder(node, key, operator)
  } finally {
    await operator.close?.()
  }
}

/** A page ends where the search through a large state pauses. */
export async function allUnder(
  node: string,
  key: readonly (string | null)[],
  operator: Operator,
): Promise<KeyMoment['items']> {
  const items: StateKey[] = []
  for (let from: number | undefined = 0; from !== undefined && items.length < KEYS_MAX;) {
    const page = await statePageOf({ node, key, from }, { id: node, operator }, 0)
    items.push(...page.items)
    from = page.next
  }
  return items
}

/**
 * For an operator whose saved state we read: it opens nothing and reports nothing. `cold`: a folder for
 * what memory has no room for.
 */
const envOf = (lab: LabFile, node: string, cold = ''): NodeEnv => ({
  ...{ lab, node, runId: '', dataDir: cold, filesDir: '', runDir: '' },
  connection: name => {
    throw new LabError('bug', { kind: 'bug', params: { message: `${name} is not needed here` } })
  },
  dead: () => {},
  late: () => {},
  watch: new TimeWatch(),
  lane: () => '',
  lanes: () => [],
  signal: AbortSignal.abort(),
})
