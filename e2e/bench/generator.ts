// Row 1 of the floors: R1's orders, whole schema, seeded, as bytes ready for the wire, against a plain @faker-js/faker loop and a plain Python Faker
// loop in the same run. Rounds alternate, so that a busy machine is busy for all.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faker } from '@faker-js/faker/locale/en_US'
import { parse } from 'yaml'
import { createGenerator, RateSchedule } from '@main/generator'
import { appRoot } from '@main/platform'
import { labFileSchema } from '@shared/lab'
import { pythonVenv } from '../support/python'
import { runOrThrow } from '../support/stamped'
import { median, type Report } from './report'

const ROUNDS = 5
const EVENTS = 200_000
const PEER_EVENTS = 40_000
const PYTHON_EVENTS = 10_000

export async function bench(report: Report): Promise<void> {
  const lab = labFileSchema.parse(parse(readFileSync(join(appRoot(), 'resources/labs/r1-ventas-events.yaml'), 'utf8')))
  const products = (lab.catalogs?.products ?? []).map(String)
  const schedule = RateSchedule.start('1000/s', Date.UTC(2025, 4, 12))
  const generator = await createGenerator({
    record: 'sale',
    records: lab.records ?? {},
    catalogs: lab.catalogs,
    seed: 42,
    timezone: lab.timezone,
    timeOf: seq => schedule.timeOf(seq),
  })
  let bytes = 0
  const ours = () => perSecond(EVENTS, i => (bytes += Buffer.from(generator.next(i).value).length))
  const theirs = () => perSecond(PEER_EVENTS, () => (bytes += Buffer.from(JSON.stringify(plainOrder(products))).length))
  faker.seed(42)
  ours()
  theirs()
  const figures = Array.from({ length: ROUNDS }, () => [ours(), theirs()] as const)
  const row = { row: 1, work: 'generate R1 orders, whole schema, seeded', unit: 'events/s', more: true } as const
  const best = median(figures.map(f => f[0]))
  report.add({ ...row, peer: '@faker-js/faker loop', ours: best, theirs: median(figures.map(f => f[1])), floor: 6, goal: 15 })
  try {
    const python = await pythonVenv('faker', ['Faker==37.1.0'])
    const output = await runOrThrow(python, ['-c', PYTHON_LOOP, String(PYTHON_EVENTS), JSON.stringify(products)], {
      timeoutMs: 300_000,
    })
    report.add({ ...row, peer: 'Python Faker loop', ours: best, theirs: Number(output.stdout.trim()) })
  } catch (error) {
    report.note(`Python Faker was not measured: ${error instanceof Error ? error.message : String(error)}`)
  }
  report.note(`first event: ${generator.next(0).value} (${bytes > 0 ? 'all bytes made' : 'nothing made'})`)
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

const PYTHON_LOOP = `
import json, random, sys, time
from datetime import datetime
from faker import Faker
fake = Faker()
Faker.seed(42)
count, products = int(sys.argv[1]), json.loads(sys.argv[2])
start = time.perf_counter()
for _ in range(count):
    json.dumps({
        "order_id": fake.uuid4(),
        "customer_document": fake.ssn(),
        "products": [{"name": random.choice(products), "quantity": random.randint(1, 3), "price": random.randint(750, 3000)} for _ in range(3)],
        "total_value": random.randint(0, 99999) / 100,
        "sale_date": datetime.now().strftime("%d/%m/%Y %H:%M:%S"),
    }).encode()
print(count / (time.perf_counter() - start))
`
