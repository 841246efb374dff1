// Lab files on every screen: opening one by path, from this computer or by a drop, saving, and
// asking before unsaved changes make way for another lab. `labFiles` holds the questions; the
// dialogs are in app/files.
import { computed, ref, shallowRef } from 'vue'
import type { Router } from 'vue-router'
import { LabError } from '@shared/errors'
import { LAB_TEXT_MAX } from '@shared/lab'
import { isKept, type Draft } from './drafts'
import { session } from './lab-session'
import { errorWords, toastError } from './words'
import { local, t, toast } from '@renderer/ui'

interface Naming {
  readonly path: string
  /** Why the last try was refused. */
  readonly refused?: { readonly path: string; readonly error: unknown }
  readonly done: (saved: boolean) => void
}
interface Leaving {
  readonly name: string
  /** It has no file and this browser keeps no draft, so leaving loses it. */
  readonly isLost: boolean
  readonly answer: (answer: 'stay' | 'leave' | 'save') => void
}
const opening = ref(false)
/** The dialog with what changed since the lab was saved. */
const comparing = ref(false)
const naming = shallowRef<Naming>()
const leaving = shallowRef<Leaving>()
const saving = ref(false)
let router: Router | undefined

const name = computed(
  () =>
    local(session.lab.value?.title) ||
    session.path.value?.split(/[/\\]/).at(-1) ||
    session.fileName.value ||
    '',
)

/** The frame calls this once. It also asks when the address of another lab is opened. */
export function startLabFiles(of: Router): void {
  router = of
  of.beforeEach(async to => {
    const ref = to.params['ref']
    const other =
      to.meta['screen'] === 'lab' &&
      typeof ref === 'string' &&
      ref !== '' &&
      ref !== session.ref.value
    return other ? mayLeave() : true
  })
  addEventListener('beforeunload', event => {
    // Electron would not ask; the window would just stay open.
    if (
      window.sluice === undefined &&
      session.unsaved.value &&
      !isKept(session.draftKey.value, session.text.value)
    )
      event.preventDefault()
  })
}

/** False when the person stays with the open lab. */
async function mayLeave(): Promise<boolean> {
  if (!session.unsaved.value || session.text.value === '') return true
  const isLost =
    session.ref.value === undefined && !isKept(session.draftKey.value, session.text.value)
  const answer = await new Promise<'stay' | 'leave' | 'save'>(resolve => {
    leaving.value = { name: name.value, isLost, answer: resolve }
  })
  leaving.value = undefined
  if (answer === 'save') return save()
  return answer === 'leave'
}

/** Opens a lab by id or path. False when the person stays; an error of the host is thrown on. */
async function openRef(ref: string): Promise<boolean> {
  if (ref !== session.ref.value && !(await mayLeave())) return false
  await session.open(ref)
  // Another one was asked for meanwhile.
  if (session.ref.value !== ref) return false
  await router?.push(`/lab/${encodeURIComponent(ref)}`)
  return true
}

async function openText(
  text: string,
  from: Parameters<typeof session.openText>[1],
): Promise<boolean> {
  if (!(await mayLeave())) return false
  await session.openText(text, from)
  await router?.push('/lab')
  return true
}

/** A lab without a file that was left for later. */
async function openDraft({ ref: key, text }: Draft): Promise<void> {
  if (key === session.draftKey.value) await router?.push('/lab')
  else await openText(text, { key })
}

/** A file of this computer. Electron knows its path; a browser has only its text. */
async function take(file: File | undefined): Promise<void> {
  if (file === undefined) return
  try {
    const path = window.sluice?.pathOf?.(file) ?? ''
    if (!/\.ya?ml$/i.test(file.name))
      throw new LabError('lab-file-ending', { kind: 'usage', params: { file: file.name } })
    if (path !== '') {
      await openRef(path)
      return
    }
    if (file.size > LAB_TEXT_MAX)
      throw new LabError('file-too-big', {
        kind: 'limit',
        params: { file: file.name, sizeBytes: file.size, sizeBytesMax: LAB_TEXT_MAX },
      })
    const text = await file.text().catch((cause: unknown) => {
      throw new LabError('file-unreadable', {
        kind: 'usage',
        params: { file: file.name, message: String(cause) },
        cause,
      })
    })
    if (text.trim() === '') toast('bad', t('labs.emptyFile', { name: file.name }))
    else await openText(text, { name: file.name })
  } catch (failure) {
    toastError(failure)
  }
}

function choose(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.yaml,.yml'
  input.addEventListener('change', () => {
    opening.value = false
    void take(input.files?.[0])
  })
  input.click()
}

/**
 * Saves to the lab's own file, or asks for one when there is none or this one cannot be written.
 */
async function save(): Promise<boolean> {
  const path = session.path.value
  if (session.origin.value !== 'file' || path === undefined) return saveAs()
  if (saving.value) return false
  try {
    await write(path, session.stamp.value)
    return true
  } catch (error) {
    return ask({ path, refused: { path, error } })
  }
}

/** A lab of the gallery is never overwritten: a copy goes to the folder of labs. */
function saveAs(): Promise<boolean> {
  const path = session.origin.value === 'file' ? session.path.value : session.fileName.value
  return ask({ path: path ?? `${session.labId.value ?? 'lab'}.yaml` })
}

function ask(of: Pick<Naming, 'path' | 'refused'>): Promise<boolean> {
  naming.value?.done(false)
  return new Promise(resolve => {
    naming.value = {
      ...of,
      done: saved => {
        naming.value = undefined
        resolve(saved)
      },
    }
  })
}

/** The act of the `naming` dialog. `replace` is true after the dialog said that the file exists. */
async function saveTo(path: string, replace: boolean): Promise<void> {
  const asked = naming.value
  if (asked === undefined || saving.value) return
  const own =
    session.origin.value === 'file' && path === session.path.value ? session.stamp.value : undefined
  try {
    await write(path.trim(), replace ? 'any' : own)
    asked.done(true)
  } catch (error) {
    naming.value = { ...asked, refused: { path, error } }
  }
}

async function write(path: string, over: string | undefined): Promise<void> {
  saving.value = true
  try {
    const saved = await session.save(path, over)
    toast('ok', t('canvas.savedAt', { path: saved }))
  } finally {
    saving.value = false
  }
}

function download(): void {
  const link = document.createElement('a')
  const url = URL.createObjectURL(new Blob([session.text.value], { type: 'text/yaml' }))
  link.href = url
  link.download =
    session.fileName.value ??
    session.path.value?.split(/[/\\]/).at(-1) ??
    `${session.labId.value ?? 'lab'}.yaml`
  link.click()
  URL.revokeObjectURL(url)
}

export const labFiles = {
  name,
  opening,
  comparing,
  naming,
  leaving,
  saving,
  mayLeave,
  openRef,
  openText,
  openDraft,
  take,
  choose,
  save,
  saveAs,
  saveTo,
  download,
  whyRefused: (refused: Naming['refused']) =>
    refused === undefined ? undefined : errorWords(refused.error),
}
