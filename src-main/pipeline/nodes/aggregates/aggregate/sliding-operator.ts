// "The last N minutes", several N at once, against the lab's clock: sums of the events whose time
// is not older than N. Events are kept as one pane a second; a window is the merge of its panes. A
// window moves when time passes, not only when something arrives.
import {
  compileReader,
  compileWriter,
  isRow,
  type Accumulator,
  type Key,
  type Row,
  type Value,
} from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type { Json, KeptKey, Operator, StateDelta } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import type { AggregateShared } from './options'
import { KeyReader } from '../key-reader'

const PANE_MS = 1000

interface Pane {
  readonly start: number
  readonly accumulators: Accumulator[]
  unsaved: boolean
}
interface Slot {
  readonly id: string
  readonly head: Row
  readonly panes: Map<number, Pane>
  /** Owed to what follows, at the next trigger. */
  changed: boolean
  /** What the checkpoint says of that; undefined while it does not know the slot. */
  savedChanged: boolean | undefined
}
interface Length {
  readonly label: string
  readonly ms: number
}

export class SlidingOperator implements Operator {
  private readonly slots = new Map<Key, Slot>()
  private readonly deleted: string[] = []
  private readonly keys: KeyReader
  private readonly longestMs: number
  private readonly writeHead: (value: Value) => unknown
  private readonly readHead: (json: unknown) => Value
  private readonly writeSums: (value: Value) => unknown
  /** Slots that have changed. */
  private owed = 0
  private nowMs = 0
  private nextTrigger = 0
  /** Rows since results were given out. */
  private rowsSince = 0

  constructor(
    private readonly shared: AggregateShared,
    private readonly lengths: readonly Length[],
    private readonly now: () => number,
  ) {
    this.keys = new KeyReader(shared.by)
    this.longestMs = Math.max(...lengths.map(l => l.ms))
    const head = {
      kind: 'struct',
      fields: shared.head.fields.filter(f => f.name !== 'window'),
    } as const
    this.writeHead = compileWriter(head)
    this.readHead = compileReader(head)
    const fields = shared.compute.map(({ name, it }) => ({ name, type: it.type }))
    this.writeSums = compileWriter({ kind: 'struct', fields })
  }

  clock(nowMs: number): void {
    const beforeMs = this.nowMs
    this.nowMs = nowMs
    for (const slot of this.slots.values()) {
      for (const pane of slot.panes.values()) {
        // A pane has left a window since the clock was last told (a class may have moved it far),
        // or has left all of them.
        if (this.lengths.some(l => pane.start < nowMs - l.ms && pane.start >= beforeMs - l.ms))
          this.owe(slot)
        if (pane.start >= nowMs - this.longestMs) continue
        slot.panes.delete(pane.start)
        this.deleted.push(paneId(slot, pane))
        this.owe(slot)
      }
    }
  }

  wakeAt(): number | undefined {
    return this.slots.size > 0 ? (Math.floor(this.nowMs / PANE_MS) + 1) * PANE_MS : undefined
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    const nowMs = this.now()
    // A row that comes after an idle time waits for the next border.
    this.rowsSince += rows.length
    if (this.shared.trigger.ms > 0 && this.nextTrigger > 0 && !this.owes())
      this.nextTrigger = this.nextBorder()
    for (const row of rows) {
      const value = this.shared.time ? this.shared.time.evaluate(row) : nowMs
      if (typeof value !== 'number' || value < nowMs - this.longestMs) continue
      const key = this.keys.keyOf(row)
      const slot = this.slots.get(key) ?? this.create(key, this.keys.head(row))
      const start = Math.floor(value / PANE_MS) * PANE_MS
      const pane = slot.panes.get(start) ?? {
        start,
        accumulators: this.shared.compute.map(c => c.it.init()),
        unsaved: true,
      }
      slot.panes.set(start, pane)
      for (const [i, { it }] of this.shared.compute.entries())
        it.add(pane.accumulators[i] ?? [], row)
      pane.unsaved = true
      this.owe(slot)
    }
  }

  /** Asked after each batch and for each ledger: so it is counted, not looked for. */
  owes(): boolean {
    return this.owed > 0
  }

  private owe(slot: Slot): void {
    if (!slot.changed) this.owed += 1
    slot.changed = true
  }

  private create(key: Key, head: Row, changed = true): Slot {
    const id = JSON.stringify(typeof key === 'bigint' ? String(key) : key)
    const slot: Slot = { id, head, panes: new Map(), changed, savedChanged: undefined }
    if (changed) this.owed += 1
    this.slots.set(key, slot)
    return slot
  }

  private nextBorder(): number {
    const { ms } = this.shared.trigger
    return (Math.floor(this.nowMs / ms) + 1) * ms
  }

  /**
   * With nothing to give out the trigger stays where it is: a moment that is not noted must leave
   * no trace.
   */
  finish(emit: Emit, last: boolean): boolean {
    const { ms, rows: every } = this.shared.trigger
    const isHeld = ms > 0 ? this.nowMs < this.nextTrigger : this.rowsSince < every
    if (isHeld && !last) return false
    const rows: Row[] = []
    for (const slot of this.slots.values()) {
      if (!slot.changed) continue
      slot.changed = false
      rows.push(...this.rowsOf(slot))
    }
    if (rows.length === 0) return false
    this.owed = 0
    this.rowsSince = 0
    if (ms > 0) this.nextTrigger = this.nextBorder()
    emit('out', { rows })
    return true
  }

  /** From the newest pane back, so that a longer window goes on from a shorter one's sum. */
  private rowsOf(slot: Slot): Row[] {
    const panes = [...slot.panes.values()].sort((a, b) => b.start - a.start)
    const byLength = [...this.lengths].sort((a, b) => a.ms - b.ms)
    const results = new Map<string, Row>()
    let sums = this.shared.compute.map(c => c.it.init())
    let next = 0
    for (const { label, ms } of byLength) {
      for (let pane = panes[next]; pane && pane.start >= this.nowMs - ms; pane = panes[++next]) {
        const older = pane
        // Merging uses its second argument up, and the earlier rows come first: so a copy of the
        // older pane takes the sum in.
        sums = this.shared.compute.map(({ it }, i) =>
          it.merge(it.restore(it.snapshot(older.accumulators[i] ?? [])), sums[i] ?? it.init()),
        )
      }
      const row: Record<string, Value> = { window: label, ...slot.head }
      for (const [i, { name, it }] of this.shared.compute.entries())
        row[name] = it.result(sums[i] ?? it.init())
      results.set(label, row)
    }
    return this.lengths.map(({ label }) => results.get(label) ?? {})
  }

  snapshot: Operator['snapshot'] = (full): StateDelta => {
    const set: [string, Json][] = []
    for (const slot of this.slots.values()) {
      // The slot before its panes: one that is empty by now is still a row for those who follow,
      // and the order of the rows stays.
      if (full || slot.changed !== slot.savedChanged)
        set.push([slotId(slot), [asJson(this.writeHead(slot.head)), slot.changed]])
      slot.savedChanged = slot.changed
      for (const pane of slot.panes.values()) {
        if (!full && !pane.unsaved) continue
        pane.unsaved = false
        const accumulators = this.shared.compute.map(({ it }, i) =>
          asJson(it.snapshot(pane.accumulators[i] ?? [])),
        )
        set.push([
          paneId(slot, pane),
          [asJson(this.writeHead(slot.head)), accumulators, pane.start],
        ])
      }
    }
    return {
      set,
      deleted: this.deleted.splice(0),
      facts: [this.nextTrigger, this.nowMs, this.rowsSince],
    }
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    for (const saved of Array.from(keys, ([, state]) => state)) {
      if (!Array.isArray(saved)) continue
      const [head, second, start] = saved
      const fields = this.readHead(head)
      if (!isRow(fields)) continue
      const key = this.keyOfHead(fields)
      if (typeof second === 'boolean') {
        this.create(key, fields, second).savedChanged = second
        continue
      }
      const accumulators = second
      if (!Array.isArray(accumulators) || typeof start !== 'number') continue
      const slot = this.slots.get(key) ?? this.create(key, fields)
      const restored = this.shared.compute.map(({ it }, i) => it.restore(accumulators[i]))
      slot.panes.set(start, { start, accumulators: restored, unsaved: false })
    }
    if (!Array.isArray(facts)) return
    const [nextTrigger = 0, nowMs = 0, rowsSince = 0] = facts.map(Number)
    Object.assign(this, { nextTrigger, nowMs, rowsSince })
  }

  /** The key again, out of the saved key fields. */
  private keyOfHead(head: Row): Key {
    return new KeyReader(
      this.shared.by.map(({ name, it }) => ({
        name,
        it: { ...it, evaluate: (row: Row) => row[name] ?? null },
      })),
    ).keyOf(head)
  }

  refresh(emit: Emit): void {
    if (this.nowMs === 0) this.nowMs = this.now()
    const rows = [...this.slots.values()].flatMap(slot => this.rowsOf(slot))
    if (rows.length > 0) emit('out', { rows })
  }

  stateKeys(): number {
    return this.slots.size
  }

  /** Of each key: the sums by the lengths of its windows. */
  *keptKeys(): Generator<() => KeptKey> {
    for (const slot of this.slots.values()) yield () => this.told(slot)
  }

  private told(slot: Slot): KeptKey {
    const write = this.writeSums
    return {
      key: asJson(this.writeHead(slot.head)),
      value: Object.fromEntries(
        this.rowsOf(slot).map(row => [String(row.window), asJson(write(row))]),
      ),
    }
  }

  keptFor: Operator['keptFor'] = (input, row) => {
    const slot = this.slots.get(this.keys.keyOf(row))
    return [slot ? this.told(slot) : { key: this.keyFor(input, row), value: null }]
  }

  keyFor(_input: number, row: Row): Json {
    return asJson(this.writeHead(this.keys.head(row)))
  }

  givesFor: Operator['givesFor'] = (_input, row) => {
    const slot = this.slots.get(this.keys.keyOf(row))
    return slot ? this.rowsOf(slot) : []
  }
}

const slotId = (slot: Slot) => `${slot.id}@`
const paneId = (slot: Slot, pane: Pane) => `${slot.id}@${pane.start}`
