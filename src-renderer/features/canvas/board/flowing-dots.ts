// Moves the dots on lines in which records pass: one pixel at a time, all with one timer. An
// animation of the stylesheet would make the browser compute, paint and hand over the whole drawing
// at each frame, though between two pixels nothing can be seen.
import type { Directive } from 'vue'

/** The dots' distance (`stroke-dasharray` in LabEdge), so that the last step meets the first. */
const PERIOD_PX = 14
const STEP_MS = 80

const dots = new Set<SVGPathElement>()
let at = 0
let timer: ReturnType<typeof setInterval> | undefined

function step(): void {
  if (document.hidden) return
  at = (at + 1) % PERIOD_PX
  for (const path of dots) path.style.strokeDashoffset = `${-at}`
}

/** On the path of the dots, for as long as it is drawn. */
export const vFlowing: Directive<SVGPathElement> = {
  mounted(path) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    dots.add(path)
    timer ??= setInterval(step, STEP_MS)
  },
  unmounted(path) {
    dots.delete(path)
    if (dots.size > 0) return
    clearInterval(timer)
    timer = undefined
  },
}
