// The two ways to make an event, as a string and as bytes, are one: every kind of field, in every
// lab of ours, with and without faults.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appRoot } from '@main/platform'
import { labFileSchema, recordSchema } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createGenerator, TextBytes } from '.'

const timeOf = (seq: number) => Date.UTC(2025, 4, 12) + seq * 777

async function same(
  options: Omit<Parameters<typeof createGenerator>[0], 'timeOf' | 'seed'>,
  count: number,
): Promise<void> {
  const generator = await createGenerator({ ...options, seed: 11, timeOf })
  const out = new TextBytes()
  for (let seq = 0; seq < count; seq++) {
    const { value, ...head } = generator.next(seq)
    const from = out.at
    expect(generator.write(seq, out)).toEqual(head)
    expect(out.bytes.toString('utf8', from, out.at)).toBe(value)
  }
}

const folder = join(appRoot(), 'resources/labs')
const labs = readdirSync(folder).map(file =>
  labFileSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))),
)
const records = labs.flatMap(lab =>
  Object.keys(lab.records ?? {}).map(record => ({ name: `${lab.id}: ${record}`, record, lab })),
)

describe('an event as bytes', () => {
  it.each(records)('$name is the event as text', async ({ record, lab }) => {
    const { records: all = {}, catalogs, timezone } = lab
    await same(
      {
        record,
        records: all,
        ...(catalogs ? { catalogs } : {}),
        ...(timezone ? { timezone } : {}),
      },
      200,
    )
  })

  it.each([true, false])('any kind of field, whole and broken (ASCII only: %s)', async ascii => {
    const schema = recordSchema.parse({
      ascii,
      locale: 'pt_BR',
      key: 'id',
      headers: { n: '= sequence_number' },
      faults: {
        duplicate: 0.1,
        missing: 0.1,
        wrongType: 0.1,
        corrupt: 0.1,
        late: { share: 0.1, by: '1 h' },
      },
      fields: {
        id: 'uuid',
        sequence_number: 'sequence',
        cpf: 'cpf',
        digits: { cpf: 'digits' },
        ssn: { ssn: 'digits' },
        name: 'person.fullName',
        price: { number: [-5, 5], decimals: 2 },
        large: { number: [0, 1e9], decimals: 6 },
        far: { int: [-3, 1_000_000] },
        word: { choice: ['ação', '"quoted"', '\u4e2d\u6587', 'plain'] },
        fixed: { value: { a: [1.5, null, 'é'] } },
        none: { list: { int: [1, 2] }, length: 0 },
        some: { list: { object: { x: { int: 5 }, y: '= x + 1' } }, length: [0, 3] },
        maybe: { int: [1, 9], nulls: 0.3, optional: 0.3 },
        hidden: { int: [1, 9], hidden: true },
        shown: '= hidden * 2',
        day: { time: '%d/%m/%Y' },
      },
    })
    await same({ record: 'r', records: { r: schema } }, 500)
  })

  it('counts and pads digits', () => {
    const out = new TextBytes()
    const numbers = [0, 9, 10, 99, 100, 999_999_999_999, 2 ** 53 - 1]
    for (const n of numbers) {
      out.digits(n)
      out.byte(32)
    }
    out.padded(42, 5)
    expect(out.bytes.toString('utf8', 0, out.at)).toBe(`${numbers.join(' ')} 00042`)
  })
})
