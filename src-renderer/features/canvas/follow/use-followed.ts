// The record that the address names, asked of the run, and asked again while something of its way is
// still to come.
import { computed, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { FollowedBranch, FollowView } from '@shared/contract'
import {
  client,
  followedBeside,
  followLink,
  followPlace,
  session,
  useCall,
  usePoll,
  type FollowPlace,
} from '@renderer/client'
import { useLeaving } from '@renderer/ui'
import { isOnItsWay } from './way'

const EVERY_MS = 1000
export const WAIT_MS = 15_000

interface Asked {
  readonly lab: string
  readonly place: FollowPlace
}

interface Answer {
  readonly place: FollowPlace
  readonly view: FollowView | null
}

async function ask(
  { lab, place }: Asked,
  options?: Parameters<typeof client.runs.follow>[1],
): Promise<Answer> {
  return { place, view: await answer({ lab, place }, options) }
}

function answer(
  { lab, place }: Asked,
  options: Parameters<typeof client.runs.follow>[1],
): Promise<FollowView | null> {
  switch (place.kind) {
    case 'at': {
      const { from, partition, offset } = place
      return client.runs.follow({ lab, from, partition, offset }, options)
    }
    case 'next':
      return client.runs.followNext({ lab, from: place.from, waitMs: WAIT_MS }, options)
    case 'row':
      return client.runs.followBack({ lab, node: place.node, row: { ...place.row } }, options)
    case 'moment': {
      const { node, at, seenAt, partition } = place
      return client.runs.followBack(
        {
          ...{ lab, node, at },
          ...(seenAt === undefined ? {} : { seenAt }),
          ...(partition === undefined ? {} : { partition }),
        },
        options,
      )
    }
  }
}

export const placeOf = ({ record }: FollowView): FollowPlace => ({
  kind: 'at',
  from: record.topic ?? record.node,
  partition: record.partition,
  offset: record.offset,
})

/** A record with the branch of it that is looked at. */
export interface Followed {
  readonly view: FollowView
  readonly branch: FollowedBranch | undefined
  readonly title: string
}

export function titleOf({ record }: FollowView): string {
  const { topic, node, partition, offset } = record
  return `${topic ?? node}/${partition}@${offset}`
}

/** `onFound`: where a record is that was waited for or searched. */
export function useRecord(
  place: Ref<FollowPlace | undefined>,
  onFound: (place: FollowPlace) => void,
) {
  const isReady = computed(
    () =>
      session.labId.value !== undefined &&
      session.alive.value &&
      session.state.value !== 'starting',
  )
  const call = useCall(ask, () =>
    isReady.value && session.labId.value !== undefined && place.value !== undefined
      ? { lab: session.labId.value, place: place.value }
      : undefined,
  )
  const { data, error, busy, reload } = call
  const view = computed(() => {
    const { value: wanted } = place
    const found = data.value?.view
    if (!found || wanted?.kind !== 'at') return undefined
    const { partition, offset, topic, node } = found.record
    const isIt =
      partition === wanted.partition &&
      offset === wanted.offset &&
      (topic === wanted.from || node === wanted.from)
    return isIt ? found : undefined
  })
  /** The run answered that it has no such record. */
  const none = computed(() => {
    const { value } = data
    const isOurs = JSON.stringify(value?.place) === JSON.stringify(place.value)
    return value && isOurs && value.view === null && !busy.value ? value.place.kind : undefined
  })
  watch(data, now => {
    if (!now?.view || now.place.kind === 'at') return
    if (JSON.stringify(now.place) === JSON.stringify(place.value)) onFound(placeOf(now.view))
  })
  usePoll(call, EVERY_MS, () => isReady.value && view.value?.branches.some(isOnItsWay) === true)
  return {
    view,
    none,
    error: computed(() => (view.value ? undefined : error.value)),
    busy,
    reload,
  }
}

/** The record of the address, and the one that it is compared with. */
export function useFollowed() {
  const route = useRoute()
  const router = useRouter()
  const place = computed(() => followPlace(route.query))
  const beside = computed(() => followedBeside(route.query))
  // A screen that is still loading is where the person wants to be: a record that comes meanwhile is late.
  const isLeaving = useLeaving()
  const go = (to: FollowPlace) => {
    if (!isLeaving()) void router.replace(followLink(to, beside.value))
  }
  const compare = (to: FollowPlace | undefined) => {
    if (place.value) void router.replace(followLink(place.value, to))
  }
  return { ...useRecord(place, go), place, beside, go, compare }
}
