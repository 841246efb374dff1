// Damaged statements: each is answered, by a result or by an error of the statement. A ServerError
// (code 0) would say that the database stumbled over itself, unless Cassandra stumbles there too: a
// group by what is not a column gets the words that were recorded from it.
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../support/seeded-random'
import { corpus, schema, words } from './support/cql-corpus'
import { queryFrame, startupFrame } from './support/cql-wire'
import { fuzzedEngines, type FuzzedEngines } from './support/fuzzed-engines'
import { mutateWords } from './support/mutate'
import { rounds } from './support/size'

const STATEMENTS = rounds(3000)
const ANSWER_MS_MAX = 5000
const SERVER_ERROR = 0
const STUMBLE_OF_CASSANDRA = /^java\.lang\.ClassCastException: class org\.apache\.cassandra\./

const random = seededRandom()

let engines: FuzzedEngines
beforeAll(async () => void (engines = await fuzzedEngines()))
afterAll(() => engines.end())

/** One connection, one statement at a time. */
class Session {
  private held = Buffer.alloc(0)
  private waiting: ((body: Buffer) => void) | undefined
  private stream = 1

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.held = Buffer.concat([this.held, chunk])
      while (this.held.length >= 9) {
        const size = 9 + this.held.readInt32BE(5)
        if (this.held.length < size) break
        const frame = this.held.subarray(0, size)
        this.held = this.held.subarray(size)
        // Events have a negative stream.
        if (frame.readInt16BE(2) >= 0) this.waiting?.(frame)
      }
    })
  }

  static async open(port: number): Promise<Session> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const made = connect(port, '127.0.0.1', () => resolve(made))
      made.once('error', reject)
    })
    const session = new Session(socket)
    await session.send(startupFrame())
    return session
  }

  /** The error's code and words, or undefined when the statement went through. */
  async run(text: string): Promise<{ code: number; message: string } | undefined> {
    this.stream = (this.stream % 1000) + 1
    const frame = await this.send(queryFrame(text, this.stream))
    if (frame[4] !== 0) return undefined
    const size = frame.readUInt16BE(13)
    return { code: frame.readInt32BE(9), message: frame.toString('utf8', 15, 15 + size) }
  }

  private send(bytes: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_MS_MAX)
      this.waiting = frame => {
        clearTimeout(timer)
        resolve(frame)
      }
      this.socket.write(bytes)
    })
  }

  close(): void {
    this.socket.destroy()
  }
}

it(`answers ${STATEMENTS} damaged statements (seed ${random.seed})`, async () => {
  const session = await Session.open(engines.cqlPort)
  for (const statement of schema) await session.run(statement)
  const stumbles: string[] = []
  let errors = 0
  for (let n = 0; n < STATEMENTS; n++) {
    const statement = mutateWords(random.pick(corpus), words, random)
    const error = await session.run(statement).catch((cause: unknown) => {
      throw new Error(`${String(cause)}: ${statement}`)
    })
    if (error) errors += 1
    if (error?.code === SERVER_ERROR && !STUMBLE_OF_CASSANDRA.test(error.message))
      stumbles.push(`${error.message}\n    ${statement}`)
  }
  session.close()
  console.log(`${STATEMENTS} statements, ${errors} refused`)
  expect([...new Set(stumbles)].slice(0, 10)).toEqual([])
  expect(engines.said()).not.toMatch(/crash|halted/i)
})
