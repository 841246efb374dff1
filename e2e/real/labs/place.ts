// Shared by the labs' tests on real engines: the engines' addresses, three seeds at one and four
// partitions, and a run of a lab as a child process.
import { sluiceJson, type RunningCli } from '../../support/cli'
import type { RealEngines } from '../../support/real-engines'

export interface Place {
  readonly engines: RealEngines
  /** A folder for this test's files. */
  readonly dir: string
}

export const SEEDS = [7, 42, 1001] as const
export const PARTITIONS = [1, 4] as const

export type Rows = readonly Readonly<Record<string, unknown>>[]
export interface RunAnswer {
  readonly state: string
  readonly nodes: Readonly<
    Record<string, { readonly in: number; readonly out: number; readonly errors: number }>
  >
  readonly tables: Readonly<Record<string, Rows>>
  readonly ledger: { readonly lost: number; readonly doubled: number; readonly deadLetters: number }
}

export interface RunWishes {
  readonly events: number
  readonly seed: number
  readonly rate?: number
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

export const runWords = (
  lab: string,
  { events, seed, rate }: RunWishes,
  where: readonly string[],
) => [
  ...[
    'run',
    lab,
    '--events',
    String(events),
    '--rate',
    String(rate ?? 'max'),
    '--seed',
    String(seed),
  ],
  ...where,
]

export function runLab(
  lab: string,
  wishes: RunWishes,
  where: readonly string[],
): Promise<RunAnswer> {
  return sluiceJson<RunAnswer>(runWords(lab, wishes, where), {
    timeoutMs: 400_000,
    cwd: wishes.cwd,
    env: wishes.env,
  })
}

export const totalsSorted = (totals: ReadonlyMap<string, bigint>) =>
  [...totals].sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * Looks again and again until it is so. A run that ends meanwhile will not make it so: what it said
 * is the error.
 */
export async function until(run: RunningCli, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) {
    if (run.hasEnded()) throw new Error(`the run ended too early\n${run.stderr().slice(-3000)}`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
