// The statements that were run, newest last, kept on this computer. Their number is bounded, and a
// repeated statement is kept once. Ctrl+Up and Ctrl+Down walk them in the editor; the text before
// the walk is the newest stop.
export interface HistoryEntry {
  readonly statement: string
  readonly at: number
  readonly ms?: number
  readonly rows?: number
  readonly failed?: boolean
}

const ENTRIES_MAX = 300
const STATEMENT_MAX = 20_000
const KEY = 'sluice.query.history'

export interface TextStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

export function loadHistory(store: TextStore): HistoryEntry[] {
  try {
    const stored: unknown = JSON.parse(store.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isEntry).slice(-ENTRIES_MAX) : []
  } catch {
    return []
  }
}

export function saveHistory(store: TextStore, entries: readonly HistoryEntry[]): void {
  try {
    store.setItem(KEY, JSON.stringify(entries))
  } catch {
    // With a full or forbidden store only the next start lacks the history.
  }
}

export function remember(entries: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  if (entry.statement.trim() === '' || entry.statement.length > STATEMENT_MAX) return [...entries]
  const last = entries.at(-1)
  const kept = last?.statement === entry.statement ? entries.slice(0, -1) : entries
  return [...kept, entry].slice(-ENTRIES_MAX)
}

function isEntry(value: unknown): value is HistoryEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'statement' in value &&
    typeof value.statement === 'string' &&
    'at' in value &&
    typeof value.at === 'number'
  )
}

/**
 * A walk through the history. `undefined` means that there is no further stop in that direction.
 */
export class HistoryWalk {
  private at: number | undefined
  private draft = ''

  constructor(private readonly entries: () => readonly HistoryEntry[]) {}

  older(current: string): string | undefined {
    const all = this.entries()
    if (this.at === undefined) this.draft = current
    const next = (this.at ?? all.length) - 1
    const entry = all[next]
    if (!entry) return undefined
    this.at = next
    return entry.statement
  }

  newer(): string | undefined {
    if (this.at === undefined) return undefined
    const next = this.at + 1
    const entry = this.entries()[next]
    this.at = entry ? next : undefined
    return entry ? entry.statement : this.draft
  }

  leave(): void {
    this.at = undefined
  }
}
