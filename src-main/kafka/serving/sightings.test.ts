import { expect, it } from 'vitest'
import { otherProtocol, Sightings } from './sightings'

it('counts the same of one client once, and forgets the oldest', () => {
  let now = 10
  const sightings = new Sightings(() => now)
  sightings.see({ what: 'login', client: 'app' })
  now = 20
  sightings.see({ what: 'login', client: 'app' })
  expect(sightings.all()).toEqual([{ what: 'login', client: 'app', since: 10, at: 20, count: 2 }])
  for (let n = 0; n < 500; n++) sightings.see({ what: 'wrote', client: `c${n}`, topic: 't' })
  expect(sightings.all()).toHaveLength(400)
})

it.each([
  ['tls', Buffer.from([0x16, 3, 1, 2, 0, 1])],
  ['http', Buffer.from('GET / HTTP/1.1\r\n')],
  ['cql', Buffer.from([4, 0, 0, 0, 5, 0, 0, 0, 0])],
  [undefined, Buffer.from([0, 0, 0, 30, 0, 18, 0, 3])],
])('knows %s by its first bytes', (what, bytes) => {
  expect(otherProtocol(bytes)).toBe(what)
})
