// The contract's `runs`: most controls and all feeds pass on to the lab's run; the rest is what only
// the host knows (which runs to remember, results, files).
import { resolve } from 'node:path'
import { runMethods, type Contract, type RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { answerFeed } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { passOn, type HandlersOf } from '@shared/rpc'
import {
  changesOf,
  changesOutside,
  checkLab,
  exportRun,
  importRun,
  keptCheckpoints,
  keyHistory,
  redeliveriesOf,
  type RemoteRun,
  writtenBy,
} from '@main/pipeline'
import type { LabLibrary } from '../labs/lab-library'
import { typedPath } from '../labs/typed-path'
import type { RetentionCheck } from '../labs/retention-check'
import { DeadLetters } from '../runs/dead-letters'
import { LabRuns, runnable, type LabRunsParts } from '../runs/lab-runs'
import type { RememberedRuns } from '../runs/remembered-runs'
import { ResultParts } from '../runs/result-parts'
import { contentsOf, wentOf } from '../runs/reset-contents'
import { stateDoubts } from '../runs/state-doubts'
import { listWritten, readEnd } from '../runs/written-files'

type Runs = HandlersOf<Contract>['runs']

export interface RunsService {
  readonly handlers: Runs
  readonly summaries: LabRuns['summaries']
  /** As it runs, as a text has it, or as the library has it. */
  readonly labOf: (lab: string, text: string | undefined) => Promise<LabFile>
  resumeRemembered(): Promise<void>
  close(): Promise<void>
}

export interface RunsParts extends LabRunsParts {
  readonly retention: RetentionCheck
}

export function runsService(parts: RunsParts): RunsService {
  const runs = new LabRuns(parts)
  const { dataDir, library, remembered, retention } = parts
  return {
    handlers: {
      list: () => [...runs.summaries.values()],
      doubts: async wish => {
        const text = wish.text ?? (await library.find(wish.ref)).text
        const { ref: _ref, text: _text, ...start } = wish
        return {
          problems: await retention(text, start),
          state: await stateDoubts(runs, text, wish),
        }
      },
      summary: async ({ lab, cursor }, { signal }) => {
        const page = await answerFeed(runs.summaries, cursor, { signal })
        if (lab === undefined) return page
        return { ...page, items: page.items.filter(run => run.lab === lab) }
      },
      ...passedOn(runs),
      ...steering(runs, library, remembered),
      ...editing(runs, remembered),
      ...files(runs, dataDir),
      ...archives(runs, parts),
      ...resetting(runs, parts),
      ...letters(new DeadLetters(runs, parts.profiles)),
    },
    summaries: runs.summaries,
    labOf: async (lab, text) => (await runs.knownLab(lab, text)).file,
    resumeRemembered: () => runs.resumeRemembered(),
    close: () => runs.close(),
  }
}

function passedOn(runs: LabRuns): Pick<Runs, keyof typeof runMethods> {
  return passOn(runMethods, {
    call: async ({ lab }, ask) => ask(runs.slot(lab).active().calls),
    feed: ({ lab, cursor }, since, { signal }) => {
      const feed = runs.slot(lab).feed((calls, from) => since(calls, from))
      return answerFeed(feed, cursor, { signal })
    },
  })
}

function steering(
  runs: LabRuns,
  library: LabLibrary,
  remembered: RememberedRuns,
): Pick<Runs, 'start' | 'pause' | 'resume' | 'stop' | 'result' | 'views'> {
  const results = new ResultParts()
  const steer = (lab: string, work: (run: RemoteRun) => Promise<void>): Promise<RunSummary> => {
    const slot = runs.slot(lab)
    return slot.inTurn(async () => {
      await work(slot.active())
      return slot.known()
    })
  }
  return {
    start: async ({ ref, text, ...options }) => {
      const summary = await runs.start(ref, text, options)
      await library.used(ref)
      return summary
    },
    pause: ({ lab }) =>
      steer(lab, async run => {
        // First, as with stop: a host that dies in between goes on as the person wanted it.
        await remembered.change(lab, { paused: true })
        await run.steer('pause')
      }),
    resume: ({ lab }) => runs.resume(lab),
    stop: ({ lab }) =>
      steer(lab, async run => {
        await remembered.forget(lab)
        await run.steer('stop')
      }),
    result: ({ lab, from }) => {
      const { result } = runs.slot(lab)
      if (!result) throw new LabError('run-not-ended', { kind: 'conflict', params: { lab } })
      return results.part(result, from)
    },
    views: async ({ lab }) => (await runs.slot(lab).run?.calls.views({ lab })) ?? [],
  }
}

function editing(runs: LabRuns, remembered: RememberedRuns): Pick<Runs, 'changes' | 'patch'> {
  return {
    changes: async ({ lab, text }) => {
      const after = runnable(lab, text)
      const before = await runs.labOf(lab)
      const { isActive: running, run } = runs.slot(lab)
      const isOutside = running && run?.summary().outside !== undefined
      const compare = isOutside ? changesOutside : changesOf
      return { running, changes: before ? compare(before, after) : [] }
    },
    patch: ({ lab, text }) => {
      const file = runnable(lab, text)
      const slot = runs.slot(lab)
      return slot.inTurn(async () => {
        const { applied, refused, lab: now } = await slot.active().calls.patch({ lab, file })
        // JSON is YAML: a lab that was only partly taken over has no text of its own.
        const newText = refused.length === 0 ? text : JSON.stringify(now)
        if (slot.wish) slot.wish = { ...slot.wish, text: newText }
        await remembered.change(lab, { text: newText })
        return { applied, refused }
      })
    },
  }
}

function resetting(runs: LabRuns, parts: RunsParts): Pick<Runs, 'contents' | 'reset'> {
  const look = async ({ lab, text, profiles: given }: Parameters<Runs['reset']>[0]) => {
    const { file, profiles = given } = await runs.knownLab(lab, text)
    return () => contentsOf(parts, file, profiles)
  }
  return {
    contents: async input => (await look(input))(),
    reset: async input => {
      const contents = await look(input)
      const before = await contents()
      const summary = await runs.reset(input.lab, input.text, input.profiles)
      return { ...summary, went: wentOf(before, await contents()) }
    },
  }
}

function archives(runs: LabRuns, { dataDir, library }: RunsParts): Pick<Runs, 'export' | 'import'> {
  const needStopped = (lab: string) => {
    if (runs.slot(lab).isActive)
      throw new LabError('run-must-stop', { kind: 'conflict', params: { lab } })
  }
  const textOf = (lab: string) => library.find(lab).catch(() => undefined)
  return {
    export: ({ lab, path, replace }) =>
      runs.slot(lab).inTurn(async () => {
        needStopped(lab)
        const ran = await runs.labOf(lab)
        const known = runs.slot(lab).wish?.text ?? (await textOf(lab))?.text
        const isSame = known !== undefined && sameLab(checkLab(known).lab, ran)
        const text = isSame ? known : undefined
        return exportRun(dataDir, lab, { path: resolve(dataDir, typedPath(path)), text, replace })
      }),
    import: async ({ path, replace }) => {
      const from = resolve(dataDir, typedPath(path))
      const over = replace ? 'any' : undefined
      let isKnown = false
      const { text, ...archive } = await importRun(dataDir, {
        ...{ path: from, replace },
        whileStopped: (lab, move) =>
          runs.slot(lab.id).inTurn(async () => {
            needStopped(lab.id)
            isKnown = (await textOf(lab.id))?.text === lab.text
            // Before anything is moved: a lab of another text may be in the way.
            if (!isKnown) await library.placeFor(undefined, lab.text, over)
            await move()
          }),
      })
      if (isKnown) return archive
      const saved = await library.save(undefined, text, over)
      return { ...archive, labPath: saved.path }
    },
  }
}

const sameLab = (a: LabFile | undefined, b: LabFile | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

function letters(dead: DeadLetters): Pick<Runs, 'deadLetter' | 'sendAgain' | 'sentAgain'> {
  return {
    deadLetter: ({ lab, seq }) => dead.open(lab, seq),
    sendAgain: ({ lab, letters: wanted, twice }, { signal }) =>
      dead.send(lab, wanted, { twice, signal }),
    sentAgain: ({ lab }) => dead.sent(lab),
  }
}

function files(
  runs: LabRuns,
  dataDir: string,
): Pick<Runs, 'files' | 'file' | 'checkpoints' | 'keyHistory' | 'redelivered'> {
  return {
    checkpoints: async ({ lab }) => {
      const file = await runs.labOf(lab)
      return file ? keptCheckpoints(dataDir, file) : []
    },
    redelivered: async ({ lab }) => {
      const file = await runs.labOf(lab)
      return file ? redeliveriesOf(dataDir, file) : []
    },
    keyHistory: async ({ lab, node, key }) => {
      const file = await runs.labOf(lab)
      return file ? keyHistory(dataDir, file, node, key) : []
    },
    files: async ({ lab, node }) => {
      if (node === undefined) return listWritten(dataDir, lab)
      const path = (await runs.labOf(lab))?.nodes[node]?.with?.['path']
      return typeof path === 'string' ? listWritten(dataDir, lab, writtenBy(path)) : []
    },
    file: ({ lab, path, bytesMax }) => readEnd(dataDir, lab, path, bytesMax),
  }
}
