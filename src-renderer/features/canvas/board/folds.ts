// Which frames are folded now. That is how a person looks at a lab, not what the lab is: so it is
// kept in this browser and never makes the lab unsaved. The file says how a frame is when the lab
// opens, and what it says anew (an edit, an undo) is what counts.
import { computed, shallowRef } from 'vue'
import type { LabFile } from '@shared/lab'
import { session } from '@renderer/client'

const KEY = 'sluice.folds'
const LABS_MAX = 40

/** As it was shown, and what the file said then. */
type Fold = Readonly<Record<'folded' | 'file', boolean>>
type Kept = Readonly<Record<string, Readonly<Record<string, Fold>>>>
type Frames = NonNullable<LabFile['frames']>

const isFold = (value: unknown): value is Fold =>
  typeof value === 'object' && value !== null && 'folded' in value && 'file' in value
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    frames => typeof frames === 'object' && frames !== null && Object.values(frames).every(isFold),
  )

function read(): Kept {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return isKept(stored) ? stored : {}
  } catch {
    // If the storage is damaged or forbidden, frames are as their files say.
    return {}
  }
}
const kept = shallowRef(read())

export function setFolds(folds: ReadonlyMap<string, boolean>): void {
  const lab = session.lab.value
  if (lab === undefined) return
  const own = { ...kept.value[lab.id] }
  for (const [id, folded] of folds) {
    const file = lab.frames?.[id]?.folded === true
    if (folded === file) delete own[id]
    else own[id] = { folded, file }
  }
  const others = Object.entries(kept.value).filter(([id]) => id !== lab.id)
  const now = Object.keys(own).length === 0 ? others : [...others, [lab.id, own] as const]
  kept.value = Object.fromEntries(now.slice(-LABS_MAX))
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.value))
  } catch {
    // Then they last as long as this page.
  }
}

export function foldedAs(lab: LabFile, folds: Kept[string] = {}): LabFile {
  if (lab.frames === undefined || Object.keys(folds).length === 0) return lab
  const frames: Frames = {}
  for (const [id, frame] of Object.entries(lab.frames)) {
    const own = folds[id]
    const file = frame.folded === true
    frames[id] = { ...frame, folded: own?.file === file ? own.folded : file }
  }
  return { ...lab, frames }
}

/** The open lab with its frames as they are looked at. */
export const shownLab = computed(() => {
  const lab = session.lab.value
  return lab === undefined ? undefined : foldedAs(lab, kept.value[lab.id])
})
