// What a class sees of a lab: its nodes in the order of the flow, and no address.
import { describe, expect, it } from 'vitest'
import { labFileSchema } from '@shared/lab'
import { nodeCatalog } from '@renderer/testing'
import { hideIn } from '@shared/text/hide-addresses'
import { neighbours, slidesOf } from './slides'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'shop',
  title: 'Shop',
  summary: 'From the till to the table',
  nodes: {
    sink: { type: 'live', from: 'parsed' },
    parsed: { type: 'parse', from: 'orders', notes: 'Ask who has seen JSON.' },
    orders: { type: 'topic', from: 'till', title: 'Orders' },
    till: { type: 'fake-data' },
  },
})
const infoOf = (type: string) => nodeCatalog.find(info => info.type === type)

describe('the slides of a lab', () => {
  const slides = slidesOf(lab, infoOf)
  it('are the whole, then each node as the records meet it', () => {
    expect(slides.map(({ node }) => node)).toEqual([undefined, 'till', 'orders', 'parsed', 'sink'])
    expect(slides[0]).toMatchObject({ title: 'Shop', text: 'From the till to the table' })
    expect(slides[2]).toMatchObject({ title: 'Orders' })
  })
  it('keep the notes apart for the speaker', () => {
    expect(slides[3]?.notes).toBe('Ask who has seen JSON.')
    expect(JSON.stringify(slides[3]?.text)).not.toContain('Ask who')
  })
  it('go on with the tiles of the dashboard, each with its own notes', () => {
    const dashboard = [
      { node: 'sink', chart: 'bar' as const, notes: 'Point at the tallest.' },
      { node: 'sink', chart: 'table' as const, title: 'All of them' },
    ]
    const tiles = slidesOf({ ...lab, dashboard }, infoOf).slice(slides.length)
    expect(tiles.map(({ tile, title }) => [tile, title])).toEqual([
      [0, 'sink'],
      [1, 'All of them'],
    ])
    expect(tiles[0]?.notes).toBe('Point at the tallest.')
  })
  it('show a node with what it reads and feeds', () => {
    expect(neighbours(lab, 'orders')).toEqual(['till', 'orders', 'parsed'])
    expect(neighbours(lab, undefined)).toHaveLength(4)
  })
})

describe('a text in front of a class', () => {
  it('hides addresses of people and machines', () => {
    expect(hideIn('Ask ana@escola.br about 10.0.0.12:9092')).toBe('Ask a••• about 1•••')
    expect(hideIn('jdbc://db.local:3306/x and kafka.escola.br:9092')).toBe('j••• and k•••')
    expect(hideIn('localhost:9042 is Cassandra')).toBe('l••• is Cassandra')
  })
  it('leaves other words and numbers alone', () => {
    const plain = 'R1 has 3 partitions, 1.5 M records at 14:02:11 and product.name'
    expect(hideIn(plain)).toBe(plain)
  })
})
