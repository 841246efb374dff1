// Which part of a processor a node takes: its own time in the last five seconds, without that of the
// nodes behind it.
const WINDOW_MS = 5000
const STEP_MS = 500

export class BusyShare {
  /** Processor time of the node since the start of the run. */
  busyMs = 0
  private readonly marks: { readonly at: number; readonly busyMs: number }[] = []

  /** 0…1; to be asked now and then. */
  share(at: number): number {
    const { marks, busyMs } = this
    const last = marks.at(-1)
    if (!last || at - last.at >= STEP_MS) marks.push({ at, busyMs })
    while (marks.length > 1 && at - (marks[1]?.at ?? at) >= WINDOW_MS) marks.shift()
    const [first] = marks
    if (!first || at <= first.at) return 0
    return Math.min(1, Math.round(((busyMs - first.busyMs) / (at - first.at)) * 100) / 100)
  }
}
