// Serves one run over a channel: each method of the run's contract is a call of its engine. The same
// server answers in a worker thread and in the host's own thread.
import { answerFeed } from '@shared/feed'
import { LabError } from '@shared/errors'
import { runContract, type InputOf } from '@shared/contract'
import { createServerOf, type CloneChannel, type HandlersOf } from '@shared/rpc'
import { RunEngine } from '../engine/run-engine'
import type { OutsideEngine } from '../model/outside'
import type { ClockMove, Run, RunOptions } from '../model/run-types'

/** `outside` does the jobs in the place of this program. */
export function serveRun(channel: CloneChannel, options: RunOptions, outside?: OutsideEngine): Run {
  const run = new RunEngine(options, outside)
  createServerOf(runContract, channel, { run: handlersOf(run) })
  return run
}

function handlersOf(run: Run): HandlersOf<typeof runContract>['run'] {
  const { feeds } = run
  const afterwards = async (work: Promise<void>) => {
    await work
    return run.summary()
  }
  return {
    pause: () => afterwards(run.pause()),
    resume: () => afterwards(run.resume()),
    step: ({ by }) => afterwards(run.step(by)),
    setBreaks: async ({ breaks }) => {
      await run.setBreaks(breaks)
      return { breaks }
    },
    lastStep: () => {
      const step = run.lastStep()
      return step ? { step } : {}
    },
    stop: () => afterwards(run.stop()),
    reset: () => afterwards(run.reset()),
    setRate: async ({ node, rate }) => {
      await run.setRate(node, rate)
      return { rate }
    },
    hold: async ({ node, held }) => {
      await run.hold(node, held)
      return { held }
    },
    moveClock: async input => ({ clockMs: await run.moveClock(moveOf(input)) }),
    setSpeed: async ({ speed }) => {
      await run.setSpeed(speed)
      return { speed }
    },
    patch: ({ file }) => run.patch(file),
    views: () => run.views(),
    time: ({ node }) => feeds.time(node),
    profile: ({ at }) => feeds.profile(at),
    states: () => feeds.states(),
    state: asked => feeds.state(asked),
    joins: asked => feeds.joins(asked),
    follow: asked => feeds.follow(asked),
    followNext: ({ from, waitMs }) => feeds.followNext(from, waitMs),
    followBack: ({ node, ...wanted }) => feeds.followBack(node, wanted),
    sendTest: record => run.sendTest(record),
    graph: ({ cursor }) => feeds.graph(cursor),
    view: ({ node, cursor }) => feeds.view(node, cursor),
    records: ({ at, cursor }) => feeds.records(at, cursor),
    deadLetters: ({ cursor }) => feeds.deadLetters(cursor),
    log: ({ cursor }) => feeds.log(cursor),
    changes: changesOf(run),
    done: () => run.done,
  }
}

function moveOf({ to, byMs }: InputOf<typeof runContract.run.moveClock>): ClockMove {
  if (to !== undefined && byMs === undefined) return { to }
  if (to === undefined && byMs !== undefined) return { byMs }
  throw new LabError('run-clock-where', { kind: 'usage', params: { field: 'to' } })
}

/** A feed whose cursor counts the changes: the newest summary, once for all changes since. */
function changesOf(run: Run): HandlersOf<typeof runContract>['run']['changes'] {
  let count = 0
  run.onChange(() => count++)
  const news = {
    since: (cursor: string | undefined) => ({
      cursor: String(count),
      reset: false,
      items: cursor === String(count) ? [] : [run.summary()],
      removed: [],
      dropped: 0,
    }),
    watch: (listener: () => void) => run.onChange(listener),
  }
  return ({ cursor }, { signal }) => answerFeed(news, cursor, { signal, limit: 1, paceMs: 0 })
}
