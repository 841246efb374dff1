// What was seen of consumer groups on clusters that do not tell their past: whenever somebody asks
// for a group, a change of its state or of its owners is kept for as long as the host runs.
import type { GroupChange, GroupDetail } from '@shared/contract'

const CHANGES_MAX = 200
const GROUPS_MAX = 500

export class SeenGroups {
  private readonly groups = new Map<string, GroupChange[]>()

  constructor(private readonly now: () => number = Date.now) {}

  see(connection: string, group: GroupDetail): void {
    const changes = this.take(connection, group.id)
    const { state, memberList } = group
    const seen = state === 'Stable' ? 'stable' : memberList.length > 0 ? 'rebalancing' : 'empty'
    const owners = seen === 'stable' ? memberList : []
    const last = changes.at(-1)
    if (last?.state === seen && sameOwners(last.owners, owners)) return
    changes.push({ at: this.now(), state: seen, owners })
    if (changes.length > CHANGES_MAX) changes.shift()
  }

  of(connection: string, group: string): readonly GroupChange[] {
    return this.groups.get(keyOf(connection, group)) ?? []
  }

  /** The one asked for last is forgotten last. */
  private take(connection: string, group: string): GroupChange[] {
    const key = keyOf(connection, group)
    const changes = this.groups.get(key) ?? []
    this.groups.delete(key)
    this.groups.set(key, changes)
    const oldest = this.groups.keys().next()
    if (this.groups.size > GROUPS_MAX && !oldest.done) this.groups.delete(oldest.value)
    return changes
  }
}

const keyOf = (connection: string, group: string) => JSON.stringify([connection, group])

function sameOwners(a: GroupChange['owners'], b: GroupChange['owners']): boolean {
  const text = (owners: GroupChange['owners']) =>
    JSON.stringify(owners.map(({ id, assignment }) => [id, assignment]).sort())
  return text(a) === text(b)
}
