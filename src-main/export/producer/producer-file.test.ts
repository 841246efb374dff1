// producer.py of small labs: what the gallery's labs (golden/) do not have.
import { describe, expect, it } from 'vitest'
import { exportLab } from '../targets'
import { parseLab } from '@shared/lab'

async function producerOf(
  records: object,
  made: object,
  more: object = {},
  others: object = {},
): Promise<string> {
  const nodes = {
    ...others,
    made: { type: 'fake-data', with: made },
    rows: { type: 'topic', from: 'made', with: { connection: 'broker', topic: 'rows' } },
    shown: { type: 'console', from: 'rows' },
  }
  const { lab, problems } = parseLab(
    JSON.stringify({
      ...{ sluice: 1, id: 'l', title: 'L', records, nodes, ...more },
      connections: { broker: { type: 'kafka' } },
    }),
  )
  if (!lab) throw new Error(JSON.stringify(problems))
  const { files } = await exportLab(lab, { target: 'pyspark', language: 'en', spark: '3.5' })
  return files.find(file => file.path === 'producer.py')?.text ?? ''
}

/** The lines of a function, without those of the next one. */
const functionIn = (text: string, name: string) =>
  (text.split(`\ndef ${name}(`)[1] ?? '').split('\n\n\n')[0]?.split('\n') ?? []

describe('key and headers', () => {
  const record = { fields: { id: 'uuid', secret: { uuid: true, hidden: true } } }

  it('of hidden fields are read before those are taken off', async () => {
    const keyed = { ...record, key: 'secret', headers: { from: '=secret' } }
    const text = await producerOf({ row: keyed }, { record: 'row' })
    const lines = functionIn(text, 'send_made').map(line => line.trim())
    const at = [
      'row = make_row_whole(event)',
      'key = as_bytes(row["secret"])',
      'headers = [("from", as_bytes(row["secret"]) or b"")]',
      'hidden = {"secret"}',
      'row = {name: value for name, value in row.items() if name not in hidden}',
    ].map(line => lines.indexOf(line))
    expect(at).toEqual([4, 5, 6, 7, 8])
    expect(lines).toContain('producer.send("rows", value, key=key, headers=headers)')
    expect(functionIn(text, 'make_row_whole').at(-1)).toBe('    return row')
  })

  it('are read before a record is damaged', async () => {
    const text = await producerOf(
      { row: { ...record, key: 'id', faults: { missing: 0.5, wrongType: 0.5 } } },
      { record: 'row' },
    )
    const lines = functionIn(text, 'send_made').map(line => line.trim())
    const key = lines.indexOf('key = as_bytes(row["id"])')
    expect(key).toBeGreaterThan(0)
    expect(lines.indexOf('damage(event, fault, row)')).toBeGreaterThan(key)
    expect(lines).toContain('sent = {"value": text.encode(), "key": key}')
    expect(lines).toContain('producer.send("rows", **sent)')
  })
})

it('has the faults of the lab that are switched on', async () => {
  const faults = {
    ...{ dropped: 0.1, outOfOrder: 0.2, nulled: { share: 0.3, off: true } },
    ...{
      oversized: { share: 0.4, bytes: 5000 },
      late: { share: 0.5, by: { exponential: '30 s' } },
    },
  }
  const text = await producerOf({ row: { fields: { id: 'uuid' }, faults } }, { record: 'row' })
  const lines = functionIn(text, 'send_made').map(line => line.trim())
  expect(lines).toContain('for event in swapped(paced("row", made_rate), 0.2):')
  expect(lines).toContain('if chance(event, "dropped").random() < 0.1:')
  expect(lines).toContain('event.at -= timedelta(seconds=late.expovariate(1 / 30))')
  expect(lines).toContain('fault = fault_of(event, {"late": 0.5, "oversized": 0.4})')
  expect(lines).toContain('damage(event, fault, row, 5000)')
})

it('draws the faults in the order of the lab, each from its own seed if it has one', async () => {
  const faults = {
    ...{ oversized: { share: 0.01, bytes: 5000 }, nulled: 0.02, corrupt: { share: 0.03, seed: 9 } },
    ...{ late: { share: 0.04, by: '10 s', seed: 3 }, duplicate: 0.05 },
    ...{ dropped: { share: 0.1, seed: 4 }, outOfOrder: { share: 0.2, seed: 5 } },
  }
  const text = await producerOf({ row: { fields: { id: 'uuid' }, faults } }, { record: 'row' })
  const lines = functionIn(text, 'send_made').map(line => line.trim())
  const shares = '{"duplicate": 0.05, "late": 0.04, "corrupt": 0.03, "nulled": 0.02'
  const call = lines.slice(lines.findIndex(line => line.startsWith('fault = fault_of('))).join(' ')
  expect(call).toContain(`${shares}, "oversized": 0.01}`)
  expect(call).toMatch(/\blate=3, corrupt=9\b/)
  expect(lines).toContain('if chance(event, "dropped", 4).random() < 0.1:')
  expect(lines).toContain('for event in swapped(paced("row", made_rate), 0.2, 5):')
  expect(lines).toContain('late = chance(event, "lateness", 3)')
})

describe('a source ends', () => {
  const records = { row: { fields: { id: 'uuid' } } }

  it.each([
    [{ events: 7 }, ', events=7'],
    [{ for: '10 s' }, ', seconds=10'],
    [{ rate: 0 }, ', seconds=0'],
    [
      {
        rate: {
          steps: [
            { rate: '2/s', for: '5 s' },
            { rate: 0, for: '1 s' },
          ],
        },
      },
      ', seconds=5',
    ],
    [
      {
        rate: {
          steps: [
            { rate: 0, for: '2 s' },
            { rate: 2, for: '5 s' },
          ],
          repeat: true,
        },
      },
      '',
    ],
    [{ rate: { burst: { rate: 0, every: '10 s', for: '1 s' } } }, ', seconds=0'],
    [{ rate: { burst: { rate: 5, every: '10 s', for: '1 s' } } }, ''],
  ])('with %j as its lab says', async (settings, limits) => {
    const text = await producerOf(records, { record: 'row', ...settings })
    expect(text).toContain(`for event in paced("row", made_rate${limits}):`)
  })
})

it('each record and object has a function of its own', async () => {
  const text = await producerOf(
    {
      order: {
        fields: { items: { object: { a: { int: 1 } } }, other: { ref: 'order-items' } },
      },
      'order-items': { fields: { b: { int: 2 } } },
    },
    { record: 'order' },
  )
  expect(functionIn(text, 'make_order_items').join('\n')).toContain('row["b"] = 2')
  expect(functionIn(text, 'make_order_items_2').join('\n')).toContain('row["a"] = 1')
  expect(text).toContain('row["items"] = make_order_items_2(event)')
})

it.each([
  ['a"b', `'a"b{event.seq}'`],
  ['a\nb\\N{x}', String.raw`"a\nb\\N{{x}}{event.seq}"`],
])('a prefix %j stays what it is', async (prefix, written) => {
  const fields = { id: { sequence: 0, prefix } }
  const text = await producerOf({ row: { fields } }, { record: 'row' })
  expect(text).toContain(`row["id"] = f${written}`)
})

describe('a recorded rate', () => {
  const recorded = (csv: string, repeat = false) =>
    producerOf(
      { row: { fields: { n: 'sequence' } } },
      { record: 'row', rate: { recorded: { csv, repeat } } },
    )

  it('of rates has a line for each, and ends with the last one that makes events', async () => {
    const text = await recorded('0,2\n10,0\n15,9\n20,0')
    expect(functionIn(text, 'made_rate').slice(2)).toEqual([
      ...[
        '    steps = (',
        '        (2, 10),',
        '        (0, 5),',
        '        (9, 5),',
        '        (0, 5),',
      ],
      ...['    )', '    left = seconds', '    for rate, length in steps:'],
      ...[
        '        if left < length:',
        '            return rate',
        '        left -= length',
        '    return 0',
      ],
    ])
    expect(text).toContain('paced("row", made_rate, seconds=20)')
  })

  it('of times makes each event at its time, also two of one moment', async () => {
    const text = await recorded('at\n10:00:00\n10:00:03\n10:00:03\n10:00:05')
    expect(text).toContain('from bisect import bisect_right')
    expect(functionIn(text, 'made_rate')).toContain('        3.00001,')
    const again = await recorded('0\n1\n3', true)
    expect(functionIn(again, 'made_rate')).toContain('    passed = (seconds + 1e-6) % 4.5')
    expect(again).toContain('paced("row", made_rate):')
  })
})

it('has Zipf and hot keys', async () => {
  const text = await producerOf(
    {
      row: {
        fields: {
          a: { choice: ['x', 'y', 'z'], zipf: 1 },
          b: { choice: ['x', 'y', 'z'], hot: 0.5 },
          c: { choice: { x: 1, y: 2, z: 3 }, hot: { share: 0.4, keys: 2 } },
          d: { ref: 'others', field: 'n', of: 9, hot: 0.3, zipf: 2 },
        },
      },
      others: { fields: { n: 'sequence' } },
    },
    { record: 'row' },
  )
  const lines = functionIn(text, 'make_row').join(' ').replaceAll(/\s+/g, ' ')
  expect(lines).toContain('ranked(rng, ["x", "y", "z"], 1)')
  expect(lines).toContain('hot(rng, ["x", "y", "z"], 0.5, 1, lambda rest: rng.choice(rest))')
  expect(lines).toContain('0.4, 2, lambda rest: rng.choices(["z"], [3])[0]')
  expect(lines).toContain('hot(rng, range(9), 0.3, 1, lambda rest: ranked(rng, rest, 2))')
  expect(functionIn(text, 'hot').at(-1)).toContain('return draw(')
})

it('fills up history first, with the times that its events would have had', async () => {
  const row = { fields: { n: 'sequence', at: 'time' } }
  const text = await producerOf({ row }, { record: 'row', backfill: '30 d' })
  expect(functionIn(text, 'paced').slice(-9)).toEqual([
    '    last = EVENTS or events',
    '    while not last or seq < last:',
    '        while due < seconds and (speed := rate(due)) <= 0:',
    '            due += 0.1',
    '        if due >= seconds:',
    '            return',
    '        time.sleep(max(0.0, begin + due - time.monotonic()))',
    '        yield Event(stream, seq, first + timedelta(seconds=due))',
    '        due, seq = due + 1 / speed, seq + 1',
  ])
  expect(text).toContain('behind=2592000')
  const dated = await producerOf({ row }, { record: 'row', backfill: '2026-01-01T00:00:00Z' })
  expect(dated).toContain('datetime.fromisoformat("2026-01-01T00:00:00+00:00")')
})

it('goes at the speed of the lab’s clock', async () => {
  const row = { fields: { n: 'sequence' } }
  const text = await producerOf({ row }, { record: 'row' }, { speed: 60 })
  expect(text).toContain('SPEED = 60')
  const lines = functionIn(text, 'paced')
  expect(lines).toContain('    begin, due, seq = time.monotonic() - behind / SPEED, 0.0, 0')
  expect(lines).toContain('        time.sleep(max(0.0, begin + due / SPEED - time.monotonic()))')
  expect(lines).toContain('        yield Event(stream, seq, first + timedelta(seconds=due))')
})

it('refers to records of another source that exist by then, and to some that never come', async () => {
  const records = {
    order: { fields: { id: 'uuid' } },
    payment: {
      fields: {
        order: { ref: 'order', field: 'id', after: ['5 s', '2 min'], miss: 0.01 },
        who: { ref: 'order', which: 'any', zipf: 1, of: 50 },
        same: { ref: 'order', field: 'id', of: 9, row: 'r' },
        again: { ref: 'order', field: 'id', of: 9, row: 'r' },
      },
    },
  }
  const orders = {
    orders: { type: 'fake-data', with: { record: 'order', rate: '2/s' } },
    other: { type: 'topic', from: 'orders', with: { connection: 'broker', topic: 'orders' } },
    seen: { type: 'console', from: 'other' },
  }
  const text = await producerOf(records, { record: 'payment' }, {}, orders)
  const made = functionIn(text, 'make_payment').join(' ').replace(/\s+/g, ' ')
  expect(made).toContain(
    'earlier(event, make_order, "order", lambda n: n - 1, seconds=rng.uniform(5, 120), miss=0.01',
  )
  expect(made).toContain('lambda n: ranked(rng, range(min(n, 50)), 1)')
  expect(made).toContain('r_of_order = make_order(Event("order", rng.randrange(9), event.at))')
  expect(made).toContain('row["again"] = r_of_order["id"]')
  // Only of what is referred to: payments come and go.
  expect(text).toContain('TIMES: dict[str, list[float]] = {\n    "order": [],\n}\n')
  expect(functionIn(text, 'paced').join('\n')).toContain(
    '        if stream in TIMES:\n            TIMES[stream].append(at.timestamp())',
  )
  // Records of the other stream are made again by its own name.
  expect(text).toContain('paced("order", orders_rate)')
  // Where no source makes them, all are taken to be there.
  const alone = await producerOf(records, { record: 'payment' })
  expect(alone).not.toContain('earlier(')
})

it('lets entities go through their states', async () => {
  const records = {
    order: {
      fields: { id: 'uuid', status: { state: 'name' }, step: { state: 'step' }, at: 'time' },
      states: { cart: { paid: { share: 0.7, after: ['10 s', '5 min'] } }, paid: { sent: {} } },
      faults: { dropped: 0.1 },
    },
  }
  const text = await producerOf(records, { record: 'order', rate: '5/s', events: 9 })
  expect(text).toContain('        "cart": {"paid": (0.7, lambda rng: rng.uniform(10, 300))},')
  expect(text).toContain('        "paid": {"sent": (1, lambda rng: rng.uniform(0, 0))},')
  expect(text).toContain('        "sent": {},')
  expect(text).toContain('for event in lived("order", made_rate, events=9):')
  expect(text).not.toContain('def paced(')
  expect(functionIn(text, 'make_order')).toContain('    row["status"] = event.state')
  expect(text).toContain('        self.stream = f"{stream}/{step}"')
})
