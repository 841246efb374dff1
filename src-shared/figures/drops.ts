// What another delay of a watermark would have done with the records of a run.
import type { Drops } from '../contract/time'

/** Exact for a multiple of the unit; else that of the multiple below. */
export function droppedBy({ unitMs, bySlack }: Drops, delayMs: number): number {
  const least = Math.floor(delayMs / unitMs) * unitMs
  let sum = 0
  for (const [slackMs, records] of bySlack) if (slackMs >= least) sum += records
  return sum
}

/** The shortest delay that would have dropped none; from a second on in whole seconds. */
export function delayForAll({ unitMs, bySlack }: Drops): number {
  if (bySlack.length === 0) return 0
  const least = Math.max(...bySlack.map(([slackMs]) => slackMs)) + unitMs
  return least <= 1000 ? least : Math.ceil(least / 1000) * 1000
}

const STEPS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
]
const BARS = 12

/** Delays from 0 on, evenly apart, up to one that shows both the present one and one that drops none. */
export function delaysToShow(drops: Drops, delayMs: number): readonly number[] {
  const widest = Math.max(delayMs * 2, delayForAll(drops), BARS * drops.unitMs)
  const step = STEPS_MS.find(ms => ms % drops.unitMs === 0 && ms * BARS >= widest)
  const stepMs = step ?? Math.ceil(widest / BARS / drops.unitMs) * drops.unitMs
  return Array.from({ length: BARS + 1 }, (_, at) => at * stepMs)
}
