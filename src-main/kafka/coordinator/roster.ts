// Who is in a group: its members, the static ones by their instance (KIP-345), the ids that were
// given and not yet used (KIP-394), and the leader.
import { ApiError } from '../wire/errors'
import type { Member } from './member'

export class Roster {
  readonly members = new Map<string, Member>()
  leader: string | undefined
  /** Instance id -> member id. */
  private readonly instances = new Map<string, string>()
  /** Ids given with MEMBER_ID_REQUIRED, until they are used or time out. */
  private readonly pending = new Map<string, NodeJS.Timeout>()

  get isUnused(): boolean {
    return this.members.size === 0 && this.pending.size === 0
  }

  get isWaitingForIds(): boolean {
    return this.pending.size > 0
  }

  /** With those who have got an id and have not joined with it yet. */
  get places(): number {
    return this.members.size + this.pending.size
  }

  all(): Member[] {
    return [...this.members.values()]
  }

  find(memberId: string, instanceId: string | null): Member | undefined {
    if (instanceId !== null) {
      const id = this.instances.get(instanceId)
      if (id === undefined) throw new ApiError('UNKNOWN_MEMBER_ID')
      if (id !== memberId) throw new ApiError('FENCED_INSTANCE_ID')
    }
    return this.members.get(memberId)
  }

  idOf(instanceId: string): string | undefined {
    return this.instances.get(instanceId)
  }

  add(member: Member): void {
    this.members.set(member.id, member)
    if (member.instanceId !== null) this.instances.set(member.instanceId, member.id)
    this.leader ??= member.id
  }

  /** The new one takes over the place of the old one, also as a leader. */
  replace(old: Member, member: Member): void {
    this.members.delete(old.id)
    if (this.leader === old.id) this.leader = member.id
    this.add(member)
  }

  remove(member: Member): void {
    this.members.delete(member.id)
    if (member.instanceId !== null && this.instances.get(member.instanceId) === member.id)
      this.instances.delete(member.instanceId)
    if (this.leader === member.id) this.leader = this.members.keys().next().value
  }

  giveId(id: string, validMs: number, onUnused: () => void): void {
    const timer = setTimeout(() => {
      this.pending.delete(id)
      onUnused()
    }, validMs)
    this.pending.set(id, timer)
  }

  /** False for an id that was not given, or is used up. */
  useId(id: string): boolean {
    const timer = this.pending.get(id)
    if (!timer) return false
    clearTimeout(timer)
    return this.pending.delete(id)
  }

  forgetIds(): void {
    for (const timer of this.pending.values()) clearTimeout(timer)
    this.pending.clear()
  }

  doAllSupport(protocol: string): boolean {
    return this.all().every(member => member.supports(protocol))
  }

  /** Each member votes for the first of its protocols that all support. */
  chooseProtocol(): string {
    const votes = new Map<string, number>()
    for (const member of this.members.values()) {
      const vote = member.protocols.find(({ name }) => this.doAllSupport(name))
      if (vote) votes.set(vote.name, (votes.get(vote.name) ?? 0) + 1)
    }
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  }
}
