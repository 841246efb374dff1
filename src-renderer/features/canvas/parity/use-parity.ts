// The comparison of the open lab with another engine: what is on offer, how far it is, its sheet.
import { computed, ref, watch } from 'vue'
import { PARITY_BATCHES, PARITY_ENGINES, type ParityEngine } from '@shared/contract'
import { client, session, settingsIn, useAct, useCall, useFeed } from '@renderer/client'
import { language } from '@renderer/ui'

/** Of the desk, so that the tab finds it again. */
const engine = ref<ParityEngine>(PARITY_ENGINES[0])
const events = ref('600')
const seeds = ref('1')
const batches = ref(String(PARITY_BATCHES))
const settings = ref('')

export function useParity() {
  const offers = useCall(client.parity.offers, () =>
    session.lab.value === undefined || session.checkedText.value === ''
      ? undefined
      : { text: session.checkedText.value },
  )
  const offer = computed(() =>
    offers.data.value?.engines.find(each => each.engine === engine.value),
  )
  const { rows } = useFeed(
    client.parity.progress,
    () => ({}),
    row => row.lab,
  )
  const progress = computed(() => rows.value.get(session.labId.value ?? ''))
  /** Another lab is compared: there is one comparison at a time. */
  const isBusy = computed(() => [...rows.value.values()].some(({ state }) => state === 'working'))
  const { data, reload } = useCall(client.parity.sheet, () =>
    session.labId.value === undefined
      ? undefined
      : { lab: session.labId.value, engine: engine.value },
  )
  watch(
    () => progress.value?.state,
    state => {
      if (state !== 'working') void reload()
    },
  )
  const isSpark = computed(() => engine.value !== 'flink')
  const given = computed(() => settingsIn(settings.value.replace(BETWEEN, '\n')))
  const begin = useAct(async () => {
    await client.parity.start({
      ...{ ref: session.ref.value ?? session.labId.value ?? '', text: session.text.value },
      ...{ engine: engine.value, events: numberIn(events.value), seeds: numberIn(seeds.value) },
      batches: numberIn(batches.value),
      sparkSettings: isSpark.value && typeof given.value !== 'string' ? given.value : {},
      // The screen has named them beside the button.
      ...{ mayEmpty: [...(offers.data.value?.emptied ?? [])], language: language.value },
    })
  })
  return {
    ...{ engine, events, seeds, batches, settings, isSpark, offer, progress, isBusy, begin },
    offersError: offers.error,
    /** What is not NAME=VALUE among the settings. */
    wrongSetting: computed(() =>
      isSpark.value && typeof given.value === 'string' ? given.value : undefined,
    ),
    lookAgain: offers.reload,
    emptied: computed(() => offers.data.value?.emptied ?? []),
    isValid: computed(
      () =>
        numberIn(events.value) > 0 &&
        (!isSpark.value || typeof given.value !== 'string') &&
        [seeds, batches].every(({ value }) => isOneToHundred(numberIn(value))),
    ),
    sheet: computed(() =>
      data.value?.sheet?.lab === session.labId.value ? data.value?.sheet : undefined,
    ),
  }
}

/** Values may hold spaces themselves: a name and its = begin the next setting. */
const BETWEEN = /\s+(?=[A-Za-z][\w.-]*=)/g

const isOneToHundred = (count: number) => count > 0 && count <= 100

const numberIn = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : 0)
