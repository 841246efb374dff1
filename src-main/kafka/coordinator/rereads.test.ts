// How far a group had come is compared with where its next owner begins, for clients of each manner:
// those whose fetches say what was taken, and librdkafka, whose fetches run ahead.
import { expect, it } from 'vitest'
import type { RebalanceCause } from './group-history'
import { Member } from './member'
import type { Fetcher } from './readers'
import { Rereads } from './rereads'

const topic = { id: 'id-of-t', name: 't' }
const LEFT: RebalanceCause = { what: 'left', clientId: 'app' }
const JOINED: RebalanceCause = { what: 'joined', clientId: 'app' }
const DIED: RebalanceCause = { what: 'expired', clientId: 'app' }

/** ConsumerProtocolAssignment: the partitions of `t`. */
function assignmentOf(partitions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 + 4 + 2 + 1 + 4 + 4 * partitions.length)
  bytes.writeInt32BE(1, 2)
  bytes.writeInt16BE(1, 6)
  bytes.write('t', 8)
  bytes.writeInt32BE(partitions.length, 9)
  partitions.forEach((partition, i) => bytes.writeInt32BE(partition, 13 + 4 * i))
  return bytes
}

class Desk {
  readonly rereads = new Rereads(
    clientId => clientId === 'sluice',
    () => 1000,
  )
  private generation = 0
  private readonly gone = new Map<number, (() => void)[]>()

  /** Members by their names, which are their clients' ids too up to a dash; nobody: the group is empty. */
  owners(
    owned: Readonly<Record<string, readonly number[]>>,
    causes: readonly RebalanceCause[] = [JOINED],
    { group = 'g', joined }: { readonly group?: string; readonly joined?: number } = {},
  ): void {
    const members = Object.entries(owned).map(([id, partitions]) => {
      const member = new Member(
        id,
        {
          ...{ memberId: id, instanceId: null, clientId: id.split('-')[0]!, clientHost: '/h' },
          ...{ connection: joined, sessionTimeoutMs: 1, rebalanceTimeoutMs: 1 },
          ...{ protocolType: 'consumer', protocols: [], mustKnowId: false, knowsSkip: true },
          whenGone: () => () => {},
        },
        () => {},
      )
      member.assignment = assignmentOf(partitions)
      return [id, member] as const
    })
    this.generation++
    const { generation } = this
    this.rereads.owners({ id: group, generation, members: new Map(members) }, causes)
  }

  fetcher(connection: number, clientId = 'app'): Fetcher {
    return {
      ...{ connection, clientId, clientHost: 'h' },
      onGone: callback => {
        this.gone.set(connection, [...(this.gone.get(connection) ?? []), callback])
        return () => {}
      },
    }
  }

  close(connection: number): void {
    for (const callback of this.gone.get(connection) ?? []) callback()
  }

  /** A fetch at an offset that is answered with records up to another. */
  fetch(by: Fetcher, offset: number, end?: number, place = { topic, partition: 0 }): void {
    const watched = this.rereads.fetched(by, place, offset)
    if (end !== undefined) watched?.sent(end)
  }

  get found() {
    return this.rereads.of('g').map(({ first, end, readEnd }) => [first, end, readEnd])
  }
}

it('tells what is read again when the group goes back, as far as it gets', () => {
  const desk = new Desk()
  const one = desk.fetcher(1)
  desk.owners({ 'app-1': [0] })
  desk.fetch(one, 0, 40)
  desk.fetch(one, 40, 100)
  desk.fetch(one, 100)
  desk.owners({}, [])
  desk.close(1)
  desk.owners({ 'app-2': [0] }, [LEFT, JOINED])
  const two = desk.fetcher(2)
  desk.fetch(two, 30, 60)
  expect(desk.found).toEqual([[30, 60, 60]])
  desk.fetch(two, 60, 120)
  expect(desk.found).toEqual([[30, 100, 100]])
  expect(desk.rereads.of('g')[0]).toMatchObject({
    causes: [LEFT, JOINED],
    before: 'app',
    by: 'app',
  })
})

it('continues where the owner before was interrupted in what it read again', () => {
  const desk = new Desk()
  desk.owners({ 'app-1': [0] })
  desk.fetch(desk.fetcher(1), 0, 100)
  desk.fetch(desk.fetcher(1), 100)
  desk.owners({ 'app-2': [0] })
  desk.fetch(desk.fetcher(2), 0, 50)
  desk.fetch(desk.fetcher(2), 50)
  desk.owners({ 'app-3': [0] })
  desk.fetch(desk.fetcher(3), 50, 200)
  expect(desk.found).toEqual([
    [0, 50, 50],
    [50, 100, 100],
  ])
})

it('says that only a member that died knows how much of its last answer it worked on', () => {
  const desk = new Desk()
  desk.owners({ 'app-1': [0] })
  desk.fetch(desk.fetcher(1), 0, 10)
  desk.fetch(desk.fetcher(1), 10, 500)
  desk.rereads.committed('g', 't', 0, 10)
  desk.owners({ 'app-2': [0] }, [DIED, JOINED])
  desk.fetch(desk.fetcher(2), 10, 700)
  expect(desk.found).toEqual([[10, 500, 10]])
})

it('knows of a death that another rebalance followed before anybody fetched', () => {
  const desk = new Desk()
  desk.owners({ 'app-1': [0] })
  desk.fetch(desk.fetcher(1), 0, 500)
  desk.rereads.committed('g', 't', 0, 10)
  desk.owners({ 'app-2': [0] }, [DIED])
  desk.owners({ 'app-2': [0] }, [{ what: 'changed', clientId: 'app' }])
  desk.fetch(desk.fetcher(2), 10, 700)
  expect(desk.found).toEqual([[10, 500, 10]])
})

it('says nothing of records that an owner was sent, and left with a commit before them', () => {
  const desk = new Desk()
  desk.owners({ 'app-1': [0] })
  desk.fetch(desk.fetcher(1), 0, 500)
  desk.rereads.committed('g', 't', 0, 120)
  desk.owners({ 'app-2': [0] }, [LEFT, JOINED])
  desk.fetch(desk.fetcher(2), 120, 700)
  // Another member died: this one gave its partition away in order.
  desk.rereads.committed('g', 't', 0, 300)
  desk.owners({ 'app-2': [1], 'app-3': [0] }, [DIED])
  desk.fetch(desk.fetcher(3), 300, 700)
  expect(desk.found).toEqual([])
})

it('takes only the commits of a client that fetches ahead for what it has worked on', () => {
  const desk = new Desk()
  const ahead = desk.fetcher(1)
  desk.rereads.introduced(ahead, 'confluent-kafka-python')
  desk.owners({ 'app-1': [0] })
  desk.fetch(ahead, 0, 1000)
  desk.fetch(ahead, 1000, 9000)
  desk.rereads.committed('g', 't', 0, 700)
  desk.owners({ 'app-2': [0] }, [LEFT, JOINED])
  desk.fetch(desk.fetcher(2), 700, 2000)
  expect(desk.found).toEqual([])
  desk.fetch(desk.fetcher(2), 2000)
  desk.owners({ 'app-3': [0] }, [LEFT, JOINED])
  desk.fetch(desk.fetcher(3), 600, 1500)
  expect(desk.found).toEqual([[600, 1500, 1500]])
})

it('takes a fetch that was under way for no beginning, and a start further on for no reading', () => {
  const desk = new Desk()
  const same = desk.fetcher(1)
  desk.owners({ 'app-1': [0] })
  desk.fetch(same, 500, 600)
  desk.fetch(same, 600)
  desk.owners({ 'app-1': [0] }, [JOINED])
  desk.fetch(same, 600)
  desk.fetch(same, 550, 600)
  expect(desk.found).toEqual([[550, 600, 600]])
  // What lies before its first offset was never read.
  desk.owners({ 'app-1': [0] }, [JOINED])
  desk.fetch(same, 0, 600)
  expect(desk.found.at(-1)).toEqual([500, 600, 600])
})

it('knows whose fetch it is by the connection, or where only one member can be meant', () => {
  const desk = new Desk()
  desk.owners({ 'app-1': [0] }, [JOINED], { joined: 1 })
  desk.owners({ 'app-9': [0] }, [JOINED], { group: 'other' })
  // Two of one client: the connection on which it joined decides, and the rest is clear then.
  desk.fetch(desk.fetcher(7), 0, 40)
  desk.fetch(desk.fetcher(1), 0, 100)
  desk.fetch(desk.fetcher(1), 100)
  desk.fetch(desk.fetcher(7), 40, 50)
  desk.owners({ 'app-2': [0] }, [JOINED], { joined: 2 })
  desk.fetch(desk.fetcher(2), 0, 100)
  expect(desk.found).toEqual([[0, 100, 100]])
  expect(desk.rereads.of('other')).toEqual([])
})

it('leaves out readers without a group, our own jobs, and a topic that was made anew', () => {
  const desk = new Desk()
  const alone = desk.fetcher(5)
  desk.fetch(alone, 0, 100)
  desk.owners({ 'app-1': [0] })
  desk.fetch(alone, 0, 100)
  desk.fetch(desk.fetcher(1), 50, 100)
  desk.fetch(desk.fetcher(1), 100)
  desk.owners({ 'app-1': [0] })
  desk.fetch(desk.fetcher(1), 0, 10, { topic: { ...topic, id: 'new' }, partition: 0 })
  desk.owners({ 'sluice-1': [0] }, [JOINED], { group: 'lab' })
  desk.fetch(desk.fetcher(6, 'sluice'), 9, 10)
  desk.fetch(desk.fetcher(6, 'sluice'), 0, 10)
  expect([desk.found, desk.rereads.of('lab')]).toEqual([[], []])
})

it('keeps the last hundred of a group, and nothing of a group that is deleted', () => {
  const desk = new Desk()
  desk.owners({ 'app-0': [0] })
  desk.fetch(desk.fetcher(1000), 0, 10)
  desk.fetch(desk.fetcher(1000), 10)
  for (let n = 1; n <= 150; n++) {
    desk.owners({ [`app-${n}`]: [0] })
    desk.fetch(desk.fetcher(n), 0, 10)
  }
  expect(desk.found).toHaveLength(100)
  desk.rereads.forget('g')
  expect(desk.found).toEqual([])
})
