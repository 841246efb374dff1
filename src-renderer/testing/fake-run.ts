// A run that moves: rates around their target, totals that grow, a small table of totals. Time is
// the only input, so that two reads at the same moment agree.
import type {
  GraphStat,
  NodeInfo,
  PeekRecord,
  RunState,
  RunSummary,
  SentAgain,
  ViewRow,
} from '@shared/contract'
import { DEAD_PORT, edgesOf, type LabFile } from '@shared/lab'

const PRODUCTS = [
  'Air Conditioner',
  'Laptop',
  'Vacuum Cleaner',
  'Refrigerator',
  'Television',
  'Smartphone',
  'Electric Kettle',
  'Microwave',
]
const PER_EVENT = 3

export class FakeRun {
  state: RunState = 'running'
  rate = 20
  /** Dead letters that were sent again. */
  readonly sent: SentAgain[] = []
  private total = 14_000
  private at = Date.now()
  private readonly startedAt = Date.now()

  constructor(
    readonly lab: LabFile,
    private readonly catalog: readonly NodeInfo[],
  ) {}

  private advance(): number {
    const now = Date.now()
    if (this.state === 'running') this.total += ((now - this.at) / 1000) * this.rate
    this.at = now
    return Math.floor(this.total)
  }

  summary(): RunSummary {
    const made = this.advance()
    return {
      lab: this.lab.id,
      state: this.state,
      startedAt: this.startedAt,
      seed: this.lab.seed ?? 42,
      fingerprint: '7f3a-19c2',
      eventsPerSecond: this.state === 'running' ? this.rate * 1.004 : 0,
      checkpointAt: Date.now() - (Date.now() % 10_000),
      clockMs: Date.now() - this.startedAt,
      ledger: {
        expected: made,
        arrived: made - 3,
        late: Math.floor(made / 50),
        tooLate: 0,
        deadLetters: 3,
        lost: 0,
        doubled: 0,
        onTheWay: 0,
        sinks: [],
      },
    }
  }

  graph(): GraphStat[] {
    const made = this.advance()
    const rate = this.state === 'running' ? this.rate : 0
    const state =
      this.state === 'running' ? 'running' : this.state === 'paused' ? 'paused' : 'stopped'
    const nodes = Object.entries(this.lab.nodes).map<GraphStat>(([id, node], index) => {
      const info = this.catalog.find(each => each.type === node.type)
      return {
        key: `node:${id}`,
        state,
        ratePerSecond: rate,
        total: made,
        errors: info?.outputs.includes(DEAD_PORT) === true ? 3 : 0,
        queueFill: [0, 0.09, 0.12, 0.14, 0.66, 0.18, 0.04][index] ?? 0.1,
        stateKeys: info?.group === 'aggregate' ? PRODUCTS.length : undefined,
        targetRate: info?.rate === undefined ? undefined : this.rate,
      }
    })
    const edges = edgesOf(this.lab).map<GraphStat>((edge, index) => {
      const by = index < 2 ? 1 : index < 4 ? PER_EVENT : 0.75
      return {
        key: `edge:${edge.id}`,
        ratePerSecond: rate * by,
        total: Math.floor(made * by),
        errors: 0,
        lag: index === 1 ? 3 : 0,
      }
    })
    return [...nodes, ...edges]
  }

  view(): ViewRow[] {
    const made = this.advance()
    return PRODUCTS.map((name, index) => ({
      key: name,
      values: [name, Number((made * (800 - index * 61.37)).toFixed(2))],
      changedAt: this.at,
    }))
  }

  records(count: number): PeekRecord[] {
    const made = this.advance()
    return Array.from({ length: count }, (_, index) => made - count + index + 1)
      .filter(seq => seq > 0)
      .map(seq => ({
        seq,
        at: this.at - (made - seq) * (1000 / this.rate),
        partition: seq % 3,
        offset: String(Math.floor(seq / 3)),
        key: `0285a0f9-${seq.toString(16)}`,
        value: JSON.stringify({
          order_id: `0285a0f9-9c6a-${seq.toString(16)}`,
          customer: '392-96-1693',
          products: [
            { name: PRODUCTS[seq % PRODUCTS.length], quantity: (seq % 3) + 1, price: 1340 },
          ],
          total_value: (seq * 7919) % 1000,
        }),
        lateMs: seq % 17 === 0 ? 41_000 : undefined,
      }))
  }
}
