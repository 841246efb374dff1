// The checkpoints that a lab's jobs keep, as a person sees them, read from the run's folder: the lab
// may run or not. For each it says what going back would do again: the batches and records since,
// and what becomes of the rows at each sink.
import { join } from 'node:path'
import { FramedLog } from '@main/platform'
import type { KeptCheckpoint, SinkAgain } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { bindLab, type BoundLab } from '../plan/check-lab'
import { planTasks } from '../plan/tasks'
import { decode, isCommit, type Commit } from './checkpoint-frames'
import { generationsIn, logFileOf, readMarks, type Mark } from './checkpoint-marks'
import { figuresOf } from './job/job-facts'
import { runFolder } from './run-folder'

/** `lab`: as it runs, or ran last. Newest first. */
export async function keptCheckpoints(dataDir: string, lab: LabFile): Promise<KeptCheckpoint[]> {
  const bound = bindLab(lab, () => 0)
  const kept: KeptCheckpoint[] = []
  for (const { id, nodes } of planTasks(lab).jobs) {
    const dir = join(runFolder(dataDir, lab.id), 'jobs', id)
    const marks = await readMarks(dir)
    const newest = marks.at(-1)
    if (!newest) continue
    const head = (await headOf(dir, newest)) ?? newest
    const offsets = await offsetsAt(dir, marks)
    for (const mark of marks) {
      const { n: batch, at, clock: clockMs, end: sizeBytes, keys } = mark
      const sinks = nodes.flatMap(node => sinkAgain(bound, node, mark, head) ?? [])
      const again = { batches: head.n - batch, records: head.records - mark.records, sinks }
      kept.push({
        ...{ job: id, batch, at, clockMs, sizeBytes, keys, again },
        offsets: offsets.get(batch) ?? {},
      })
    }
  }
  return kept.sort((a, b) => b.at - a.at)
}

/** Of each mark's commit, by batch: where the job reads on. */
async function offsetsAt(
  dir: string,
  marks: readonly Mark[],
): Promise<Map<number, Commit['positions']>> {
  const found = new Map<number, Commit['positions']>()
  const wanted = new Set(marks.map(({ n }) => n))
  for (const generation of new Set(marks.map(mark => mark.generation)))
    await FramedLog.readGood(logFileOf(dir, generation), payload => {
      const frame = isCommit(payload) ? decode(payload) : undefined
      if (frame?.t === 'commit' && wanted.has(frame.n)) found.set(frame.n, frame.positions)
    })
  return found
}

type Head = Pick<Mark, 'n' | 'records' | 'rows'>

/** The last commit behind the newest mark. */
async function headOf(dir: string, { generation, end }: Mark): Promise<Head | undefined> {
  let last: Commit | undefined
  const later = (await generationsIn(dir)).filter(each => each >= generation).reverse()
  for (const each of later)
    await FramedLog.readGood(
      logFileOf(dir, each),
      payload => {
        const frame = isCommit(payload) ? decode(payload) : undefined
        if (frame?.t === 'commit') last = frame
      },
      each === generation ? end : 0,
    )
  return last && { n: last.n, ...figuresOf(last) }
}

function sinkAgain(bound: BoundLab, id: string, mark: Mark, head: Head): SinkAgain | undefined {
  const node = bound.nodes.get(id)
  if (!node || (node.descriptor.kind !== 'sink' && node.bound.topic === undefined)) return undefined
  const rows = (head.rows[id] ?? 0) - (mark.rows[id] ?? 0)
  return { node: id, rows, how: node.bound.again ?? 'same' }
}
