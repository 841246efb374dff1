// Row 1 of the floors: R1's orders, whole schema, seeded, as bytes ready for the wire, the way a
// fake-data node has them made, against a plain @faker-js/faker loop and a plain Python Faker loop.
import { faker } from '@faker-js/faker/locale/en_US'
import { createGenerator, RateSchedule, TextBytes } from '@main/generator'
import { inTurns, obtained, type Report } from './report'
import { catalogOf, referenceLab } from './support/labs'
import { figureFrom, producersPython } from './support/peers'

const ROUNDS = 9
const EVENTS = 200_000
const BATCH = 5000
const BATCH_BYTES = 2_000_000
const PEER_EVENTS = 40_000
const PYTHON_EVENTS = 20_000

export async function bench(report: Report): Promise<void> {
  const lab = referenceLab('r1-ventas-events')
  const products = catalogOf(lab, 'products')
  const schedule = RateSchedule.start('1000/s', Date.UTC(2025, 4, 12))
  const generator = await createGenerator({
    record: 'sale',
    records: lab.records ?? {},
    catalogs: lab.catalogs,
    seed: 42,
    timezone: lab.timezone,
    timeOf: seq => schedule.timeOf(seq),
  })
  let out = new TextBytes(BATCH_BYTES)
  const ours = () =>
    perSecond(EVENTS, i => {
      if (i % BATCH === 0) out = new TextBytes(BATCH_BYTES)
      generator.write(i, out)
    })
  let bytes = 0
  const theirs = () =>
    perSecond(
      PEER_EVENTS,
      () => (bytes += Buffer.from(JSON.stringify(plainOrder(products))).length),
    )
  faker.seed(42)
  ours()
  theirs()
  const row = {
    row: 1,
    work: 'generate R1 orders, whole schema, seeded',
    unit: 'events/s',
    more: true,
  } as const
  const figures = await inTurns(ROUNDS, ours, theirs)
  report.add({ ...row, peer: '@faker-js/faker loop', ...figures, floor: 12, goal: 15 })
  const python = await obtained(report, 'Python Faker', producersPython)
  if (python) {
    const loop = () =>
      figureFrom(python, 'orders.py', [String(PYTHON_EVENTS), JSON.stringify(products)])
    report.add({ ...row, peer: 'Python Faker loop', ...(await inTurns(3, ours, loop)) })
  }
  report.note(`the first order: ${generator.next(0).value}`)
  if (bytes === 0 || out.at === 0) throw new Error('nothing was made')
}

function perSecond(count: number, make: (i: number) => void): number {
  const start = performance.now()
  for (let i = 0; i < count; i++) make(i)
  return (count * 1000) / (performance.now() - start)
}

/** What a person would write with the library. */
function plainOrder(products: readonly string[]) {
  const two = (n: number) => String(n).padStart(2, '0')
  const now = new Date()
  return {
    order_id: faker.string.uuid(),
    customer_document: faker.helpers.fromRegExp(/[1-8][0-9]{2}-[1-9]{2}-[1-9]{4}/),
    products: Array.from({ length: 3 }, () => ({
      name: faker.helpers.arrayElement(products),
      quantity: faker.number.int({ min: 1, max: 3 }),
      price: faker.number.int({ min: 750, max: 3000 }),
    })),
    total_value: faker.number.float({ min: 0, max: 999.99, fractionDigits: 2 }),
    sale_date: `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`,
  }
}
