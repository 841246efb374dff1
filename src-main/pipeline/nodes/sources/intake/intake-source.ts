// A source that takes its records from outside, by way of an intake log: what is in the log is due.
// How the records get there is the business of the node.
import { join } from 'node:path'
import type { LabError } from '@shared/errors'
import type { Json, NodeEnv } from '../../../model/operator'
import type { Intake, Source, SourceOptions } from '../../../model/source'
import { IntakeLog } from './intake-log'

/** How often somebody who waits looks again. */
const LOOK_MS = 10

export interface IntakePart {
  /** Begins to take in; the log is open. */
  start(): Promise<void>
  pause(): void
  resume(): void
  close(): Promise<void>
  readonly counts: () => Intake
  /** It waits for the other side: why. */
  readonly trouble?: () => LabError | undefined
  /** It cannot go on. */
  readonly failure?: () => LabError | undefined
}

export interface IntakeOptions {
  readonly events?: number | undefined
  readonly onNote?: (note: Json) => void
  readonly head?: () => Json
  /** Counts that a restart goes on with. */
  readonly save?: () => Json
  /** `room`: for so many records more, before a limit of the run. */
  readonly part: (log: IntakeLog, room: () => number) => IntakePart
}

export async function intakeSource(
  env: NodeEnv,
  { from, again = from, now, forMs, events: wanted }: SourceOptions,
  options: IntakeOptions,
): Promise<Source> {
  const { onNote = () => {}, head = () => null, save = () => null, part } = options
  const events = wanted ?? options.events ?? Infinity
  const dir = join(env.runDir, 'intake', env.node)
  const log = await IntakeLog.open(dir, { from: again, onNote, head })
  const until = forMs === undefined ? Infinity : now() + forMs
  const room = () => (now() < until ? Math.max(0, events - log.end - log.coming) : 0)
  const intake = part(log, room)
  try {
    await intake.start()
  } catch (error) {
    await intake.close()
    await log.close()
    throw error
  }
  const due = () => Math.min(log.end, events)
  return {
    async records(first, count) {
      const failure = intake.failure?.()
      if (failure) throw failure
      if (due() <= first) await new Promise(resolve => setTimeout(resolve, LOOK_MS))
      return log.records(first, Math.min(count, due() - first))
    },
    // A failure is found out by whoever asks for the next record.
    due: () => (intake.failure?.() ? Infinity : due()),
    nextInMs: () => LOOK_MS,
    // The outside counts on what is being written.
    finished: made => made >= due() && room() === 0 && log.coming === 0,
    rate: undefined,
    pause: () => intake.pause(),
    resume: () => intake.resume(),
    save,
    // The log has all that the next records need.
    schedule: () => null,
    forget: before => log.forget(before),
    intake: () => intake.counts(),
    get trouble() {
      return intake.trouble?.()
    },
    async close() {
      await intake.close()
      await log.close()
    },
  }
}
