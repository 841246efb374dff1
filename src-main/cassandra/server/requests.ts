// Handles each request: STARTUP, OPTIONS, REGISTER, QUERY, PREPARE, EXECUTE, BATCH.
import type { ParsedStatement } from '@shared/cql'
import type { ByteBudget } from '@main/platform'
import { type CqlError, invalid, protocolError } from '../errors'
import { checkConsistency } from './consistency'
import { checkBatch, runBatch } from '../statements/modify/batch'
import type { Database, Plan, Request } from '../statements/context'
import type { Bound, MarkerSpec, Result } from '../result'
import { CQL_VERSION } from '../system'
import { flag, type Frame, opcode } from '../wire/frame'
import { type QueryParameters, readBatch, readQueryParameters } from '../wire/requests'
import { Reader } from '../bytes/reader'
import { preparedFrame, type Reply, resultFrame, simpleFrame } from '../wire/responses'
import type { Session } from './connection'
import { GrowingAnswer } from './growing-answer'
import { RequestTrace } from './tracing'
import { isQualified, type PlanCache } from './plan-cache'

export interface Surroundings {
  readonly db: Database
  readonly plans: PlanCache
  /** Told before the answer goes out: subscribers hear of a change first. */
  schemaChanged(change: Extract<Result, { kind: 'schemaChange' }>['change']): void
  /** Answers that clients have not read, or that grow. */
  readonly answerBytes: ByteBudget
  /** A lesson may refuse or delay a request. */
  readonly fault?: (request: string) => CqlError | undefined
}

export function handleRequest(
  to: Surroundings,
  session: Session,
  frame: Frame,
): Buffer | Promise<Buffer> {
  const reader = new Reader(frame.body)
  // A custom payload comes before the body proper; it is for query handlers, of which we have none.
  if (frame.flags & flag.customPayload) reader.bytesMap()
  const trace = frame.flags & flag.tracing ? new RequestTrace() : undefined
  const reply: Reply = {
    version: frame.version,
    stream: frame.stream,
    tracing: trace?.id,
  }
  switch (frame.opcode) {
    case opcode.options:
      return simpleFrame(reply, opcode.supported, w =>
        w
          .u16(3)
          .string('PROTOCOL_VERSIONS')
          .stringList(['3/v3', '4/v4'])
          .string('COMPRESSION')
          .stringList([])
          .string('CQL_VERSION')
          .stringList([CQL_VERSION]),
      )
    case opcode.startup:
      return startup(session, reader, reply)
  }
  if (!session.ready)
    throw protocolError(
      `Unexpected message ${opcodeName(frame.opcode)}, expecting STARTUP or OPTIONS`,
    )
  switch (frame.opcode) {
    case opcode.register:
      return register(session, reader, reply)
    case opcode.query:
      return query({ to, session, reader, reply, trace })
    case opcode.prepare:
      return prepare(to, session, reader, reply)
    case opcode.execute:
      return execute({ to, session, reader, reply, trace })
    case opcode.batch:
      return batch({ to, session, reader, reply, trace })
    case opcode.authResponse:
      throw protocolError('Unexpected message AUTH_RESPONSE, no authentication was asked for')
    default:
      throw protocolError(`Unknown opcode ${frame.opcode}`)
  }
}

const opcodeName = (code: number) =>
  (Object.entries(opcode).find(([, c]) => c === code)?.[0] ?? String(code))
    .replace(/[A-Z]/g, letter => `_${letter}`)
    .toUpperCase()

function startup(session: Session, reader: Reader, reply: Reply): Buffer {
  const options = reader.stringMap()
  const version = options.get('CQL_VERSION')
  if (version === undefined) throw protocolError('Missing value CQL_VERSION in STARTUP message')
  if (!/^3\./.test(version))
    throw protocolError(
      `CQL version ${version} is not supported by this server. Supported versions are 3.x.x`,
    )
  const compression = options.get('COMPRESSION')
  if (compression !== undefined && compression !== '')
    throw protocolError(`Unknown compression algorithm: ${compression}`)
  session.driver = options.get('DRIVER_NAME') ?? ''
  session.throwsOnOverload = options.get('THROW_ON_OVERLOAD') === '1'
  session.ready = true
  return simpleFrame(reply, opcode.ready, () => undefined)
}

const EVENTS = new Set(['TOPOLOGY_CHANGE', 'STATUS_CHANGE', 'SCHEMA_CHANGE'])

function register(session: Session, reader: Reader, reply: Reply): Buffer {
  for (const event of reader.stringList()) {
    if (!EVENTS.has(event)) throw protocolError(`Invalid value '${event}' for Type`)
    session.events.add(event)
  }
  return simpleFrame(reply, opcode.ready, () => undefined)
}

function requestOf(
  { answerBytes }: Surroundings,
  parameters: QueryParameters,
  markers: readonly MarkerSpec[],
  trace: RequestTrace | undefined,
): Request {
  const nowMs = Date.now()
  return {
    values: valuesInOrder(parameters, markers),
    pageSize: parameters.pageSize,
    pagingState: parameters.pagingState,
    timestamp: parameters.timestamp,
    nowMs,
    nowSeconds: Math.floor(nowMs / 1000),
    trace,
    room: new GrowingAnswer(answerBytes),
  }
}

function valuesInOrder(
  { values, names }: QueryParameters,
  markers: readonly MarkerSpec[],
): readonly Bound[] {
  if (!names) {
    if (values.length !== markers.length) {
      throw invalid(
        values.length === 0 || markers.length === 0
          ? 'Invalid amount of bind variables'
          : `there were ${markers.length} markers(?) in CQL but ${values.length} bound variables`,
      )
    }
    return values
  }
  return markers.map(marker => {
    const at = names.findIndex(name => name === marker.name || name.toLowerCase() === marker.name)
    return at < 0 ? undefined : values[at]
  })
}

interface Asked {
  readonly to: Surroundings
  readonly session: Session
  readonly reader: Reader
  readonly reply: Reply
  readonly trace: RequestTrace | undefined
}

function run(
  { to, session, reply, trace }: Asked,
  plan: Plan,
  request: Request,
  skipMetadata: boolean,
  text: string,
): Buffer | Promise<Buffer> {
  const refused = to.fault?.(text)
  if (refused) throw refused
  const finish = (result: Result): Buffer => {
    if (result.kind === 'setKeyspace') session.keyspace = result.keyspace
    if (result.kind === 'schemaChange') to.schemaChanged(result.change)
    trace?.note('Sending the answer')
    const frame = resultFrame(reply, result, skipMetadata)
    trace?.end(to.db, traceParameters(session, text, request), session.address)
    return frame
  }
  let isPending = false
  try {
    const result = plan.run(request)
    if (!(result instanceof Promise)) return finish(result)
    isPending = true
    return result.then(finish).finally(() => request.room?.release())
  } finally {
    if (!isPending) request.room?.release()
  }
}

const traceParameters = (session: Session, text: string, { pageSize }: Request) =>
  new Map([
    ['query', text],
    ['page_size', String(pageSize === Infinity ? -1 : pageSize)],
    ['client', session.address],
  ])

function query(asked: Asked): Buffer | Promise<Buffer> {
  const { to, session, reader, trace } = asked
  const text = reader.longString()
  const parameters = readQueryParameters(reader)
  trace?.note(`Parsing ${text}`)
  const compiled = to.plans.planOf(text, session.keyspace, trace)
  checkAccess(to, compiled.parsed, session.keyspace, parameters.consistency)
  const request = requestOf(to, parameters, compiled.markers, trace)
  return run(asked, compiled.plan, request, parameters.skipMetadata, text)
}

/** Can the one node serve the statement's table at this level? */
function checkAccess(
  to: Surroundings,
  { statement }: ParsedStatement,
  keyspace: string | undefined,
  level: number,
): void {
  const { keyspaces } = to.db.catalog.schema
  const check = (access: 'read' | 'write', table: { readonly keyspace?: string }) =>
    checkConsistency(level, access, keyspaces.get(table.keyspace ?? keyspace ?? ''))
  if (statement.kind === 'select') check('read', statement.table)
  else if (statement.kind === 'batch')
    for (const one of statement.statements) check('write', one.table)
  else if (['insert', 'update', 'delete'].includes(statement.kind) && 'table' in statement)
    check('write', statement.table)
}

function prepare(to: Surroundings, session: Session, reader: Reader, reply: Reply): Buffer {
  const text = reader.longString()
  const prepared = to.plans.prepare(text, session.keyspace)
  const { plan, markers, parsed } = prepared.compiled
  const warnings =
    session.keyspace !== undefined && !isQualified(parsed)
      ? [USE_WARNING(prepared.id, session.keyspace)]
      : undefined
  return preparedFrame(
    { ...reply, warnings },
    {
      id: prepared.id,
      markers,
      partitionKeyMarkers: plan.partitionKeyMarkers,
      columns: plan.columns,
    },
  )
}

const USE_WARNING = (id: Buffer, keyspace: string) =>
  `\`USE <keyspace>\` with prepared statements is considered to be an anti-pattern due to ambiguity in non-qualified table names. Please consider removing instances of \`Session#setKeyspace(<keyspace>)\`, \`Session#execute("USE <keyspace>")\` and \`cluster.newSession(<keyspace>)\` from your code, and always use fully qualified table names (e.g. <keyspace>.<table>). Keyspace used: ${keyspace}, statement keyspace: ${keyspace}, statement id: ${id.toString('hex')}`

function execute(asked: Asked): Buffer | Promise<Buffer> {
  const { to, reader, trace } = asked
  const prepared = to.plans.get(reader.shortBytes())
  const parameters = readQueryParameters(reader)
  const { plan, markers } = prepared.compiled
  checkAccess(to, prepared.compiled.parsed, prepared.keyspace, parameters.consistency)
  const skip = parameters.skipMetadata && plan.columns !== undefined
  return run(asked, plan, requestOf(to, parameters, markers, trace), skip, prepared.query)
}

function batch(asked: Asked): Buffer | Promise<Buffer> {
  const { to, session, reader, trace } = asked
  const message = readBatch(reader)
  const parts = message.parts.map(part => {
    const compiled = part.id
      ? to.plans.preparedModification(part.id)
      : to.plans.modificationOf(part.query ?? '', session.keyspace)
    if (compiled.markers !== part.values.length)
      throw invalid(
        `There were ${compiled.markers} markers(?) in CQL but ${part.values.length} bound variables`,
      )
    return { modification: compiled.modification, values: part.values }
  })
  const { keyspaces } = to.db.catalog.schema
  for (const { modification } of parts)
    checkConsistency(message.consistency, 'write', keyspaces.get(modification.table.keyspace))
  checkBatch(
    message.type,
    parts.map(p => p.modification),
    {},
  )
  const plan: Plan = { run: request => runBatch(to.db, message.type, parts, request, {}) }
  const nowMs = Date.now()
  const request: Request = {
    values: [],
    pageSize: Infinity,
    pagingState: undefined,
    timestamp: message.timestamp,
    nowMs,
    nowSeconds: Math.floor(nowMs / 1000),
    trace,
  }
  return run(asked, plan, request, false, 'BATCH')
}
