// Why a Kafka does not let us in. kafkajs says "closed" for a TLS client at a plain port, a plain
// client at a TLS port, and a missing login alike; so after such a failure we probe the port
// ourselves: a TCP connection, a TLS hello, one ApiVersions and one Metadata request (Kafka
// protocol, keys 18 and 3, version 0; SaslHandshake is key 17), and name what is on the other side.
import { X509Certificate } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { tlsOptions } from '../tls'
import { refusedByBroker, refusedHere, unusable } from './tls-refusal'

const KNOCK_MS_MAX = 3000
/** However slowly an answer comes. */
const ANSWER_MS_MAX = 3 * KNOCK_MS_MAX
/** So much is read of an answer: a list of all topics is long, and its brokers come first. */
const ANSWER_BYTES_MAX = 64 * 1024
/** Of a large cluster so many brokers are looked for. */
const TOLD_MAX = 5
/** Names and addresses: a stranger may tell anything. */
const HOST = /^[\w.:%-]{1,255}$/
/** The same of what it offers. */
const MECHANISM = /^[\w-]{1,64}$/
const OFFERED_MAX = 20
const PROBED = new Set(['kafka-closed', 'kafka-unreachable', 'kafka-certificate', 'kafka-remote'])

/**
 * The error itself, or a better one for the same failure. Takes no longer than a few probes, and
 * never fails.
 */
export async function explained(
  error: LabError,
  connection: ResolvedOf<'kafka'>,
): Promise<LabError> {
  if (!PROBED.has(error.code) || (error.code === 'kafka-remote' && !isSaslTrouble(error)))
    return error
  const better = await findReason(error, connection).catch(() => undefined)
  return better ?? error
}

const isSaslTrouble = (error: LabError) =>
  /SASL|mechanism/i.test(`${error.params.code} ${error.params.message}`)

async function findReason(
  error: LabError,
  connection: ResolvedOf<'kafka'>,
): Promise<LabError | undefined> {
  const { security, sasl } = connection.profile
  const wantsTls = security.endsWith('SSL')
  const wantsLogin = security.startsWith('SASL')
  const found = await firstThatAnswers(connection.profile.bootstrap)
  if (!found) return undefined
  const say = sayOf(found, connection, error)
  const refused = wantsTls ? await tlsTrouble(found, connection, say) : undefined
  if (refused) return refused
  const tls = wantsTls ? tlsOptions(connection) : undefined
  const spoken = await knock(found, tls, sasl?.mechanism)
  // No hello to a plain Kafka: it would take it for somebody's mistake.
  if (!wantsTls && !spoken.apiVersions && (await speaksTls(found))) {
    // Any certificate will do: nothing secret goes over this connection.
    const inside = await knock(found, { rejectUnauthorized: false })
    return say('kafka-wants-tls', {
      wanted: wantsLogin || hangsUpOnStrangers(inside) ? 'SASL_SSL' : 'SSL',
    })
  }
  if (spoken.stranger !== undefined) return say('kafka-not-kafka', { found: spoken.stranger })
  if (wantsLogin && spoken.handshake === ILLEGAL_SASL_STATE)
    return say('kafka-no-login', { wanted: wantsTls ? 'SSL' : 'PLAINTEXT' })
  if (wantsLogin && spoken.handshake === UNSUPPORTED_MECHANISM)
    return say('kafka-mechanism', {
      mechanism: sasl?.mechanism ?? '',
      offered: spoken.mechanisms.join(', '),
    })
  if (!wantsLogin && hangsUpOnStrangers(spoken)) {
    // Once more: a broker that was just going down hangs up too.
    const again = await knock(found, tls)
    if (hangsUpOnStrangers(again))
      return say('kafka-wants-login', { wanted: wantsTls ? 'SASL_SSL' : 'SASL_PLAINTEXT' })
  }
  return toldElsewhere(found, spoken, error)
}

/** It answers, and sends its clients to addresses where nobody does: its advertised listeners. */
async function toldElsewhere(
  { address }: Place,
  { told }: Spoken,
  cause: LabError,
): Promise<LabError | undefined> {
  const [first] = told
  const open = await Promise.all(told.map(opens))
  if (!first || open.includes(true)) return undefined
  const params = { address, told: first.address }
  return new LabError('kafka-told-elsewhere', { kind: 'unreachable', params, cause })
}

/** For "test connection": why TLS fails; nothing when it works, or when nobody answers. */
export async function encryptionTrouble(
  connection: ResolvedOf<'kafka'>,
): Promise<LabError | undefined> {
  const found = await firstThatAnswers(connection.profile.bootstrap)
  return found && tlsTrouble(found, connection, sayOf(found, connection))
}

type Say = (code: string, params?: Record<string, string>) => LabError

function sayOf({ address }: Place, { profile }: ResolvedOf<'kafka'>, cause?: LabError): Say {
  return (code, params = {}) =>
    new LabError(code, {
      kind: /certificate|kafka-key/.test(code) ? 'auth' : 'config',
      params: { address, security: profile.security, ...params },
      cause,
    })
}

async function tlsTrouble(
  place: Place,
  connection: ResolvedOf<'kafka'>,
  say: Say,
): Promise<LabError | undefined> {
  const refused = await tlsFailure(place, connection)
  if (refused?.kind === 'plain')
    return plainSide(place, say, connection.profile.security.startsWith('SASL'))
  return refused && say(refused.code, { message: refused.message, host: place.host })
}

/**
 * A reset alone may be a broker that is going down; an answer in plain bytes shows that there is no
 * TLS.
 */
async function plainSide(
  place: Place,
  say: Say,
  wantsLogin: boolean,
): Promise<LabError | undefined> {
  const spoken = await knock(place)
  if (spoken.stranger !== undefined) return say('kafka-not-kafka', { found: spoken.stranger })
  return spoken.apiVersions
    ? say('kafka-no-tls', { wanted: wantsLogin ? 'SASL_PLAINTEXT' : 'PLAINTEXT' })
    : undefined
}

const hangsUpOnStrangers = (spoken: Spoken) => spoken.apiVersions && !spoken.metadata

const ILLEGAL_SASL_STATE = 34
const UNSUPPORTED_MECHANISM = 33

interface Place {
  readonly host: string
  readonly port: number
  readonly address: string
}

async function firstThatAnswers(bootstrap: string): Promise<Place | undefined> {
  for (const one of bootstrap.split(',')) {
    const address = one.trim()
    const colon = address.lastIndexOf(':')
    const place = {
      host: address.slice(0, colon).replace(/^\[|\]$/g, ''),
      port: Number(address.slice(colon + 1)),
      address,
    }
    if (await opens(place)) return place
  }
  return undefined
}

function opens({ host, port }: Place): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connectTcp({ host, port })
    const end = (answer: boolean) => (socket.destroy(), resolve(answer))
    socket.setTimeout(KNOCK_MS_MAX, () => end(false))
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}

function speaksTls({ host, port }: Place): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connectTls({ host, port, rejectUnauthorized: false, ...nameOf(host) })
    const end = (answer: boolean) => (socket.destroy(), resolve(answer))
    socket.setTimeout(KNOCK_MS_MAX, () => end(false))
    socket.once('secureConnect', () => end(true))
    // A server that asks for a client's certificate answers with a TLS alert: it speaks TLS too.
    socket.once('error', error => end(/alert/i.test(error.message)))
    socket.once('close', () => end(false))
  })
}

const nameOf = (host: string) => (/^[\d.]+$|:/.test(host) ? {} : { servername: host })

type TlsFailure =
  | { readonly kind: 'plain' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

function tlsFailure(
  { host, port }: Place,
  connection: ResolvedOf<'kafka'>,
): Promise<TlsFailure | undefined> {
  const { ca } = connection.profile.tls ?? {}
  return new Promise(resolve => {
    let socket: TLSSocket
    const end = (answer: TlsFailure | undefined) => {
      socket?.destroy()
      resolve(answer)
    }
    try {
      if (ca !== undefined) new X509Certificate(ca)
      socket = connectTls({ host, port, ...nameOf(host), ...tlsOptions(connection) })
    } catch (error) {
      // A text that is not PEM. Node's TLS silently skips one among its authorities.
      return resolve({ kind: 'refused', ...unusable(error) })
    }
    socket.setTimeout(KNOCK_MS_MAX, () => end(undefined))
    socket.once('close', () => end(undefined))
    // Only the broker's first answer shows whether it accepts our certificate.
    socket.once('data', () => end(undefined))
    socket.once('secureConnect', () => socket.write(requestOf(API_VERSIONS, Buffer.alloc(0))))
    socket.once('error', error => {
      const code = 'code' in error ? String(error.code) : ''
      const message = messageOf(error)
      // A plain port answers with bytes that are not TLS, or hangs up on the hello (Kafka takes it
      // for a request that is too long).
      const isPlain =
        /wrong version number|packet length too long|EPROTO|ECONNRESET/i.test(
          `${code} ${message}`,
        ) && !/alert/i.test(message)
      if (isPlain || /before secure TLS connection/i.test(message)) return end({ kind: 'plain' })
      end({
        kind: 'refused',
        ...(refusedByBroker(message) ?? { code: refusedHere(code, ca !== undefined), message }),
      })
    })
  })
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

// ——— one request after another, version 0 of each: every broker since 0.10 knows them

interface Spoken {
  readonly apiVersions: boolean
  readonly metadata: boolean
  readonly handshake: number | undefined
  readonly mechanisms: readonly string[]
  /** The first bytes of servers that do not speak Kafka. */
  readonly stranger: string | undefined
  /** Where its brokers are, as it says. */
  readonly told: readonly Place[]
}

async function knock(
  { host, port }: Place,
  tls?: ConnectionOptions,
  mechanism?: string,
): Promise<Spoken> {
  const socket = tls
    ? connectTls({ host, port, ...nameOf(host), ...tls })
    : connectTcp({ host, port })
  try {
    const first = await ask(socket, API_VERSIONS, Buffer.alloc(0))
    const second =
      first.answer &&
      (await (mechanism ? ask(socket, 17, text(mechanism)) : ask(socket, 3, ALL_TOPICS))).answer
    return {
      apiVersions: first.answer !== undefined,
      metadata: mechanism === undefined && second !== undefined,
      handshake: mechanism && second && second.length >= 6 ? second.readInt16BE(4) : undefined,
      mechanisms: mechanism && second ? mechanismsIn(second) : [],
      stranger: !first.answer && first.bytes.length > 0 ? firstWord(first.bytes) : undefined,
      told: mechanism === undefined && second ? brokersIn(second) : [],
    }
  } finally {
    socket.destroy()
  }
}

/**
 * `HTTP/1.1`, `SSH-2.0-OpenSSH`: what can be read of a greeting. A database beside the broker is
 * known by its first byte, version and direction.
 */
const firstWord = (bytes: Buffer) => (isCql(bytes[0]) ? 'CQL (Cassandra)' : readable(bytes))
const isCql = (first: number | undefined) => first !== undefined && first >= 0x83 && first <= 0x86
const readable = (bytes: Buffer) =>
  /[\x21-\x7e]{3,20}/.exec(bytes.toString('latin1'))?.[0] ??
  `0x${bytes.subarray(0, 8).toString('hex')}`

const API_VERSIONS = 18
const ALL_TOPICS = Buffer.from([0, 0, 0, 0])

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8')
  const length = Buffer.alloc(2)
  length.writeInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** SaslHandshake response v0: correlation id, error code, array of strings. */
function mechanismsIn(answer: Buffer): string[] {
  const names: string[] = []
  let at = 10
  for (
    let left = answer.length >= 10 ? answer.readInt32BE(6) : 0;
    left > 0 && at + 2 <= answer.length && names.length < OFFERED_MAX;
    left--
  ) {
    const length = Math.max(0, answer.readInt16BE(at))
    const name = answer.subarray(at + 2, at + 2 + length).toString('utf8')
    if (MECHANISM.test(name)) names.push(name)
    at += 2 + length
  }
  return names
}

/** Metadata response v0: correlation id, then each broker's id, host and port. */
function brokersIn(answer: Buffer): Place[] {
  const found: Place[] = []
  let at = 8
  for (
    let left = answer.length >= 8 ? answer.readInt32BE(4) : 0;
    left > 0 && at + 6 <= answer.length && found.length < TOLD_MAX;
    left--
  ) {
    const size = answer.readInt16BE(at + 4)
    const end = at + 6 + Math.max(0, size)
    if (end + 4 > answer.length) break
    const host = answer.toString('utf8', at + 6, end)
    const port = answer.readInt32BE(end)
    if (port > 0 && port < 65_536 && HOST.test(host))
      found.push({ host, port, address: `${host}:${port}` })
    at = end + 4
  }
  return found
}

/** The key serves as correlation id too. */
function requestOf(apiKey: number, body: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.writeInt16BE(apiKey, 0)
  header.writeInt32BE(apiKey, 4)
  const request = Buffer.concat([header, text('sluice-probe'), body])
  const length = Buffer.alloc(4)
  length.writeInt32BE(request.length)
  return Buffer.concat([length, request])
}

interface Asked {
  /** A whole answer to this request, or a long beginning of it, without its length. */
  readonly answer: Buffer | undefined
  readonly bytes: Buffer
}

/** No answer when the other side hangs up, takes too long, or says something else. */
function ask(socket: Socket, apiKey: number, body: Buffer): Promise<Asked> {
  return new Promise(resolve => {
    let bytes = Buffer.alloc(0)
    const end = (answer?: Buffer) => {
      clearTimeout(deadline)
      socket.off('data', take).off('error', gone).off('close', gone).setTimeout(0)
      // Nobody waits for a late error.
      socket.on('error', () => {})
      resolve({ answer, bytes })
    }
    const gone = () => end()
    const deadline = setTimeout(gone, ANSWER_MS_MAX)
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (bytes.length >= 4 && bytes.readInt32BE(0) < 4) return end()
      if (bytes.length >= 8 && bytes.readInt32BE(4) !== apiKey) return end()
      const isWhole = bytes.length >= 8 && bytes.length >= 4 + bytes.readUInt32BE(0)
      if (isWhole || bytes.length >= ANSWER_BYTES_MAX) end(bytes.subarray(4))
    }
    socket.on('data', take).once('error', gone).once('close', gone)
    socket.setTimeout(KNOCK_MS_MAX, gone)
    socket.write(requestOf(apiKey, body))
  })
}
