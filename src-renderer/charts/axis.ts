// Axis maxima that a reader can trust. They go in 1-2-5 steps, grow at once, and shrink only after
// ten seconds of lower data, so that a live chart does not breathe with every batch (ui/README.md
// §10).

const SHRINK_AFTER_MS = 10_000
export const TICKS = 5

/** The next line of the axis at or above the value. */
export function niceMax(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const step = niceStep(value, TICKS)
  return round(Math.ceil(round(value / step)) * step)
}

/** A step of 1, 2 or 5 times a power of ten that cuts the axis into about `wanted` parts. */
export function niceStep(max: number, wanted: number): number {
  const raw = max / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(raw))
  for (const step of [1, 2, 5, 10]) if (raw <= step * power * 1.0001) return round(step * power)
  return round(10 * power)
}

const round = (value: number) => Number(value.toPrecision(12))

export class AxisMax {
  private max = 0
  private lowerSince: number | undefined

  next(value: number, now: number): number {
    const wanted = niceMax(value)
    if (wanted >= this.max) {
      this.max = wanted
      this.lowerSince = undefined
    } else if (this.lowerSince === undefined) {
      this.lowerSince = now
    } else if (now - this.lowerSince >= SHRINK_AFTER_MS) {
      this.max = wanted
      this.lowerSince = undefined
    }
    return this.max
  }
}
