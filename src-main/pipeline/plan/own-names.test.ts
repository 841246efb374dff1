import { describe, expect, it } from 'vitest'
import { ownNames } from './own-names'

describe('names of a lab of its own', () => {
  it('are the short of an id that was made up, or the id', () => {
    expect(
      ownNames({ connection: 'broker', topic: 'events', partitions: 1 }, 'lab-261121204055-k7f', {
        topic: 'topic',
      }),
    ).toEqual({
      connection: 'broker',
      topic: 'events-k7f',
      partitions: 1,
    })
    expect(ownNames({ keyspace: 'lab', table: 'totals' }, 'Lamp-shop', { table: 'table' })).toEqual(
      {
        keyspace: 'lab',
        table: 'totals_lamp_shop',
      },
    )
    expect(ownNames({ index: 'events' }, 'Lamp-shop', { index: 'index' })).toEqual({
      index: 'events-lamp-shop',
    })
  })
})
