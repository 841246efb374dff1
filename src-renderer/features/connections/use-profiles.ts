// The profile that is open: its draft, and what a person does with it (save, test, discard,
// delete). Built-in connections have no draft: they are shown and tested, never changed.
import { computed, ref, shallowRef, watch } from 'vue'
import { client, errorWords, useAct, useCall } from '@renderer/client'
import { t, toast } from '@renderer/ui'
import { LabError } from '@shared/errors'
import type { ConnectionSummary, ReadSettings, TestStep } from '@shared/contract'
import { freshDraft, keyOf, toSend, withAt, type ConnectionType, type Draft } from './profile-draft'

interface FieldError {
  readonly path: string
  readonly text: string
}

const useList = () => useCall(client.connections.list, () => ({}))

/** The profile on the screen and its draft. */
function useOpenProfile(list: ReturnType<typeof useList>) {
  const chosen = ref<string>()
  const draft = shallowRef<Draft>()
  /** The draft as it was saved. */
  const clean = ref('')
  const tested = shallowRef<readonly TestStep[]>()
  const fieldError = ref<FieldError>()
  const nameChecked = ref(false)

  const summary = computed(() => list.data.value?.find(each => keyOf(each) === chosen.value))
  const unsaved = computed(
    () => draft.value !== undefined && JSON.stringify(draft.value) !== clean.value,
  )
  const nameError = computed(() => {
    const name = draft.value?.name.trim() ?? ''
    if (!nameChecked.value) return undefined
    if (name === '') return t('connections.nameNeeded')
    return name !== draft.value?.was && (list.data.value ?? []).some(each => each.name === name)
      ? t('connections.nameTaken')
      : undefined
  })
  const errorOf = (path: string) =>
    fieldError.value?.path === path ? fieldError.value.text : undefined

  function show(key: string | undefined, next: Draft | undefined): void {
    chosen.value = key
    draft.value = next
    tested.value = undefined
    fieldError.value = undefined
    nameChecked.value = false
  }
  function open(each: ConnectionSummary): void {
    const { name, type, profile } = each
    show(keyOf(each), each.builtin ? undefined : { was: name, name, type, profile, secret: {} })
    clean.value = JSON.stringify(draft.value)
  }
  function add(): void {
    show(undefined, freshDraft('kafka'))
    clean.value = ''
  }
  function discard(): void {
    const was = draft.value?.was
    const saved = list.data.value?.find(each => !each.builtin && each.name === was)
    if (was !== undefined && saved) open(saved)
    else draft.value = undefined
  }
  watch(
    () => list.data.value,
    all => {
      if (!draft.value && chosen.value === undefined && all?.[0]) open(all[0])
    },
  )

  function edit(next: Draft): void {
    draft.value = next
    fieldError.value = undefined
  }
  function change(path: readonly string[], value: unknown): void {
    if (draft.value) edit({ ...draft.value, profile: withAt(draft.value.profile, path, value) })
  }
  function setType(type: ConnectionType): void {
    if (draft.value) edit({ ...freshDraft(type, draft.value.name) })
  }
  function fill({ profile, secret, files }: ReadSettings): void {
    if (!draft.value) return
    const fresh = freshDraft(draft.value.type).profile
    edit({ ...draft.value, profile: { ...fresh, ...profile }, secret })
    if (files.length > 0) toast('info', t('connections.filesToo', { files: files.join(', ') }))
  }

  return {
    chosen,
    draft,
    summary,
    unsaved,
    tested,
    fieldError,
    nameChecked,
    nameError,
    errorOf,
    show,
    open,
    add,
    discard,
    edit,
    change,
    setType,
    fill,
  }
}

export function useProfiles() {
  const list = useList()
  const profile = useOpenProfile(list)
  const { draft, summary, unsaved, tested, fieldError, nameChecked, nameError, show, open } =
    profile

  /** When the host refuses a field, the field shows why; useAct shows any other failure. */
  function refuse(failure: unknown): void {
    const error = LabError.from(failure)
    const field = error.params['field']
    if (error.kind !== 'usage' || typeof field !== 'string') throw failure
    const { what, todo } = errorWords(failure)
    fieldError.value = { path: field.replace(/^profile\./, ''), text: `${what} ${todo}` }
  }
  const save = useAct(async () => {
    nameChecked.value = true
    const now = draft.value
    if (!now || nameError.value !== undefined || now.name.trim() === '') return
    try {
      const saved = await client.connections.save(toSend(now))
      toast('ok', t('connections.saved', { name: saved.name }))
      await list.reload()
      const seen = tested.value
      open(saved)
      tested.value = seen
    } catch (failure) {
      refuse(failure)
    }
  })
  const test = useAct(async () => {
    const now = draft.value
    tested.value = undefined
    try {
      const answer =
        now && (unsaved.value || now.was === undefined)
          ? await client.connections.test({ ...toSend(now), name: now.name.trim() || 'new' })
          : await client.connections.test({ name: now?.was ?? summary.value?.name ?? '' })
      tested.value = answer.steps
    } catch (failure) {
      refuse(failure)
    }
  })
  const remove = useAct(async () => {
    const name = draft.value?.was
    if (name === undefined) return
    await client.connections.delete({ name })
    toast('ok', t('connections.deleted', { name }))
    show(undefined, undefined)
    await list.reload()
  })

  return { ...profile, list, save, test, remove }
}
export type Profiles = ReturnType<typeof useProfiles>
