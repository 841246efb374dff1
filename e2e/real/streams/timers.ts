// Timers of a state per key from a seed, by event time: the same records as those of other streams,
// each with its place in the order of arrival.
import type { SeededRandom } from '../../support/seeded-random'
import { batches, DELAYS, FIELDS, type MachineStep, type StreamCase } from './cases'

const TIMERS: readonly Readonly<Record<string, unknown>>[] = [
  { after: '1 minute' },
  { after: '4 minutes' },
  { after: '12 minutes' },
  { at: 'at + interval 5 minutes' },
  { at: 'case when v > 2 then at + interval 2 minutes end' },
  { at: "date_trunc('hour', at)" },
]
/** Nothing: without a condition. */
const WHENS = ['', '', 'state.n < 4', 'v > 3', 'state.last > 2 and v < 8']

/** So many streams; the same ones for the same random source. */
export function timerCases(random: SeededRandom, count: number): readonly StreamCase[] {
  return Array.from({ length: count }, () => oneCase(random))
}

function oneCase(random: SeededRandom): StreamCase {
  let n = 0
  return {
    fields: { ...FIELDS, n: 'bigint' },
    steps: [machine(random)],
    mode: 'update',
    emptyBatches: random.below(4) > 0,
    batches: batches(random).map(records =>
      records.map(text => JSON.stringify({ ...Object(JSON.parse(text)), n: ++n })),
    ),
  }
}

function machine(random: SeededRandom): MachineStep {
  const when = random.pick(WHENS)
  const rowWhen = random.pick(['', '', 'v > 1'])
  const keep = random.below(2) === 0
  const set = keep || random.below(3) > 0 ? { set: { off: 'state.off + 1', n: '0' } } : {}
  return {
    kind: 'machine',
    settings: {
      by: random.pick([{ k: 'k' }, { k: 'k', odd: 'v % 2 = 1' }]),
      state: {
        n: { type: 'int', start: '0' },
        last: { type: 'int', start: '0' },
        off: { type: 'int', start: '0' },
      },
      set: { n: 'state.n + 1', last: 'coalesce(v, 0)' },
      ...(rowWhen === '' ? {} : { when: rowWhen }),
      timer: {
        on: 'event-time',
        ...random.pick(TIMERS),
        ...(when === '' ? {} : { when }),
        ...set,
        ...(keep ? { keep } : {}),
      },
      time: 'at',
      watermark: random.pick(DELAYS),
    },
  }
}
