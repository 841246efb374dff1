// The lab while it is edited. Every change is a new text, which undo keeps; keys that follow each
// other quickly count as one change. The host checks the text a moment after the last key. This is
// module state because one lab is open: canvas, inspector, text and dock all read it.
import { computed, ref, shallowRef, watch } from 'vue'
import { edgesOf } from '@shared/lab'
import { client, session, toastError } from '@renderer/client'
import { readLab } from './lab-edit'

const CHECK_MS = 250
const TYPING_MS = 900
const UNDO_MAX = 200

export type Selection =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'dead'; readonly id: string }
  | { readonly kind: 'frame'; readonly id: string }
  /** Several nodes, to be grouped. */
  | { readonly kind: 'nodes'; readonly ids: readonly string[] }

const past = shallowRef<readonly string[]>([])
const future = shallowRef<readonly string[]>([])
const selection = shallowRef<Selection>()
const textBroken = ref(false)
let typedAt = 0
let checking: ReturnType<typeof setTimeout> | undefined
let checked = 0

/** Another lab was opened: undo starts afresh. */
watch(
  () => session.ref.value ?? session.origin.value,
  () => {
    past.value = []
    future.value = []
    selection.value = undefined
  },
)

/** Another screen changed the lab (the filter of a topic): undo takes that back too. */
watch(
  session.amended,
  before => {
    if (before.length === 0) return
    session.amended.value = []
    past.value = [...past.value, ...before].slice(-UNDO_MAX)
    future.value = []
    typedAt = 0
  },
  { immediate: true },
)

function become(text: string): void {
  session.text.value = text
  const lab = readLab(text)
  textBroken.value = lab === undefined
  if (lab !== undefined) {
    session.lab.value = lab
    session.edges.value = edgesOf(lab)
  }
  clearTimeout(checking)
  checking = setTimeout(() => void check(), CHECK_MS)
}

async function check(): Promise<void> {
  const mine = ++checked
  try {
    const opened = await client.labs.check({ text: session.text.value })
    if (mine === checked && opened.text === session.text.value) session.show(opened)
  } catch (failure) {
    if (mine === checked) toastError(failure)
  }
}

/** One action of the person: one Ctrl+Z undoes it. */
function change(text: string): void {
  if (text === session.text.value) return
  past.value = [...past.value, session.text.value].slice(-UNDO_MAX)
  future.value = []
  typedAt = 0
  become(text)
}

/** A key in the text or in a field: keys that follow each other quickly are one action. */
function typed(text: string): void {
  if (text === session.text.value) return
  const now = Date.now()
  if (now - typedAt > TYPING_MS) past.value = [...past.value, session.text.value].slice(-UNDO_MAX)
  typedAt = now
  future.value = []
  become(text)
}

function undo(): void {
  const before = past.value.at(-1)
  if (before === undefined) return
  past.value = past.value.slice(0, -1)
  future.value = [...future.value, session.text.value]
  typedAt = 0
  become(before)
}

function redo(): void {
  const after = future.value.at(-1)
  if (after === undefined) return
  future.value = future.value.slice(0, -1)
  past.value = [...past.value, session.text.value]
  become(after)
}

function chosenNodes(): readonly string[] {
  const chosen = selection.value
  if (chosen?.kind === 'nodes') return chosen.ids
  return chosen?.kind === 'node' ? [chosen.id] : []
}

/** Adds a node to those that are chosen, or takes it out. */
function toggle(id: string): void {
  const now = chosenNodes()
  const ids = now.includes(id) ? now.filter(each => each !== id) : [...now, id]
  const [only] = ids
  if (ids.length > 1) selection.value = { kind: 'nodes', ids }
  else selection.value = only === undefined ? undefined : { kind: 'node', id: only }
}

export const editor = {
  selection,
  textBroken,
  /** Somebody has changed the lab since it was opened. */
  touched: computed(() => past.value.length > 0 || future.value.length > 0),
  canUndo: computed(() => past.value.length > 0),
  canRedo: computed(() => future.value.length > 0),
  change,
  typed,
  undo,
  redo,
  chosenNodes,
  toggle,
  select: (next: Selection | undefined) => (selection.value = next),
}
