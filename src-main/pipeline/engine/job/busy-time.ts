// The processor time of each node: while a node gives out, the nodes that take it work, and that is theirs.
interface Busy {
  busyMs: number
}

export class BusyTime {
  private working: Busy | undefined
  private fromMs = 0

  of<T>(node: Busy, work: () => T): T {
    const before = this.working
    const beginMs = performance.now()
    if (before) before.busyMs += beginMs - this.fromMs
    this.working = node
    this.fromMs = beginMs
    try {
      return work()
    } finally {
      const endMs = performance.now()
      node.busyMs += endMs - this.fromMs
      this.working = before
      this.fromMs = endMs
    }
  }
}
