// What people see of a join whose rows do not wait: the last ones that found a row of the table, and
// the last that found none.
import type { JoinLedger, JoinOutcome, JoinReason, JoinSideView } from '@shared/contract'
import { compileWriter, type Row, type StructType } from '@shared/expr'
import {
  isKeyAsked,
  Latest,
  shortJson,
  type JoinAsked,
  type JoinDetail,
  type JoinTeller,
} from './joining'

const ROWS = 300
const NO_DOTS: JoinSideView['dots'] = { waiting: [], found: [], 'gave-up': [] }

interface Seen {
  readonly row: Row
  readonly key: string | undefined
  readonly partner?: Row | undefined
  readonly reason?: JoinReason
}

export class LookedUp {
  private readonly last: Readonly<Record<'found' | 'gave-up', Latest<Seen>>> = {
    found: new Latest(ROWS),
    'gave-up': new Latest(ROWS),
  }

  private readonly write: ReturnType<typeof compileWriter>
  private readonly writePartner: ReturnType<typeof compileWriter>

  constructor(
    private readonly keepsAll: boolean,
    row: StructType,
    partner: StructType,
  ) {
    this.write = compileWriter(row)
    this.writePartner = compileWriter(partner)
  }

  found(row: Row, key: string | undefined, partner: Row): void {
    this.last.found.push({ row, key, partner })
  }

  missed(row: Row, key: string | undefined): void {
    this.last['gave-up'].push({ row, key, reason: key === undefined ? 'null-key' : 'not-in-table' })
  }

  /** `kept`: rows of the table that are known. */
  detail(counts: readonly Omit<JoinLedger, 'node'>[], kept: number): JoinDetail {
    return {
      how: this.keepsAll ? 'left' : 'inner',
      isTable: true,
      pairs: [],
      sides: counts.map(side => ({ ...side, kept, dots: NO_DOTS })),
    }
  }

  *rows(asked: JoinAsked): Generator<JoinTeller> {
    if (asked.outcome === 'waiting') return
    yield* this.told(asked, asked.outcome)
  }

  private *told(asked: JoinAsked, outcome: Exclude<JoinOutcome, 'waiting'>): Generator<JoinTeller> {
    for (const { row, key, partner, reason } of this.last[outcome].items())
      yield isKeyAsked(asked, key)
        ? () => ({
            ...{ input: 0, key: key ?? null, value: shortJson(this.write(row)), outcome },
            ...(reason ? { reason } : {}),
            ...(partner
              ? { partners: 1, partner: { value: shortJson(this.writePartner(partner)) } }
              : {}),
          })
        : undefined
  }
}
