// The comparison of the open lab with another engine: what is on offer, how far it is, its sheet.
import { computed, ref, watch } from 'vue'
import { PARITY_BATCHES, PARITY_ENGINES, type ParityEngine } from '@shared/contract'
import { client, session, useAct, useCall, useFeed } from '@renderer/client'
import { language } from '@renderer/ui'

/** Of the desk, so that the tab finds it again. */
const engine = ref<ParityEngine>(PARITY_ENGINES[0])
const events = ref('600')
const seeds = ref('1')
const batches = ref(String(PARITY_BATCHES))

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
  const begin = useAct(async () => {
    await client.parity.start({
      ...{ ref: session.ref.value ?? session.labId.value ?? '', text: session.text.value },
      ...{ engine: engine.value, events: numberIn(events.value), seeds: numberIn(seeds.value) },
      batches: numberIn(batches.value),
      // The screen has named them beside the button.
      ...{ mayEmpty: [...(offers.data.value?.emptied ?? [])], language: language.value },
    })
  })
  return {
    ...{ engine, events, seeds, batches, offer, progress, isBusy, begin },
    offersError: offers.error,
    lookAgain: offers.reload,
    emptied: computed(() => offers.data.value?.emptied ?? []),
    isValid: computed(
      () =>
        numberIn(events.value) > 0 &&
        [seeds, batches].every(({ value }) => isOneToHundred(numberIn(value))),
    ),
    sheet: computed(() =>
      data.value?.sheet?.lab === session.labId.value ? data.value?.sheet : undefined,
    ),
  }
}

const isOneToHundred = (count: number) => count > 0 && count <= 100

const numberIn = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : 0)
