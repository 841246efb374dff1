// Records of a topic read as CSV and text: quotes, separators, blanks, and what goes to the dead
// letters with which reason.
import { NO_LANES } from '../../../model/event-times'
import { TimeWatch } from '../../../model/time-watch'
import type { BadRecord, NodeEnv } from '../../../model/operator'
import type { Row } from '@shared/expr'
import { labFileSchema } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { nodeTypes } from '../..'
import { BindContext } from '../../../model/define-node'
import { recordRow } from '@shared/lab'

function parse(
  settings: object,
  values: readonly (string | null)[],
): { rows: Row[]; dead: BadRecord[] } {
  const lab = labFileSchema.parse({ sluice: 1, id: 'bench', title: 'bench', nodes: {} })
  const edge = { id: 't>it', from: 't', port: 'out', to: 'it' }
  const context = new BindContext(
    'it',
    lab,
    [{ edge, stream: { row: recordRow, raw: true } }],
    'UTC',
    () => 0,
    name => nodeTypes.get(name)?.kind,
  )
  const bound = nodeTypes.get('parse')?.bind(context, settings)
  expect(context.problems).toEqual([])
  const dead: BadRecord[] = []
  const rows: Row[] = []
  const env: NodeEnv = {
    lab,
    node: 'it',
    runId: 'run',
    dataDir: '',
    filesDir: '',
    runDir: '',
    connection: name => {
      throw new Error(name)
    },
    dead: bad => dead.push(bad),
    late: () => {},
    watch: new TimeWatch(),
    ...NO_LANES,
    signal: new AbortController().signal,
  }
  const records = values.map((value, offset) => ({
    partition: 2,
    offset,
    timeMs: 1000 + offset,
    key: Buffer.from(`k${offset}`),
    value: value === null ? null : Buffer.from(value),
    headers: {},
  }))
  bound?.create?.(env).batch(0, { rows: [], records }, (_port, batch) => rows.push(...batch.rows))
  return { rows, dead }
}

const fields = { no: 'string', quantity: 'int', name: 'string' }
const codes = (dead: readonly BadRecord[]) =>
  dead.map(({ reason, record }) => [record?.offset, reason.code])

describe('CSV records', () => {
  it('reads quotes, commas and doubled quotes within them, negative numbers and blanks', () => {
    const { rows, dead } = parse({ format: 'csv', fields }, [
      'C1,-3,"Lamp, ""big"""',
      ' 2 , 7 ,plain',
      '3,,',
      '4,1,ção',
    ])
    expect(dead).toEqual([])
    expect(rows.map(r => [r.quantity, r.name])).toEqual([
      [-3, 'Lamp, "big"'],
      [7, 'plain'],
      [null, rows[2]?.name],
      [1, 'ção'],
    ])
    expect([null, '']).toContain(rows[2]?.name)
  })

  it('takes another separator and what the topic knows of the record', () => {
    const { rows } = parse(
      {
        format: 'csv',
        separator: ';',
        fields,
        meta: { received: 'timestamp', where: 'offset', by: 'key', p: 'partition' },
      },
      ['1;2;a,b'],
    )
    expect(rows).toEqual([
      { no: '1', quantity: 2, name: 'a,b', received: 1000, where: 0, by: 'k0', p: 2 },
    ])
  })

  it('puts what does not fit into the dead letters, with place and reason, and goes on', () => {
    const { rows, dead } = parse({ format: 'csv', fields }, [
      '1,2',
      '1,many,x',
      null,
      '1,2,3,4',
      '5,6,good',
    ])
    expect(rows.map(r => r.no)).toEqual(['5'])
    expect(codes(dead)).toEqual([
      [0, 'record-few-columns'],
      [1, 'record-wrong-type'],
      [2, 'record-empty'],
      [3, 'record-few-columns'],
    ])
  })

  it('reads a wrong value as NULL when told to', () => {
    const { rows, dead } = parse({ format: 'csv', fields, wrongType: 'null' }, ['1,many,x'])
    expect(dead).toEqual([])
    expect(rows).toEqual([{ no: '1', quantity: null, name: 'x' }])
  })
})

describe('text records', () => {
  it('are one field', () => {
    expect(parse({ format: 'text' }, ['a line', '']).rows.map(r => r.text)).toEqual(['a line', ''])
  })
})
