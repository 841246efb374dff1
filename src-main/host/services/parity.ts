// Parity: one comparison at a time, in the background; the sheets of this life of the host.
import { join, resolve } from 'node:path'
import type { Contract, ParityProgress, ParitySheet } from '@shared/contract'
import { LabError } from '@shared/errors'
import { answerFeed, KeyedTable } from '@shared/feed'
import type { HandlersOf } from '@shared/rpc'
import { typedPath } from '../labs/typed-path'
import { writePersonsFile } from '../labs/persons-file'
import { compareEngines, type ComparisonWish } from '../parity/comparison'
import { otherEngines } from '../parity/other-engines'
import { needPossible, offersOf, profilesOf, type Chosen } from '../parity/offers'
import { sheetHtml } from '../parity/sheet-page'
import type { OpenPlace } from '../parity/temporary-place'
import { runnable } from '../runs/lab-runs'

export interface ParityParts {
  readonly openPlace: OpenPlace
  /** Where a folder that is a name alone is made. */
  readonly exportsDir: string
  /** The version of this program. */
  readonly version: string
}

export interface ParityService {
  readonly handlers: HandlersOf<Contract>['parity']
  close(): Promise<void>
}

export function parityService({ openPlace, exportsDir, version }: ParityParts): ParityService {
  const progress = new KeyedTable<ParityProgress>()
  const sheets = new Map<string, ParitySheet>()
  let going: { readonly cancel: AbortController; readonly done: Promise<void> } | undefined

  const work = async (wish: ComparisonWish, begun: ParityProgress, cancel: AbortController) => {
    let known = begun
    const tell = (news: Partial<ParityProgress>) => {
      known = { ...known, ...news }
      progress.set(known.lab, known)
    }
    try {
      const { signal } = cancel
      await otherEngines[wish.engine].find()
      const sheet = await compareEngines(wish, { openPlace, tell, signal, now: Date.now })
      sheets.set(keyOf(sheet.lab, sheet.engine), sheet)
      tell({ state: 'done' })
    } catch (error) {
      if (cancel.signal.aborted) tell({ state: 'cancelled' })
      else tell({ state: 'failed', error: LabError.from(error).toData() })
    } finally {
      going = undefined
    }
  }
  const found = (lab: string, engine: string): ParitySheet => {
    const sheet = sheets.get(keyOf(lab, engine))
    if (sheet) return sheet
    throw new LabError('parity-none', { kind: 'conflict', params: { lab } })
  }
  return {
    handlers: {
      offers: async ({ text, profiles }) => offersOf(runnable('', text), profiles),
      start: ({ ref, text, engine, seed, seeds: many, mayEmpty, ...rest }) => {
        const lab = runnable(ref, text)
        if (going) throw new LabError('parity-active', { kind: 'conflict' })
        otherEngines[engine].needSettings(rest.sparkSettings)
        needPossible(engine, lab, rest.profiles)
        needLeave(profilesOf(lab, rest.profiles), mayEmpty)
        const seeds = Array.from({ length: many }, (_, n) => (seed ?? lab.seed ?? 0) + n)
        const { events } = rest
        const begun: ParityProgress = {
          ...{ lab: lab.id, engine, state: 'working', startedAt: Date.now(), events, seeds },
          ...{ at: 0, side: 'there', made: 0, arrived: 0 },
        }
        progress.set(lab.id, begun)
        const cancel = new AbortController()
        const wish = { ...rest, ref, text, lab, engine, seeds, sluice: version }
        going = { cancel, done: work(wish, begun, cancel) }
        return begun
      },
      cancel: async () => {
        going?.cancel.abort()
        await going?.done
      },
      progress: ({ cursor }, { signal }) => answerFeed(progress, cursor, { signal }),
      sheet: ({ lab, engine }) => {
        const sheet = sheets.get(keyOf(lab, engine))
        return sheet ? { sheet } : {}
      },
      save: async ({ lab, engine, dir: given, language }) => {
        const sheet = found(lab, engine)
        const dir = resolve(exportsDir, typedPath(given))
        await writePersonsFile(join(dir, 'sheet.json'), `${JSON.stringify(sheet, undefined, 2)}\n`)
        await writePersonsFile(join(dir, 'sheet.html'), sheetHtml(sheet, language))
        return { dir }
      },
    },
    close: async () => {
      going?.cancel.abort()
      await going?.done
    },
  }
}

const keyOf = (lab: string, engine: string) => `${lab} ${engine}`

/** What a person keeps in a database is never emptied unless the person said so. */
function needLeave(profiles: Chosen, mayEmpty: readonly string[]): void {
  const others = Object.keys(profiles).filter(name => !mayEmpty.includes(name))
  if (others.length > 0)
    throw new LabError('parity-empties', {
      kind: 'usage',
      params: { connections: others.join(', ') },
    })
}
