// The filter of the message browser: a text in key or value, or a condition over the fields of the
// JSON. A condition is checked as it is typed, counts once it has no mistake, and can be saved with
// the open lab. The fields are those that the lab declares, and those of messages that were seen.
import { computed, provide, ref, watch, type Ref } from 'vue'
import { client, errorWords, session, useCall } from '@renderer/client'
import { EXPRESSION_HELP, type ExpressionHelp } from '@renderer/forms'
import type { TopicRecord } from '@shared/contract'
import { compileReader, isRow, printType, type Row } from '@shared/expr'
import {
  checkFilter,
  compileFilter,
  fieldsFrom,
  joinFields,
  withMeta,
  type MessageFilter,
} from '@shared/messages'
import { matches } from './browse'

const TYPING_MS = 300
const EMPTY = { kind: 'struct', fields: [] } as const

/** Loaded with the first condition: most people write none, and it needs the YAML library. */
const savedFilters = () => import('@shared/lab/saved-filters')

export type FilterKind = 'text' | 'condition'

function useSettled(typed: Ref<string>): Ref<string> {
  const settled = ref(typed.value.trim())
  let typing: ReturnType<typeof setTimeout> | undefined
  watch(typed, value => {
    clearTimeout(typing)
    typing = setTimeout(() => (settled.value = value.trim()), TYPING_MS)
  })
  return settled
}

/** What a person wrote, and whether it counts. */
export function useMessageFilter(props: { readonly topic: string; readonly connection: string }) {
  const kind = ref<FilterKind>('text')
  const typed = ref('')
  const condition = ref('')
  const saved = computed(() => session.lab.value?.filters?.[props.topic])
  watch(
    [() => props.topic, () => session.opened.value],
    () => {
      typed.value = ''
      condition.value = saved.value ?? ''
      kind.value = saved.value === undefined ? 'text' : 'condition'
    },
    { immediate: true },
  )

  const timezone = computed(
    () => session.lab.value?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
  const seen = useCall(client.topics.fields, () =>
    kind.value === 'condition' ? { connection: props.connection, topic: props.topic } : undefined,
  )
  const declared = ref<ReturnType<typeof joinFields>>(EMPTY)
  watch(
    [kind, session.lab, () => props.topic],
    async ([now, lab, topic]) => {
      if (now !== 'condition') return
      const { declaredFields } = await savedFilters()
      declared.value = lab === undefined ? EMPTY : declaredFields(lab, topic)
    },
    { immediate: true },
  )
  /** Undefined until it is known which fields there are. */
  const fields = computed(() => {
    const text = seen.data.value?.fields
    return text === undefined ? undefined : joinFields(declared.value, fieldsFrom(text) ?? EMPTY)
  })

  const text = useSettled(typed)
  const where = useSettled(condition)
  const mistake = computed(() =>
    where.value === '' || fields.value === undefined
      ? undefined
      : checkFilter(where.value, fields.value, timezone.value),
  )
  /** `waits`: it is being typed, has a mistake, or its fields are not known yet. */
  const wanted = computed<{ filter?: string; where?: MessageFilter } | 'waits'>(() => {
    if (kind.value === 'text') return text.value === '' ? {} : { filter: text.value }
    if (where.value === '') return {}
    if (fields.value === undefined || mistake.value !== undefined) return 'waits'
    return {
      where: { where: where.value, fields: printType(fields.value), timezone: timezone.value },
    }
  })
  const isOn = computed(() => (kind.value === 'text' ? text.value : where.value) !== '')
  function clear(): void {
    if (kind.value === 'text') typed.value = ''
    else condition.value = ''
  }
  /** A text that reads like a condition becomes one. */
  function toCondition(): void {
    condition.value = typed.value
    kind.value = 'condition'
  }
  async function save(what: string | undefined): Promise<void> {
    const { withFilter } = await savedFilters()
    await session.amend(withFilter(session.text.value, props.topic, what))
  }
  return {
    ...{ kind, typed, condition, text, where, fields, timezone, mistake, wanted, isOn, saved },
    ...{ clear, toCondition, save, fieldsError: seen.error },
  }
}
export type MessageFilterState = ReturnType<typeof useMessageFilter>

/** For the condition's editor below: what it completes, checks, and tries out on a message. */
export function provideConditionHelp(
  { fields, timezone }: MessageFilterState,
  sample: () => TopicRecord | undefined,
): void {
  provide(
    EXPRESSION_HELP,
    computed<ExpressionHelp>(() => {
      const own = fields.value
      const one = sample()
      const scope = own && {
        row: withMeta(own),
        aggregate: false,
        samples: one === undefined ? [] : samplesOf(own, one),
        timezone: timezone.value,
      }
      return {
        scopeOf: () => scope,
        words: problem => {
          const { what, todo } = errorWords({ ...problem, kind: 'usage', retry: false })
          return `${what} ${todo}`.trim()
        },
      }
    }),
  )
}

function samplesOf(fields: Parameters<typeof withMeta>[0], { value }: TopicRecord): Row[] {
  try {
    const row = compileReader(fields)(JSON.parse(value ?? ''))
    return isRow(row) ? [row] : []
  } catch {
    return []
  }
}

/** Whether a message of the live list is let through. */
export function liveFilter({
  wanted,
}: {
  readonly wanted: Readonly<Ref<MessageFilterState['wanted']['value']>>
}): (record: TopicRecord) => boolean {
  const passes = computed(() => {
    if (wanted.value === 'waits') return () => false
    const { filter, where } = wanted.value
    if (where === undefined) return (record: TopicRecord) => matches(record, filter ?? '')
    const verdict = compileFilter(where)
    const known = new WeakMap<TopicRecord, boolean>()
    return (record: TopicRecord) => {
      // A record that came cut short cannot be judged here; it is shown rather than lost.
      const passed = known.get(record) ?? (record.truncated || verdict(record) === 'yes')
      known.set(record, passed)
      return passed
    }
  })
  return record => passes.value(record)
}
