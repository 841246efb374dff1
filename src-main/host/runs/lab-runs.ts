// The runs of all labs: started, started again from their checkpoint when their worker falls, and
// continued after the host itself has ended in the middle. One lab has one run at a time.
import { BUILTIN, type RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { KeyedTable } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { backOff } from '@shared/rpc'
import type { ConnectionType, ResolvedConnection } from '@main/connections'
import { flinkProject, sparkProject } from '@main/export'
import { findFlink, flinkOf } from '@main/flink'
import {
  checkLab,
  lastLabOf,
  startingSummary,
  startRemoteRun,
  type RemoteRun,
  type FlinkPlace,
  type SparkPlace,
} from '@main/pipeline'
import type { Log } from '@main/platform'
import {
  findTools,
  needMaster,
  needSettings,
  sparkOf,
  withoutSecrets,
  type WarmProgram,
} from '@main/spark'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { CRASHES_MAX } from '../engines/crash-count'
import type { LabLibrary } from '../labs/lab-library'
import type { RememberedRuns } from './remembered-runs'
import { RunSlot, type RunWish } from './run-slot'

export interface LabRunsParts {
  readonly dataDir: string
  readonly durability: 'safe' | 'fast'
  readonly profiles: ConnectionProfiles
  readonly library: LabLibrary
  readonly remembered: RememberedRuns
  readonly log: Log
  /** Absent: runs are in this thread. */
  readonly workerFile?: string
  /** Does the jobs of runs on another engine, one after another; these runs are in this thread. */
  readonly warm?: WarmProgram
  /** Resolves when the embedded engines answer. */
  readonly enginesReady: () => Promise<unknown>
}

export type StartOptions = Pick<
  RunWish,
  | 'overrides'
  | 'profiles'
  | 'endWhenDrained'
  | 'clean'
  | 'checkpoint'
  | 'spark'
  | 'sparkVersion'
  | 'sparkSettings'
  | 'flink'
>

export class LabRuns {
  readonly summaries = new KeyedTable<RunSummary>()
  private readonly slots = new Map<string, RunSlot>()
  private closing = false

  constructor(private readonly parts: LabRunsParts) {}

  slot(lab: string): RunSlot {
    const known =
      this.slots.get(lab) ?? new RunSlot(lab, summary => this.summaries.set(lab, summary))
    this.slots.set(lab, known)
    return known
  }

  /** The lab as it runs, or as it ran last here. */
  async labOf(lab: string): Promise<LabFile | undefined> {
    const { isActive, wish } = this.slot(lab)
    return isActive && wish ? runnable(lab, wish.text) : lastLabOf(this.parts.dataDir, lab)
  }

  /** The same; or as the library has it, when it never ran. With the profiles of its run. */
  async knownLab(
    lab: string,
    text?: string,
  ): Promise<{ file: LabFile; profiles: RunWish['profiles'] }> {
    const read = async () => text ?? (await this.parts.library.find(lab)).text
    const file = (await this.labOf(lab)) ?? runnable(lab, await read())
    return { file, profiles: this.slot(lab).wish?.profiles }
  }

  async start(ref: string, text: string | undefined, options: StartOptions): Promise<RunSummary> {
    const source = text ?? (await this.parts.library.find(ref)).text
    const lab = runnable(ref, source)
    const slot = this.slot(lab.id)
    return slot.inTurn(async () => {
      if (slot.isActive && slot.run?.summary().state === 'paused') await this.goOn(slot)
      else if (slot.isActive)
        throw new LabError('run-active', { kind: 'conflict', params: { lab: lab.id } })
      else {
        slot.crashes.forget()
        await this.begin(slot, { lab: lab.id, ref, text: source, paused: false, ...options }, lab)
      }
      return slot.known()
    })
  }

  /** Lets a paused run go on; starts one that failed or was halted again, from its checkpoint. */
  resume(lab: string): Promise<RunSummary> {
    const slot = this.slot(lab)
    return slot.inTurn(async () => {
      if (slot.mayStartAgain && slot.wish) {
        slot.crashes.forget()
        await this.begin(slot, { ...slot.wish, paused: false })
      } else await this.goOn(slot)
      return slot.known()
    })
  }

  /** Remembered first: a host that dies in between goes on as the person wanted it. */
  private async goOn(slot: RunSlot): Promise<void> {
    const run = slot.active()
    await this.parts.remembered.change(slot.lab, { paused: false })
    await run.steer('resume')
  }

  /**
   * A run that has ended well empties what it filled. Otherwise the lab is started for it: only its
   * run knows what that was.
   */
  reset(lab: string, given?: string, profiles?: RunWish['profiles']): Promise<RunSummary> {
    const slot = this.slot(lab)
    return slot.inTurn(async () => {
      if (!slot.isActive && !slot.hasEndedWell) {
        const { wish } = slot
        const text = wish?.text ?? JSON.stringify((await this.knownLab(lab, given)).file)
        // Whatever its seed, its changes or the engine that did its jobs: nothing of it is kept.
        const only = { lab, text, clean: true, spark: undefined }
        await this.begin(slot, { ref: lab, paused: false, profiles, ...wish, ...only })
      }
      await this.parts.remembered.forget(lab)
      await slot.run?.steer('reset')
      const summary = slot.known()
      // Nothing of it is left, so no figure of it is shown any more.
      await slot.forget()
      this.summaries.delete(lab)
      return summary
    })
  }

  /**
   * Runs that were going when the last host ended go on from their checkpoints. Each takes its turn
   * at once, before the engines answer: a command that comes meanwhile is for the run that goes on.
   */
  async resumeRemembered(): Promise<void> {
    const { enginesReady, remembered } = this.parts
    await Promise.all(
      remembered.all.map(async wish => {
        const slot = this.slot(wish.lab)
        await slot
          .inTurn(async () => {
            const lab = runnable(wish.ref, wish.text)
            slot.coming = startingSummary(lab, wish.overrides)
            slot.tell()
            await enginesReady()
            if (this.closing) return
            await this.begin(slot, wish, lab)
            if (wish.paused) await slot.active().steer('pause')
          })
          .catch((error: unknown) => {
            const params = { lab: wish.lab, error: LabError.from(error).toData() }
            this.parts.log.error(params, 'run-not-resumed')
            slot.coming = undefined
            if (!slot.run) this.summaries.delete(wish.lab)
          })
      }),
    )
  }

  /** Runs stop in good order and are still remembered: they go on at the next start. */
  async close(): Promise<void> {
    this.closing = true
    await Promise.all(
      [...this.slots.values()].map(slot =>
        slot.inTurn(async () => {
          if (slot.isActive) await slot.run?.steer('stop').catch(() => {})
          await slot.letGo()
        }),
      ),
    )
  }

  private async begin(
    slot: RunSlot,
    wish: RunWish,
    lab = runnable(wish.ref, wish.text),
  ): Promise<void> {
    const { dataDir, durability, workerFile, remembered, library, warm } = this.parts
    const connections = await this.connectionsOf(lab, wish.profiles)
    await slot.letGo()
    const { overrides, endWhenDrained, clean, checkpoint, ...kept } = wish
    const labDir = await library.folderOf(wish.ref)
    const spark = wish.spark === undefined ? undefined : await placeOf(wish.spark, lab, wish)
    const run = startRemoteRun(
      {
        ...{
          lab,
          dataDir,
          connections,
          durability,
          overrides,
          endWhenDrained,
          fresh: clean,
          checkpoint,
        },
        ...(labDir === undefined ? {} : { labDir }),
        ...(spark === undefined ? {} : { spark }),
        ...(wish.flink === true ? { flink: await flinkFor(lab) } : {}),
      },
      warm ? undefined : workerFile,
      options => sparkOf(options, warm) ?? flinkOf(options, warm),
    )
    // `clean` and `checkpoint` count for this start only: a new start after a crash goes on.
    slot.wish = { ...kept, overrides, endWhenDrained }
    await slot.take(run)
    // A run that ends by itself belongs to the caller that waits for it, and ends with the host.
    if (!endWhenDrained && overrides?.trigger !== 'available-now') {
      const { lab: id, ref, text, paused, profiles, sparkVersion, sparkSettings } = wish
      const where =
        wish.spark === undefined
          ? {}
          : { spark: withoutSecrets(wish.spark), sparkVersion, sparkSettings }
      await remembered.keep({ lab: id, ref, text, paused, overrides, profiles, ...where })
    }
    void run.done.then(result => this.ended(slot, run, result))
  }

  private async ended(
    slot: RunSlot,
    run: RemoteRun,
    result: Awaited<RemoteRun['done']>,
  ): Promise<void> {
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

  /**
   * By the lab's own names. An SQL connection without a profile is the embedded file, which the run
   * opens itself.
   */
  private async connectionsOf(
    lab: LabFile,
    chosenProfiles: RunWish['profiles'] = {},
  ): Promise<Record<string, ResolvedConnection>> {
    const { profiles, enginesReady } = this.parts
    const found: Record<string, ResolvedConnection> = {}
    for (const [name, { type, profile }] of Object.entries(lab.connections ?? {})) {
      const chosen = chosenProfiles[name] ?? profile ?? BUILTIN
      if (chosen === BUILTIN && WITHOUT_ENGINE.has(type)) continue
      if (chosen === BUILTIN) await enginesReady()
      found[name] = await profiles.resolve(chosen, type)
    }
    return found
  }
}

/** Types of which nothing is built in. */
const WITHOUT_ENGINE: ReadonlySet<ConnectionType> = new Set(['sql', 'opensearch', 'http', 'smtp'])

/** What Spark lacks for a lab, or what this machine lacks for Spark, is said before the run begins. */
async function placeOf(
  master: string,
  lab: LabFile,
  { sparkVersion: version = '3.5', sparkSettings: settings = {} }: StartOptions,
): Promise<SparkPlace> {
  const { problems } = sparkProject(lab, { language: 'en', spark: version })
  const first = problems.find(problem => problem.severity === 'error')
  if (first) throw new LabError(first.code, { kind: 'config', params: first.params })
  needSettings(settings)
  await needMaster(master)
  return { ...(await findTools(version, master)), master, settings }
}

/** Flink runs a lab for a comparison only: once, when its topics are full. */
async function flinkFor(lab: LabFile): Promise<FlinkPlace> {
  const first = flinkProject(lab).problems.find(problem => problem.severity === 'error')
  if (first) throw new LabError(first.code, { kind: 'config', params: first.params })
  return findFlink()
}

/** The lab in a text; throws `lab-has-problems` with the first one. */
export function runnable(ref: string, text: string): LabFile {
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
