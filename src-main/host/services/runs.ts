// Labs that run: started, steered, watched; started again from their checkpoint when their worker
// falls, and continued after the host itself has ended in the middle.
import type { Contract, OutputOf, RunSummary } from '@shared/contract'
import { BUILTIN } from '@shared/contract'
import { LabError } from '@shared/errors'
import { answerFeed, KeyedTable } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { backOff, type HandlersOf } from '@shared/rpc'
import type { ResolvedConnection } from '@main/connections'
import { changesOf, checkLab, lastLabOf, startRun, type Run } from '@main/pipeline'
import type { Log } from '@main/platform'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { CRASHES_MAX } from '../engines/crash-count'
import type { LabLibrary } from '../labs/lab-library'
import { ResultParts } from '../runs/result-parts'
import { RunSlot, type RunWish } from '../runs/run-slot'
import type { RememberedRuns } from '../runs/remembered-runs'
import { listWritten, readEnd, writtenBy } from '../runs/written-files'

export interface RunsParts {
  readonly dataDir: string
  readonly durability: 'safe' | 'fast'
  readonly book: ConnectionProfiles
  readonly shelf: LabLibrary
  readonly remembered: RememberedRuns
  readonly log: Log
  /** Absent: runs are in this thread. */
  readonly workerFile?: string
  /** Resolves when the embedded engines answer. */
  readonly enginesReady: () => Promise<unknown>
}

export class RunsService {
  private readonly slots = new Map<string, RunSlot>()
  private readonly summaries = new KeyedTable<RunSummary>()
  private readonly resultParts = new ResultParts()
  private closing = false

  constructor(private readonly parts: RunsParts) {}

  readonly handlers: HandlersOf<Contract>['runs'] = {
    list: () => [...this.summaries.values()],
    start: async ({ ref, text, ...options }) => {
      const summary = await this.start(ref, text, options)
      await this.parts.shelf.used(ref)
      return summary
    },
    pause: ({ lab }) =>
      this.steer(lab, async run => {
        await run.pause()
        await this.parts.remembered.change(lab, { paused: true })
      }),
    resume: ({ lab }) =>
      this.steer(lab, async run => {
        await run.resume()
        await this.parts.remembered.change(lab, { paused: false })
      }),
    step: ({ lab }) => this.steer(lab, run => run.step()),
    stop: ({ lab }) =>
      this.steer(lab, async run => {
        await this.parts.remembered.forget(lab)
        await run.stop()
      }),
    reset: ({ lab }) => this.reset(lab),
    setRate: async ({ lab, node, rate }) => {
      await this.slot(lab).active().setRate(node, rate)
      return { rate }
    },
    changes: ({ lab, text }) => this.changes(lab, text),
    patch: ({ lab, text }) => this.patch(lab, text),
    hold: async ({ lab, node, held }) => {
      await this.slot(lab).active().hold(node, held)
      return { held }
    },
    moveClock: async ({ lab, to, byMs }) => {
      if ((to === undefined) === (byMs === undefined))
        throw new LabError('run-clock-where', { kind: 'usage', params: { field: 'to' } })
      const move = byMs === undefined ? { to: to ?? 0 } : { byMs }
      return { clockMs: await this.slot(lab).active().moveClock(move) }
    },
    result: ({ lab, from }) => {
      const { result } = this.slot(lab)
      if (!result) throw new LabError('run-not-ended', { kind: 'conflict', params: { lab } })
      return this.resultParts.part(result, from)
    },
    views: async ({ lab }) => (await this.slot(lab).run?.views()) ?? [],
    files: async ({ lab, node }) => {
      const { dataDir } = this.parts
      if (node === undefined) return listWritten(dataDir, lab)
      const path = (await this.labOf(lab))?.nodes[node]?.with?.['path']
      return typeof path === 'string' ? listWritten(dataDir, lab, writtenBy(path)) : []
    },
    file: ({ lab, path, bytesMax }) => readEnd(this.parts.dataDir, lab, path, bytesMax),
    summary: ({ cursor }, { signal }) => answerFeed(this.summaries, cursor, { signal }),
    graph: ({ lab, cursor }, { signal }) =>
      answerFeed(
        this.slot(lab).feed((feeds, from) => feeds.graph(from)),
        cursor,
        { signal },
      ),
    view: ({ lab, node, cursor }, { signal }) =>
      answerFeed(
        this.slot(lab).feed((feeds, from) => feeds.view(node, from)),
        cursor,
        { signal },
      ),
    records: ({ lab, at, cursor }, { signal }) =>
      answerFeed(
        this.slot(lab).feed((feeds, from) => feeds.records(at, from)),
        cursor,
        { signal },
      ),
    deadLetters: ({ lab, cursor }, { signal }) =>
      answerFeed(
        this.slot(lab).feed((feeds, from) => feeds.deadLetters(from)),
        cursor,
        { signal },
      ),
    log: ({ lab, cursor }, { signal }) =>
      answerFeed(
        this.slot(lab).feed((feeds, from) => feeds.log(from)),
        cursor,
        { signal },
      ),
  }

  /** What ran when the last host ended goes on from its checkpoint. */
  async resumeRemembered(): Promise<void> {
    await Promise.all(
      this.parts.remembered.all.map(async wish => {
        const slot = this.slot(wish.lab)
        await slot
          .inTurn(async () => {
            await this.begin(slot, wish)
            if (wish.paused) await slot.active().pause()
          })
          .catch((error: unknown) =>
            this.parts.log.error(
              { lab: wish.lab, error: LabError.from(error).toData() },
              'run-not-resumed',
            ),
          )
      }),
    )
  }

  /** Runs stop in good order and are still remembered: they go on at the next start. */
  async close(): Promise<void> {
    this.closing = true
    await Promise.all(
      [...this.slots.values()].map(slot =>
        slot.inTurn(async () => {
          if (slot.isActive) await slot.run?.stop().catch(() => {})
          await slot.letGo()
        }),
      ),
    )
  }

  private slot(lab: string): RunSlot {
    const known =
      this.slots.get(lab) ?? new RunSlot(lab, summary => this.summaries.set(lab, summary))
    this.slots.set(lab, known)
    return known
  }

  private async start(
    ref: string,
    text: string | undefined,
    options: Pick<RunWish, 'overrides' | 'profiles' | 'endWhenDrained' | 'clean'>,
  ): Promise<RunSummary> {
    const source = text ?? (await this.parts.shelf.find(ref)).text
    const lab = runnable(ref, source)
    const slot = this.slot(lab.id)
    return slot.inTurn(async () => {
      if (slot.isActive && slot.run?.summary().state === 'paused') await slot.run.resume()
      else if (slot.isActive)
        throw new LabError('run-active', { kind: 'conflict', params: { lab: lab.id } })
      else {
        slot.crashes.forget()
        await this.begin(slot, { lab: lab.id, ref, text: source, paused: false, ...options }, lab)
      }
      return summaryOf(slot)
    })
  }

  private async begin(
    slot: RunSlot,
    wish: RunWish,
    lab = runnable(wish.ref, wish.text),
  ): Promise<void> {
    const { dataDir, durability, workerFile, remembered } = this.parts
    const connections = await this.connectionsOf(lab, wish.profiles)
    await slot.letGo()
    const { overrides, endWhenDrained, clean, ...kept } = wish
    const labDir = await this.parts.shelf.folderOf(wish.ref)
    const run = startRun({
      ...{
        lab,
        dataDir,
        connections,
        durability,
        overrides,
        endWhenDrained,
        workerFile,
        fresh: clean,
      },
      ...(labDir === undefined ? {} : { labDir }),
    })
    // Once is enough: what is started again after a crash goes on.
    slot.wish = { ...kept, overrides, endWhenDrained }
    await slot.take(run)
    // A run that ends by itself belongs to who waits for it; it does not outlive him.
    if (!endWhenDrained && overrides?.trigger !== 'available-now') {
      const { lab: id, ref, text, paused, profiles } = wish
      await remembered.keep({ lab: id, ref, text, paused, overrides, profiles })
    }
    void run.done.then(result => this.ended(slot, run, result))
  }

  private async ended(slot: RunSlot, run: Run, result: Awaited<Run['done']>): Promise<void> {
    const { log, remembered } = this.parts
    if (slot.run !== run) return
    const crashed = result.state === 'failed' && result.error?.kind === 'bug'
    if (crashed && !this.closing && slot.wish) {
      log.error({ lab: slot.lab, error: result.error }, 'run-crashed')
      if (slot.crashes.add(Date.now()) < CRASHES_MAX) {
        slot.override = { state: 'starting', error: result.error }
        slot.tell()
        await new Promise(resolve => setTimeout(resolve, backOff(slot.crashes.count)))
        return this.again(slot, slot.wish)
      }
      slot.override = { state: 'halted', error: result.error }
    }
    slot.result = crashed ? { ...result, state: 'halted' } : result
    if (!this.closing) await remembered.forget(slot.lab).catch(() => {})
    slot.tell()
  }

  private async again(slot: RunSlot, wish: RunWish): Promise<void> {
    await slot
      .inTurn(async () => {
        if (!this.closing && slot.wish === wish && !slot.isActive) await this.begin(slot, wish)
      })
      .catch((error: unknown) => {
        slot.override = { state: 'failed', error: LabError.from(error).toData() }
        slot.tell()
      })
  }

  private steer(lab: string, work: (run: Run) => Promise<void>): Promise<RunSummary> {
    const slot = this.slot(lab)
    return slot.inTurn(async () => {
      await work(slot.active())
      slot.tell()
      return summaryOf(slot)
    })
  }

  /** What runs, or what ran last here. */
  private async labOf(lab: string): Promise<LabFile | undefined> {
    const { isActive, wish } = this.slot(lab)
    return isActive && wish ? runnable(lab, wish.text) : lastLabOf(this.parts.dataDir, lab)
  }

  private async changes(lab: string, text: string): Promise<OutputOf<Contract['runs']['changes']>> {
    const after = runnable(lab, text)
    const before = await this.labOf(lab)
    return { running: this.slot(lab).isActive, changes: before ? changesOf(before, after) : [] }
  }

  private patch(lab: string, text: string): Promise<OutputOf<Contract['runs']['patch']>> {
    const after = runnable(lab, text)
    const slot = this.slot(lab)
    return slot.inTurn(async () => {
      const { applied, refused, lab: now } = await slot.active().patch(after)
      // JSON is YAML: a lab that is partly as it was has no text of its own.
      const runs = refused.length === 0 ? text : JSON.stringify(now)
      if (slot.wish) slot.wish = { ...slot.wish, text: runs }
      await this.parts.remembered.change(lab, { text: runs })
      return { applied, refused }
    })
  }

  /** A lab that does not run now is started for it: only its run knows what it has filled. */
  private async reset(lab: string): Promise<RunSummary> {
    const slot = this.slot(lab)
    return slot.inTurn(async () => {
      const text = slot.wish?.text ?? (await this.parts.shelf.find(lab)).text
      if (!slot.isActive)
        await this.begin(slot, { ref: lab, paused: false, ...slot.wish, lab, text })
      await this.parts.remembered.forget(lab)
      await slot.active().reset()
      slot.tell()
      return summaryOf(slot)
    })
  }

  /**
   * By the lab's own names. An SQL connection without a profile is the embedded file, which the run
   * opens itself.
   */
  private async connectionsOf(
    lab: LabFile,
    profiles: RunWish['profiles'] = {},
  ): Promise<Record<string, ResolvedConnection>> {
    const { book, enginesReady } = this.parts
    const found: Record<string, ResolvedConnection> = {}
    for (const [name, { type, profile }] of Object.entries(lab.connections ?? {})) {
      const chosen = profiles[name] ?? profile ?? BUILTIN
      if (chosen === BUILTIN && (type === 'sql' || type === 'opensearch')) continue
      if (chosen === BUILTIN) await enginesReady()
      found[name] = await book.resolve(chosen, type)
    }
    return found
  }
}

function summaryOf(slot: RunSlot): RunSummary {
  const summary = slot.summary()
  if (!summary) throw new LabError('run-not-found', { kind: 'conflict', params: { lab: slot.lab } })
  return summary
}

function runnable(ref: string, text: string): LabFile {
  const { lab, problems } = checkLab(text)
  const errors = problems.filter(problem => problem.severity === 'error')
  const [first] = errors
  if (lab && !first) return lab
  const params = {
    lab: lab?.id ?? ref,
    count: errors.length,
    path: first?.path ?? '',
    first: first?.code ?? '',
  }
  throw new LabError('lab-has-problems', { kind: 'config', params })
}
