// One clock for everything that repaints: text at most 4 times a second, charts 10 (design: section
// 10). Everything that is due repaints in the same tick. A hidden page ticks every 2 s: that costs
// little, and the page is right when the person returns.
export type Pace = 'text' | 'chart'

const TICK_MS = 50
const HIDDEN_MS = 2000
const EVERY: Readonly<Record<Pace, number>> = { chart: 100, text: 250 }

interface Waiter {
  readonly pace: Pace
  readonly done: () => void
}
let waiters: Waiter[] = []
const last: Record<Pace, number> = { chart: 0, text: 0 }
let timer: ReturnType<typeof setTimeout> | undefined

/** Resolves at the next repaint of this pace. The clock runs as long as somebody asks again. */
export function nextFrame(pace: Pace, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted === true) return resolve()
    // A feed waits again and again with one signal: what listens to it must go each time.
    const done = () => {
      signal?.removeEventListener('abort', done)
      resolve()
    }
    waiters.push({ pace, done })
    signal?.addEventListener('abort', done)
    schedule()
  })
}

function schedule(): void {
  timer ??= setTimeout(tick, document.hidden ? HIDDEN_MS : TICK_MS)
}

function tick(): void {
  timer = undefined
  const now = performance.now()
  const due = (pace: Pace) => document.hidden || now - last[pace] >= EVERY[pace] - TICK_MS / 2
  const ready: Record<Pace, boolean> = { chart: due('chart'), text: due('text') }
  const going = waiters.filter(waiter => ready[waiter.pace])
  waiters = waiters.filter(waiter => !ready[waiter.pace])
  if (ready.chart) last.chart = now
  if (ready.text) last.text = now
  for (const waiter of going) waiter.done()
  if (waiters.length > 0) schedule()
}

/** A person who returns to the page must not wait for the slow tick. */
document.addEventListener('visibilitychange', () => {
  if (document.hidden || timer === undefined) return
  clearTimeout(timer)
  timer = undefined
  tick()
})
