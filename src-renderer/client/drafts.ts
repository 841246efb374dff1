// Keeps changes that are not in a file yet, in this browser, so that a reload, a closed window or a
// restarted host loses none. There is one draft per lab, and the oldest go first. If the browser
// refuses to store them (private windows), a draft lasts as long as its page.
import { watch } from 'vue'

const KEY = 'sluice.drafts'
const DRAFTS_MAX = 12
const CHARS_MAX = 1_500_000
const SETTLE_MS = 400
/** A lab that was never saved. */
const NEW = ''

export interface Draft {
  readonly ref: string
  readonly text: string
  readonly at: number
}

// By hand: the first screen needs it, and a schema would bring its whole library along.
const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'ref' in value &&
  typeof value.ref === 'string' &&
  'text' in value &&
  typeof value.text === 'string' &&
  'at' in value &&
  typeof value.at === 'number'

function all(): Draft[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isDraft) : []
  } catch {
    return []
  }
}
function write(drafts: readonly Draft[]): void {
  let chars = 0
  const kept = drafts
    .slice(0, DRAFTS_MAX)
    .filter(draft => (chars += draft.text.length) <= CHARS_MAX)
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // If the store is full or refuses, the page itself still has the text.
  }
}

export const draftOf = (ref: string | undefined): Draft | undefined =>
  all().find(draft => draft.ref === (ref ?? NEW))
export function dropDraft(ref: string | undefined): void {
  clearTimeout(timer)
  pending = undefined
  const left = all().filter(draft => draft.ref !== (ref ?? NEW))
  write(left)
}

let timer: ReturnType<typeof setTimeout> | undefined
let pending: (() => void) | undefined
function flush(): void {
  clearTimeout(timer)
  pending?.()
  pending = undefined
}

/** Whether the page may close without a loss. The store may be full, or refuse. */
export function isKept(ref: string | undefined, text: string): boolean {
  flush()
  return draftOf(ref)?.text === text
}

/** Follows the open lab. `text` is undefined while there is nothing to keep. */
export function keepDrafts(
  open: () => {
    readonly ref: string | undefined
    readonly text: string | undefined
    readonly loaded: boolean
  },
): void {
  watch(open, ({ ref, text, loaded }, before) => {
    if (before !== undefined && before.ref !== ref) flush()
    if (!loaded) return
    pending = () => {
      const others = all().filter(draft => draft.ref !== (ref ?? NEW))
      write(text === undefined ? others : [{ ref: ref ?? NEW, text, at: Date.now() }, ...others])
    }
    clearTimeout(timer)
    timer = setTimeout(flush, SETTLE_MS)
  })
  addEventListener('pagehide', flush)
}
