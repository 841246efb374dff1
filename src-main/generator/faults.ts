// Which events of a stream are spoilt, and how. Faults have randomness of their own, so that turning
// one on leaves every sound event as it was; a fault with a seed of its own, or one that is switched
// off, leaves the other faults where they were.
import { FAULT_NAMES, faultSettings, type FaultName, type Faults } from '@shared/lab'
import { delayDraw } from './delay'
import type { Bend } from './fields/object'
import { Random } from './random'

export interface Fault {
  readonly name: FaultName
  readonly lateMs?: number
  readonly bend?: Bend
  /** The part of the text that is left. */
  readonly cut?: number
}

/** They share one draw, in this order: each takes its share of what the ones before left. */
export const DRAWN_FAULTS = [
  'duplicate',
  'late',
  'missing',
  'wrongType',
  'corrupt',
  'nulled',
  'oversized',
] as const
type Drawn = (typeof DRAWN_FAULTS)[number]
const OVERSIZED_BYTES = 100_000

export class FaultPlan {
  private readonly random: Random
  private readonly drawn: readonly {
    readonly name: Drawn
    readonly share: number
    readonly off: boolean
    readonly own: Random | undefined
  }[]
  private readonly pairs: Random
  private readonly drops: Random
  private readonly swapShare: number
  readonly dropShare: number
  private readonly lateMs: (random: Random) => number

  constructor(
    private readonly faults: Faults,
    seed: number,
    stream: string,
    private readonly fieldCount: number,
  ) {
    const seedOf = (name: FaultName) => faultSettings(faults, name)?.seed ?? seed
    const shareOf = (name: FaultName) => {
      const settings = faultSettings(faults, name)
      return settings?.off ? 0 : (settings?.share ?? 0)
    }
    this.random = new Random(seed, `${stream} faults`)
    this.drawn = DRAWN_FAULTS.flatMap(name => {
      const settings = faultSettings(faults, name)
      if (!settings) return []
      const { share, seed: own, off = false } = settings
      return [
        {
          name,
          share,
          off,
          own: own === undefined ? undefined : new Random(own, `${stream} ${name}`),
        },
      ]
    })
    this.pairs = new Random(seedOf('outOfOrder'), `${stream} order`)
    this.drops = new Random(seedOf('dropped'), `${stream} drops`)
    this.swapShare = shareOf('outOfOrder')
    this.dropShare = shareOf('dropped')
    this.lateMs = delayDraw(faults.late?.by ?? 0)
  }

  /** What is wrong with event `seq` itself. */
  at(seq: number): Fault | undefined {
    let u = this.random.at(seq).real()
    for (const { name, share, off, own } of this.drawn) {
      const isHit = own ? own.at(seq).real() < share : u < share
      if (!own) u -= share
      if (!isHit) continue
      // Switched off, it keeps its events from the faults behind it: they hit the same ones as ever.
      return off ? undefined : this.made(name, own ?? this.random)
    }
    return undefined
  }

  private made(name: Drawn, random: Random): Fault {
    const bend = (how: Bend['how'], bytes = 0) => ({
      name,
      bend: { index: random.below(this.fieldCount), how, bytes },
    })
    switch (name) {
      case 'duplicate':
        return { name }
      case 'late':
        return { name, lateMs: Math.floor(this.lateMs(random)) }
      case 'missing':
        return bend('missing')
      case 'wrongType':
        return bend('wrong')
      case 'nulled':
        return bend('null')
      case 'oversized':
        return bend('long', this.faults.oversized?.bytes ?? OVERSIZED_BYTES)
      case 'corrupt':
        return { name, cut: 0.05 + 0.9 * random.real() }
    }
  }

  /** The event that is sent in the place of `seq`: of two neighbours, the later one may go first. */
  sentAt(seq: number): number {
    if (this.swapShare === 0) return seq
    const pair = Math.floor(seq / 2)
    // One of two is behind a later one, so a share of all events is twice that of the pairs.
    if (this.pairs.at(pair).real() >= Math.min(1, 2 * this.swapShare)) return seq
    return seq % 2 === 0 ? seq + 1 : seq - 1
  }

  /** By what event `seq` differs from a sound one, as it is counted. */
  namesAt(seq: number): readonly FaultName[] {
    if (this.isDropped(seq)) return ['dropped']
    const sent = this.sentAt(seq)
    const name = this.at(sent)?.name
    const own = name === undefined || (name === 'duplicate' && sent === 0) ? [] : [name]
    return sent < seq ? [...own, 'outOfOrder'] : own
  }

  isDropped(seq: number): boolean {
    return this.dropShare > 0 && this.drops.at(seq).real() < this.dropShare
  }
}

/** So much of a stream's trouble, counted as its events are passed. */
export type FaultCounts = Partial<Record<FaultName, number>>

export const isSound = (faults: Faults | undefined): boolean =>
  !faults || FAULT_NAMES.every(name => (faultSettings(faults, name)?.share ?? 0) === 0)
