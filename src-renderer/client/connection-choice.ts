// Which connection of a type a screen looks at: Built-in until a person chooses another. Topics and
// Groups share the choice, because they look at the same cluster. If the profile is deleted, the
// choice returns to Built-in.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { kept, t } from '@renderer/ui'
import { BUILTIN, type ConnectionSummary } from '@shared/contract'
import { client } from './client'
import { useCall } from './use-call'

export interface ConnectionChoice {
  readonly name: WritableComputedRef<string>
  readonly options: ComputedRef<
    readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  >
  readonly readOnly: ComputedRef<boolean>
}

const chosen = {
  kafka: kept<string>('connection.kafka', BUILTIN),
  cassandra: kept<string>('connection.cassandra', BUILTIN),
  registry: kept<string>('connection.registry', BUILTIN),
} as const

export function useConnectionChoice(type: keyof typeof chosen): ConnectionChoice {
  const profiles = useCall(client.connections.list, () => ({}))
  const own = computed(() =>
    (profiles.data.value ?? []).filter(
      (each: ConnectionSummary) => each.type === type && !each.builtin,
    ),
  )
  const name = computed({
    get: () =>
      profiles.data.value && !own.value.some(each => each.name === chosen[type].value)
        ? BUILTIN
        : chosen[type].value,
    set: value => (chosen[type].value = value),
  })
  return {
    name,
    options: computed(() => [
      { value: BUILTIN, label: t('frame.builtin') },
      ...own.value.map(each => ({ value: each.name, label: each.name, hint: each.address })),
    ]),
    readOnly: computed(() => own.value.find(each => each.name === name.value)?.readOnly ?? false),
  }
}
