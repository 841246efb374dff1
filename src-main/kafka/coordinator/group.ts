// One consumer group under the classic protocol, as Kafka 3.4's GroupCoordinator and GroupMetadata
// run it: members join, the group waits for all of them (or for the rebalance timeout), the leader
// assigns, and each member gets its part: Empty, PreparingRebalance (waits for joins),
// CompletingRebalance (waits for the leader's assignment), Stable, and back to PreparingRebalance.
// Groups are kept in memory: after a restart of the broker members join anew. Committed offsets are
// durable elsewhere.
import { randomUUID } from 'node:crypto'
import { ApiError, ErrorCode } from '../wire/errors'
import { refusedJoin, refusedSync, type JoinAnswer, type SyncAnswer } from './answers'
import { GroupHistory, type MovedOffset, type RebalanceCause } from './group-history'
import { Member, type JoinRequest, type WhenGone } from './member'
import { Roster } from './roster'
import { subscribedTopics } from './subscription'

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead'

export interface GroupSettings {
  readonly sizeMax: number
  /**
   * group.initial.rebalance.delay.ms: how long an empty group waits for further members after the
   * first, so that they do not take everything from each other a moment later.
   */
  readonly initialDelayMsFor: (clientId: string) => number
}

/**
 * What a Java client says that leaves because nobody polled it within max.poll.interval.ms: the broker
 * does not know that interval.
 */
const POLLED_TOO_LATE = /poll timeout has expired/i

/** A new member in its first join is not held to its session timeout, but to this one. */
const NEW_MEMBER_JOIN_MS = 300_000

export class Group {
  state: GroupState = 'Empty'
  generation = 0
  protocolType = ''
  protocolName: string | null = null
  emptySinceMs = Date.now()
  /** What its members read, as they said when this generation began; nothing: not known. */
  private subscribed: ReadonlySet<string> | undefined
  readonly history = new GroupHistory()
  private readonly roster = new Roster()
  private rebalanceTimer: NodeJS.Timeout | undefined
  /** The first rebalance of an empty group: it waits although all members that it knows are here. */
  private isInitial = false
  private hasNewMember = false
  private syncTimer: NodeJS.Timeout | undefined

  constructor(
    readonly id: string,
    private readonly settings: () => GroupSettings,
    /** Hears who has which partitions from now on, and what led to it. */
    private readonly onOwners: (group: Group, causes: readonly RebalanceCause[]) => void = () => {},
  ) {}

  get members(): ReadonlyMap<string, Member> {
    return this.roster.members
  }

  isUnused(): boolean {
    return this.roster.isUnused
  }

  /** As long as nobody knows what consumers read, it may be any topic. */
  isSubscribedTo(topic: string): boolean {
    return this.subscribed?.has(topic) ?? this.protocolType === 'consumer'
  }

  // Joining

  join(request: JoinRequest): Promise<JoinAnswer> {
    if (this.state === 'Dead') throw new ApiError('COORDINATOR_NOT_AVAILABLE')
    this.checkProtocols(request)
    const member =
      request.memberId === '' ? undefined : this.roster.find(request.memberId, request.instanceId)
    if (request.memberId === '') {
      const replaced =
        request.instanceId === null ? undefined : this.roster.idOf(request.instanceId)
      return replaced === undefined ? this.joinNew(request) : this.replaceStatic(request, replaced)
    }
    if (!member) {
      if (!this.roster.useId(request.memberId)) throw new ApiError('UNKNOWN_MEMBER_ID')
      return this.addMember(request, request.memberId)
    }
    return this.rejoin(request, member)
  }

  private checkProtocols({ protocolType, protocols }: JoinRequest): void {
    const refused = () => new ApiError('INCONSISTENT_GROUP_PROTOCOL')
    if (this.members.size === 0) {
      if (protocolType === '' || protocols.length === 0) throw refused()
      return
    }
    if (protocolType !== this.protocolType) throw refused()
    if (!protocols.some(({ name }) => this.roster.doAllSupport(name))) throw refused()
  }

  private joinNew(request: JoinRequest): Promise<JoinAnswer> {
    if (this.roster.places >= this.settings().sizeMax) throw new ApiError('GROUP_MAX_SIZE_REACHED')
    const id = `${request.instanceId ?? request.clientId}-${randomUUID()}`
    if (!request.mustKnowId || request.instanceId !== null) return this.addMember(request, id)
    this.roster.giveId(id, request.sessionTimeoutMs, () => this.completeJoinIfAllHere())
    return Promise.resolve(refusedJoin(ErrorCode.MEMBER_ID_REQUIRED, id))
  }

  private addMember(request: JoinRequest, id: string): Promise<JoinAnswer> {
    if (this.members.size >= this.settings().sizeMax) throw new ApiError('GROUP_MAX_SIZE_REACHED')
    if (this.members.size === 0) this.protocolType = request.protocolType
    const member = new Member(id, request, () => this.expire(id))
    this.roster.add(member)
    this.hasNewMember = true
    const answer = member.waitForJoin(request.whenGone)
    member.beat(NEW_MEMBER_JOIN_MS)
    this.prepareRebalance({ what: 'joined', clientId: member.clientId })
    return answer
  }

  /** A static member that comes back under its instance id takes over its former place. */
  private replaceStatic(request: JoinRequest, oldId: string): Promise<JoinAnswer> {
    const old = this.members.get(oldId)
    if (!old) throw new ApiError('UNKNOWN_MEMBER_ID')
    const id = `${request.instanceId}-${randomUUID()}`
    const hadProtocol = this.protocolName === null ? undefined : old.metadataFor(this.protocolName)
    const wasLeader = this.roster.leader === oldId
    old.answerJoin(refusedJoin(ErrorCode.FENCED_INSTANCE_ID, oldId))
    old.answerSync(refusedSync(ErrorCode.FENCED_INSTANCE_ID))
    old.stop()
    const member = new Member(id, request, () => this.expire(id))
    member.assignment = old.assignment
    this.roster.replace(old, member)
    member.beat()
    const hasProtocol =
      this.protocolName === null ? undefined : member.metadataFor(this.protocolName)
    const unchanged = hasProtocol !== undefined && hadProtocol?.equals(hasProtocol)
    if (this.state === 'Stable' && unchanged) {
      // The assignment stays, so the leader must not compute another: newer versions say so, and
      // older ones name another member as leader (KIP-814).
      const answer = this.joinAnswerFor(member)
      this.onOwners(this, [{ what: 'joined', clientId: member.clientId }])
      return Promise.resolve(
        wasLeader && !request.knowsSkip
          ? { ...answer, leader: oldId, members: [] }
          : { ...answer, skipAssignment: wasLeader },
      )
    }
    const answer = member.waitForJoin(request.whenGone)
    this.prepareRebalance({ what: 'joined', clientId: member.clientId })
    return answer
  }

  private rejoin(request: JoinRequest, member: Member): Promise<JoinAnswer> {
    const changed = !member.sameProtocols(request)
    const isLeader = member.id === this.roster.leader
    switch (this.state) {
      case 'CompletingRebalance':
        if (!changed) return Promise.resolve(this.joinAnswerFor(member))
        break
      case 'Stable':
        if (!changed && !isLeader) return Promise.resolve(this.joinAnswerFor(member))
        break
      case 'PreparingRebalance':
        break
      default:
        throw new ApiError('UNKNOWN_MEMBER_ID')
    }
    member.update(request)
    const answer = member.waitForJoin(request.whenGone)
    this.prepareRebalance({ what: 'changed', clientId: member.clientId })
    return answer
  }

  // Rebalancing

  private prepareRebalance(because: RebalanceCause): void {
    if (this.state === 'PreparingRebalance') return this.completeJoinIfAllHere()
    this.history.add('rebalancing', this.generation, { because })
    if (this.state === 'CompletingRebalance') {
      for (const member of this.members.values()) {
        member.assignment = EMPTY
        member.answerSync(refusedSync(ErrorCode.REBALANCE_IN_PROGRESS))
      }
    }
    clearTimeout(this.syncTimer)
    const wasEmpty = this.state === 'Empty'
    this.state = 'PreparingRebalance'
    const members = this.roster.all()
    const waitMs = Math.max(0, ...members.map(member => member.rebalanceTimeoutMs))
    clearTimeout(this.rebalanceTimer)
    const { initialDelayMsFor } = this.settings()
    const delayMs = wasEmpty ? Math.max(0, ...members.map(m => initialDelayMsFor(m.clientId))) : 0
    if (delayMs > 0) return this.waitForOthers(delayMs, waitMs)
    this.rebalanceTimer = setTimeout(() => this.completeJoin(), waitMs)
    this.completeJoinIfAllHere()
  }

  /** Each new member prolongs the wait once more, up to the rebalance timeout. */
  private waitForOthers(delayMs: number, leftMs: number): void {
    this.isInitial = true
    this.hasNewMember = false
    const nowMs = Math.min(delayMs, leftMs)
    this.rebalanceTimer = setTimeout(() => {
      if (this.hasNewMember && leftMs > nowMs) this.waitForOthers(delayMs, leftMs - nowMs)
      else this.completeJoin()
    }, nowMs)
  }

  private completeJoinIfAllHere(): void {
    if (this.state !== 'PreparingRebalance' || this.isInitial || this.roster.isWaitingForIds) return
    for (const member of this.members.values()) if (!member.isJoining) return
    this.completeJoin()
  }

  private completeJoin(): void {
    clearTimeout(this.rebalanceTimer)
    this.isInitial = false
    for (const member of this.roster.all())
      if (!member.isJoining && member.instanceId === null) this.dropLate(member)
    this.generation++
    if (this.members.size === 0) return this.becomeEmpty()
    const joined = this.roster.all().filter(member => member.isJoining)
    if (joined.length === 0) {
      // Only static members are left, and none has come back: they keep their places until their
      // sessions end.
      this.rebalanceTimer = setTimeout(
        () => this.completeJoin(),
        Math.max(...this.roster.all().map(m => m.rebalanceTimeoutMs)),
      )
      return
    }
    if (this.roster.leader === undefined || !this.members.get(this.roster.leader)?.isJoining)
      this.roster.leader = joined[0]!.id
    this.protocolName = this.roster.chooseProtocol()
    this.subscribed = subscribedTopics(this.members.values(), this.protocolName)
    this.state = 'CompletingRebalance'
    const waitMs = Math.max(...joined.map(member => member.rebalanceTimeoutMs))
    clearTimeout(this.syncTimer)
    this.syncTimer = setTimeout(() => this.dropThoseWithoutSync(), waitMs)
    for (const member of joined) {
      member.hasSynced = false
      member.answerJoin(this.joinAnswerFor(member))
      member.beat()
    }
  }

  private joinAnswerFor(member: Member): JoinAnswer {
    const name = this.protocolName ?? ''
    const isLeader = member.id === this.roster.leader
    return {
      errorCode: 0,
      generationId: this.generation,
      protocolType: this.protocolType,
      protocolName: name,
      leader: this.roster.leader ?? '',
      skipAssignment: false,
      memberId: member.id,
      members: isLeader
        ? this.roster.all().map(m => ({
            memberId: m.id,
            groupInstanceId: m.instanceId,
            metadata: m.metadataFor(name) ?? EMPTY,
          }))
        : [],
    }
  }

  private dropThoseWithoutSync(): void {
    const late = this.roster.all().filter(member => !member.hasSynced)
    if (this.state !== 'CompletingRebalance' || late.length === 0) return
    for (const member of late) this.drop(member)
    this.afterLosing({ what: 'late', clientId: late[0]!.clientId })
  }

  // Synchronising

  sync(request: {
    memberId: string
    instanceId: string | null
    generation: number
    protocolType: string | null
    protocolName: string | null
    assignments: readonly { memberId: string; assignment: Buffer }[]
    whenGone: WhenGone
  }): Promise<SyncAnswer> {
    const member = this.roster.find(request.memberId, request.instanceId)
    if (!member || this.state === 'Dead' || this.state === 'Empty')
      throw new ApiError('UNKNOWN_MEMBER_ID')
    if (request.generation !== this.generation) throw new ApiError('ILLEGAL_GENERATION')
    const differs = (said: string | null, is: string | null) => said !== null && said !== is
    if (
      differs(request.protocolType, this.protocolType) ||
      differs(request.protocolName, this.protocolName)
    )
      throw new ApiError('INCONSISTENT_GROUP_PROTOCOL')
    if (this.state === 'PreparingRebalance') throw new ApiError('REBALANCE_IN_PROGRESS')
    member.hasSynced = true
    if (this.state === 'Stable') {
      member.beat()
      return Promise.resolve(this.syncAnswerFor(member))
    }
    const answer = member.waitForSync(request.whenGone)
    if (member.id === this.roster.leader) this.assign(request.assignments)
    return answer
  }

  private assign(assignments: readonly { memberId: string; assignment: Buffer }[]): void {
    // Copied: what came is a view of the request's frame.
    const byId = new Map(
      assignments.map(({ memberId, assignment }) => [memberId, Buffer.from(assignment)]),
    )
    this.state = 'Stable'
    if (this.roster.all().every(member => member.hasSynced)) clearTimeout(this.syncTimer)
    for (const member of this.members.values()) {
      member.assignment = byId.get(member.id) ?? EMPTY
      if (member.answerSync(this.syncAnswerFor(member))) member.beat()
    }
    this.history.add('stable', this.generation, { members: this.roster.all() })
    this.onOwners(this, this.history.causes())
  }

  private syncAnswerFor(member: Member): SyncAnswer {
    return {
      errorCode: 0,
      protocolType: this.protocolType,
      protocolName: this.protocolName,
      assignment: member.assignment,
    }
  }

  // Staying and going

  heartbeat(memberId: string, instanceId: string | null, generation: number): void {
    const member = this.roster.find(memberId, instanceId)
    if (!member || this.state === 'Dead' || this.state === 'Empty')
      throw new ApiError('UNKNOWN_MEMBER_ID')
    if (generation !== this.generation) throw new ApiError('ILLEGAL_GENERATION')
    member.beat()
    if (this.state === 'PreparingRebalance') throw new ApiError('REBALANCE_IN_PROGRESS')
  }

  /** `reason`: newer clients say why (KIP-800). */
  leave(memberId: string, instanceId: string | null, reason: string | null = null): void {
    if (instanceId === null && this.roster.useId(memberId)) return this.completeJoinIfAllHere()
    // A tool may remove a static member by its instance alone (KIP-345).
    const id =
      memberId === '' && instanceId !== null ? (this.roster.idOf(instanceId) ?? '') : memberId
    const member = this.roster.find(id, instanceId)
    if (!member) throw new ApiError('UNKNOWN_MEMBER_ID')
    this.drop(member)
    const what = POLLED_TOO_LATE.test(reason ?? '') ? 'late' : 'left'
    this.afterLosing({ what, clientId: member.clientId })
  }

  private expire(id: string): void {
    const member = this.members.get(id)
    if (!member) return
    this.drop(member)
    this.afterLosing({ what: 'expired', clientId: member.clientId })
  }

  private dropLate(member: Member): void {
    const because = { what: 'late', clientId: member.clientId } as const
    this.history.add('rebalancing', this.generation, { because })
    this.drop(member)
  }

  private drop(member: Member): void {
    this.roster.remove(member)
    member.answerJoin(refusedJoin(ErrorCode.UNKNOWN_MEMBER_ID, member.id))
    member.answerSync(refusedSync(ErrorCode.UNKNOWN_MEMBER_ID))
    member.stop()
  }

  private afterLosing(because: RebalanceCause): void {
    if (this.roster.isUnused && this.state !== 'Dead') {
      this.generation++
      return this.becomeEmpty(because)
    }
    if (this.state === 'Stable' || this.state === 'CompletingRebalance')
      this.prepareRebalance(because)
    else this.completeJoinIfAllHere()
  }

  private becomeEmpty(because?: RebalanceCause): void {
    this.history.add('empty', this.generation, { ...(because && { because }) })
    clearTimeout(this.rebalanceTimer)
    clearTimeout(this.syncTimer)
    this.isInitial = false
    this.state = 'Empty'
    this.roster.leader = undefined
    this.protocolName = null
    this.subscribed = new Set()
    this.emptySinceMs = Date.now()
    this.onOwners(this, [])
  }

  /**
   * Records that a client moved the committed offsets. It skips a group that never had members: there, a
   * client that reads without joining commits as it goes, and that is no reset.
   */
  offsetsMoved(clientId: string, moved: readonly MovedOffset[]): void {
    if (this.history.changes.length === 0) return
    const state = STATES_AT_REST[this.state]
    if (state)
      this.history.reset(state, this.generation, { clientId, moved, members: this.roster.all() })
  }

  /**
   * May this member commit offsets now? A commit from outside the group is allowed only while the
   * group is empty.
   */
  checkCommit(memberId: string, instanceId: string | null, generation: number): void {
    if (generation < 0 && this.state === 'Empty') return
    this.checkGeneration(memberId, instanceId, generation)
    if (this.state === 'CompletingRebalance') throw new ApiError('REBALANCE_IN_PROGRESS')
  }

  /** As above, for offsets that go with a transaction: those of a client outside of groups too. */
  checkTxnCommit(memberId: string, instanceId: string | null, generation: number): void {
    if (generation < 0 && (this.state === 'Empty' || (memberId === '' && instanceId === null)))
      return
    this.checkGeneration(memberId, instanceId, generation)
  }

  private checkGeneration(memberId: string, instanceId: string | null, generation: number): void {
    const isMember = generation >= 0 || memberId !== '' || instanceId !== null
    const member = isMember ? this.roster.find(memberId, instanceId) : undefined
    if (!member) throw new ApiError('UNKNOWN_MEMBER_ID')
    if (generation !== this.generation) throw new ApiError('ILLEGAL_GENERATION')
    member.beat()
  }

  /** Ends all waits and timers: the group is deleted or the broker stops. */
  stop(): void {
    this.state = 'Dead'
    clearTimeout(this.rebalanceTimer)
    clearTimeout(this.syncTimer)
    this.roster.forgetIds()
    for (const member of this.members.values()) {
      member.answerJoin(refusedJoin(ErrorCode.COORDINATOR_NOT_AVAILABLE, member.id))
      member.answerSync(refusedSync(ErrorCode.COORDINATOR_NOT_AVAILABLE))
      member.stop()
    }
  }
}

const EMPTY = Buffer.alloc(0)
const STATES_AT_REST: { readonly [state in GroupState]?: 'stable' | 'empty' } = {
  Stable: 'stable',
  Empty: 'empty',
}
