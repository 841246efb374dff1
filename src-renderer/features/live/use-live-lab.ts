// Which lab Live shows: that of the address, or the open one if it has run, or the one that runs;
// with its run, its file, and the choice among all runs by their titles.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { client, runs, session, useCall } from '@renderer/client'
import { local } from '@renderer/ui'

export function useLiveLab() {
  const route = useRoute()
  const router = useRouter()
  const lab = computed(() => {
    const named =
      typeof route.params['lab'] === 'string' && route.params['lab'] !== ''
        ? route.params['lab']
        : undefined
    if (named !== undefined) return named
    const all = [...runs.value.values()]
    const open = session.labId.value
    if (open !== undefined && (runs.value.has(open) || all.length === 0)) return open
    return (all.find(run => run.state === 'running') ?? all[0])?.lab
  })
  const isOwn = computed(() => lab.value === session.labId.value)
  const opened = useCall(client.labs.open, () =>
    lab.value === undefined || isOwn.value ? undefined : { ref: lab.value },
  )
  const file = computed(() => (isOwn.value ? session.lab.value : opened.data.value?.lab))

  /** Shipped labs and recent ones have a title; a run of another has its name alone. */
  const known = useCall(client.labs.list, () => ({}))
  const titles = computed(
    () =>
      new Map(
        [...(known.data.value?.gallery ?? []), ...(known.data.value?.recent ?? [])].map(each => [
          each.id,
          local(each.title),
        ]),
      ),
  )
  const titleOf = (id: string) =>
    (id === session.labId.value ? local(session.lab.value?.title) : titles.value.get(id)) || id

  return {
    lab,
    isOwn,
    file,
    run: computed(() => (lab.value === undefined ? undefined : runs.value.get(lab.value))),
    title: computed(() => (file.value ? local(file.value.title) : (lab.value ?? ''))),
    choices: computed(() =>
      [...runs.value.values()].map(each => ({ value: each.lab, label: titleOf(each.lab) })),
    ),
    chosen: computed({
      get: () => lab.value ?? '',
      set: value => void router.replace(`/live/${encodeURIComponent(value)}`),
    }),
  }
}
