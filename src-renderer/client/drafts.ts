// Keeps changes that are not in a file yet, in this browser, so that a reload, a closed window or a
// restarted host loses none. There is one draft per lab, and the oldest go first; a lab without a
// file has a key of its own, so that a second new one does not take its place. If the browser
// refuses to store them (private windows), a draft lasts as long as its page.
import { computed, ref as vueRef, watch } from 'vue'

const KEY = 'sluice.drafts'
const DRAFTS_MAX = 40
const CHARS_MAX = 1_500_000
const SETTLE_MS = 400
/** How the key of a lab begins that was never saved. */
const NEW = 'new:'

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
/** Grows with every write. */
const changes = vueRef(0)

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
  changes.value++
}

export const draftOf = (ref: string): Draft | undefined => all().find(draft => draft.ref === ref)

export const newDraftKey = (): string =>
  `${NEW}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`

/** Labs without a file, newest first. */
export const newDrafts = computed(() => {
  void changes.value
  return all().filter(({ ref }) => ref === '' || ref.startsWith(NEW))
})

/** What its text has as a title; read by hand, because the start page needs no YAML library. */
export function draftTitle({ text }: Draft): string {
  const written = /^title:\s*(.+?)\s*$/m.exec(text)?.[1] ?? ''
  const title = /^\{.*?\ben:\s*([^,}]+)/.exec(written)?.[1] ?? written
  return title.trim().replace(/^(['"])(.*)\1$/, '$2')
}

/** Back from a drop that a person regrets. */
export const putBack = (draft: Draft): void =>
  write([draft, ...all().filter(({ ref }) => ref !== draft.ref)])

export function dropDraft(ref: string): void {
  clearTimeout(timer)
  pending = undefined
  write(all().filter(draft => draft.ref !== ref))
}

let timer: ReturnType<typeof setTimeout> | undefined
let pending: (() => void) | undefined
function flush(): void {
  clearTimeout(timer)
  pending?.()
  pending = undefined
}

/** Whether the page may close without a loss. The store may be full, or refuse. */
export function isKept(ref: string, text: string): boolean {
  flush()
  return draftOf(ref)?.text === text
}

/** Follows the open lab. `text` is undefined while there is nothing to keep. */
export function keepDrafts(
  open: () => {
    readonly ref: string
    readonly text: string | undefined
    readonly loaded: boolean
  },
): void {
  watch(open, ({ ref, text, loaded }, before) => {
    if (before !== undefined && before.ref !== ref) flush()
    if (!loaded) return
    pending = () => {
      const others = all().filter(draft => draft.ref !== ref)
      write(text === undefined ? others : [{ ref, text, at: Date.now() }, ...others])
    }
    clearTimeout(timer)
    timer = setTimeout(flush, SETTLE_MS)
  })
  addEventListener('pagehide', flush)
}
