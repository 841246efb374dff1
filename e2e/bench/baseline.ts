// The ratios of an earlier bench, kept in baseline.json, and how far later ones may fall below them.
// Ratios to a peer of the same run are compared, never bare figures, so that another machine can
// check too.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Figure } from './report'

/** More than two runs of the same program differ by on a quiet machine. */
const FALL_MAX = 0.2

const baselineSchema = z.strictObject({
  at: z.string(),
  cores: z.number(),
  node: z.string(),
  /** By `nameOf`. */
  ratios: z.record(z.string(), z.number()),
})
export type Baseline = z.infer<typeof baselineSchema>

export interface Verdict {
  readonly name: string
  readonly before: number
  /** Undefined when the bench gave no ratio this time, which fails too. */
  readonly now: number | undefined
  readonly fell: boolean
}

/** Row 10 comes after row 2. */
const collator = new Intl.Collator('en', { numeric: true })

const nameOf = ({ row, work, peer }: Figure) => `${row} ${work} / ${peer}`

/** Every ratio of the baseline whose row was asked for, beside what was measured now. */
export function compare(
  figures: readonly Figure[],
  { ratios }: Baseline,
  wants: (row: number) => boolean,
): Verdict[] {
  const measured = new Map(figures.map(figure => [nameOf(figure), figure.ratio]))
  return Object.entries(ratios)
    .filter(([name]) => wants(Number.parseInt(name, 10)))
    .map(([name, before]) => {
      const now = measured.get(name)
      return { name, before, now, fell: now === undefined || now < before * (1 - FALL_MAX) }
    })
}

export function printVerdict({ name, before, now, fell }: Verdict): string {
  if (now === undefined) return `${name}: not measured, ${before.toFixed(2)}× before FELL`
  const percent = Math.round((now / before - 1) * 100)
  const change = `${percent < 0 ? '' : '+'}${percent} %`
  return `${name}: ${now.toFixed(2)}×, ${before.toFixed(2)}× before (${change})${fell ? ' FELL' : ''}`
}

export function readBaseline(file: string): Baseline | undefined {
  if (!existsSync(file)) return undefined
  return baselineSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Rows that were not measured this time keep their ratios. */
export function saveBaseline(
  file: string,
  figures: readonly Figure[],
  machine: Omit<Baseline, 'ratios'>,
): void {
  const measured = figures.flatMap(figure =>
    figure.ratio === undefined ? [] : [[nameOf(figure), Number(figure.ratio.toFixed(2))] as const],
  )
  const ratios = { ...readBaseline(file)?.ratios, ...Object.fromEntries(measured) }
  const sorted = Object.entries(ratios).sort(([a], [b]) => collator.compare(a, b))
  const baseline: Baseline = { ...machine, ratios: Object.fromEntries(sorted) }
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`)
}
