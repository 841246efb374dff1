// A run that a verb has started: the wait for its end, with its progress and its log, and its result.
import { setTimeout as sleep } from 'node:timers/promises'
import { readResult, type RunResult, type RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { pagesOf } from '../feeds'
import type { LabClient } from '../parts'
import { createProgress, type Progress } from '../print/progress'
import type { VerbContext } from '../verb'
import { followLog } from './run-log'
import { progressLine } from './run-text'

const RESULT_TRIES = 200
const STOP_AGAIN_MS = 200
const FINAL = new Set<RunSummary['state']>(['finished', 'failed', 'stopped', 'halted'])

export async function untilEnd(
  client: LabClient,
  lab: string,
  context: VerbContext,
): Promise<RunSummary> {
  const over = new AbortController()
  const progress = createProgress(context.io, !context.json)
  const log = followLog(client, lab, context, progress, over.signal)
  const stop = () => void untilStopped(client, lab, over.signal)
  context.signal.addEventListener('abort', stop, { once: true })
  try {
    if (context.signal.aborted) stop()
    return await watch(client, lab, context, progress, over.signal)
  } finally {
    context.signal.removeEventListener('abort', stop)
    over.abort()
    await log
    progress.clear()
  }
}

/**
 * A stop may be refused while a run cannot be steered, such as one that is just taken up. It is asked
 * for again, because a source that takes records from outside never ends by itself.
 */
async function untilStopped(client: LabClient, lab: string, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    try {
      await client.runs.stop({ lab })
      return
    } catch {
      await sleep(STOP_AGAIN_MS)
    }
  }
}

async function watch(
  client: LabClient,
  lab: string,
  context: VerbContext,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunSummary> {
  for await (const page of pagesOf(client.runs.summary, {}, signal)) {
    const summary = page.items.findLast(item => item.lab === lab)
    if (!summary) {
      await sleep(20)
      continue
    }
    if (FINAL.has(summary.state)) return summary
    progress.show(progressLine(summary, context))
  }
  throw new LabError('cancelled', { kind: 'cancelled' })
}

/** The summary may say that a run is over a moment before its result is made. */
export async function resultOf(client: LabClient, lab: string): Promise<RunResult> {
  for (let tried = 1; ; tried++) {
    try {
      return await readResult(from => client.runs.result({ lab, from }))
    } catch (error) {
      if (tried >= RESULT_TRIES || LabError.from(error).kind !== 'conflict') throw error
      await sleep(50)
    }
  }
}
