// The ways between what a run read twice and its consumer group, written into addresses: neither screen
// has to know the other.
import type { LocationQuery, RouteLocationRaw } from 'vue-router'

const SHOWN = 'read-twice'

/** What the open lab's jobs read twice. */
export const LAB_READ_TWICE: RouteLocationRaw = { path: '/lab', query: { view: SHOWN } }
export const asksLabReadTwice = ({ view }: LocationQuery): boolean => view === SHOWN

/** What members of a group read twice. */
export const groupReadTwice = (group: string): RouteLocationRaw => ({
  path: `/groups/${encodeURIComponent(group)}`,
  query: { tab: SHOWN },
})
export const asksGroupReadTwice = ({ tab }: LocationQuery): boolean => tab === SHOWN
