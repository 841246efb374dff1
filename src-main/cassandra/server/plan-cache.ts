// Keeps compiled plans: those of plain queries by text and keyspace, prepared ones by id. A plan
// belongs to the generation of the schema it was compiled against and is compiled again after a
// change.
import { createHash } from 'node:crypto'
import { CqlNestingError, CqlSyntaxError, parseStatement, type ParsedStatement } from '@shared/cql'
import type { Log } from '@main/platform'
import { CqlError, errorCode, invalid, syntaxError } from '../errors'
import type { CqlLimits } from '../limits'
import type { Database, Plan, Scope, TraceSteps } from '../statements/context'
import type { MarkerSpec } from '../result'
import { compileModification } from '../statements/modify/batch'
import { compileStatement } from '../statements/compile'
import type { Modification } from '../statements/modify/modification'
import { WeightedCache } from './weighted-cache'

export interface Compiled {
  readonly parsed: ParsedStatement
  readonly plan: Plan
  readonly markers: readonly MarkerSpec[]
  readonly generation: number
  /** The columns of its tables when it was compiled. */
  readonly columns: string
}

export interface Prepared {
  readonly id: Buffer
  readonly keyspace: string | undefined
  readonly query: string
  compiled: Compiled
  modification?: Modification
  modificationGeneration: number
}

type PlanLimits = Pick<CqlLimits, 'preparedMax' | 'preparedBytesMax' | 'plansMax' | 'planBytesMax'>

const MIB = 1024 * 1024
const DISCARDS_EVERY_MS = 60_000
const CHAR_BYTES = 2
const NODE_BYTES = 500

export class PlanCache {
  private readonly byId: WeightedCache<Prepared>
  private readonly byText: WeightedCache<Compiled>
  private discarded = 0
  private discardsToldAt = -Infinity

  constructor(
    private readonly db: Database,
    private readonly limits: PlanLimits,
    private readonly log?: Log,
  ) {
    const { preparedMax, preparedBytesMax, plansMax, planBytesMax } = limits
    const ofPrepared = { entriesMax: preparedMax, bytesMax: preparedBytesMax }
    this.byId = new WeightedCache(ofPrepared, () => this.noteDiscard())
    this.byText = new WeightedCache({ entriesMax: plansMax, bytesMax: planBytesMax })
  }

  get all(): readonly Prepared[] {
    return this.byId.values()
  }

  /** As Cassandra, once a minute: a client that prepares too much prepares for ever. */
  private noteDiscard(): void {
    this.discarded++
    const now = performance.now()
    if (now - this.discardsToldAt < DISCARDS_EVERY_MS) return
    this.discardsToldAt = now
    const limitMiB = this.limits.preparedBytesMax / MIB
    this.log?.warn({ discarded: this.discarded, limitMiB }, 'cql-prepared-discarded')
    this.discarded = 0
  }

  private compile(parsed: ParsedStatement, keyspace: string | undefined): Compiled {
    const scope = this.scopeOf(parsed, keyspace)
    const plan = compileStatement(scope, parsed.statement)
    return {
      parsed,
      plan,
      markers: markersOf(scope),
      generation: this.db.catalog.generation,
      columns: this.columnsOf(parsed, keyspace),
    }
  }

  private scopeOf(parsed: ParsedStatement, keyspace: string | undefined): Scope {
    return { db: this.db, keyspace, markers: [], markerNames: parsed.markers }
  }

  /** The plan of a statement that came as text. */
  planOf(query: string, keyspace: string | undefined, trace?: TraceSteps): Compiled {
    const key = `${keyspace ?? ''}\0${query}`
    const known = this.byText.get(key)
    const isKnown = known && known.generation === this.db.catalog.generation
    const parsed = isKnown ? known.parsed : parse(query)
    trace?.note('Preparing statement')
    if (isKnown) return known
    const compiled = this.compile(parsed, keyspace)
    if (CACHEABLE.has(compiled.parsed.statement.kind))
      this.byText.set(key, compiled, weightOf(query, compiled.parsed))
    return compiled
  }

  prepare(query: string, keyspace: string | undefined): Prepared {
    const parsed = parse(query)
    const qualified = isQualified(parsed)
    const id = createHash('md5')
      .update(`${qualified ? '' : (keyspace ?? '')}${query}`)
      .digest()
    const key = id.toString('latin1')
    const known = this.byId.get(key)
    if (known && known.compiled.generation === this.db.catalog.generation) return known
    const weight = weightOf(query, parsed)
    if (weight > this.limits.preparedBytesMax)
      throw invalid(
        `Prepared statement of size ${weight} bytes is larger than allowed maximum of ${this.limits.preparedBytesMax / MIB} MB: ${query.slice(0, 200)}...`,
      )
    const prepared: Prepared = {
      id,
      keyspace,
      query,
      compiled: this.compile(parsed, keyspace),
      modificationGeneration: -1,
    }
    this.byId.set(key, prepared, weight)
    return prepared
  }

  get(id: Buffer): Prepared {
    const found = this.byId.get(id.toString('latin1'))
    if (!found || !this.isCurrent(found)) {
      this.byId.delete(id.toString('latin1'))
      throw new CqlError(
        errorCode.unprepared,
        `Prepared query with ID ${id.toString('hex')} not found (either the query was not prepared on this host (maybe the host has been restarted?) or you have prepared too many queries and it has been evicted from the internal cache)`,
        { id },
      )
    }
    if (found.compiled.generation !== this.db.catalog.generation)
      found.compiled = this.compile(found.compiled.parsed, found.keyspace)
    return found
  }

  /**
   * A driver decodes rows by the columns that it was given when it prepared: after these have
   * changed it must prepare again.
   */
  private isCurrent({ compiled, keyspace }: Prepared): boolean {
    return (
      compiled.generation === this.db.catalog.generation ||
      compiled.columns === this.columnsOf(compiled.parsed, keyspace)
    )
  }

  /** The columns of every table of a statement, as a text that changes when they do. */
  private columnsOf({ statement }: ParsedStatement, keyspace: string | undefined): string {
    const tables =
      statement.kind === 'batch'
        ? statement.statements.map(s => s.table)
        : 'table' in statement && statement.table !== undefined
          ? [statement.table]
          : []
    return tables
      .map(name => {
        const home = this.db.catalog.schema.keyspaces.get(name.keyspace ?? keyspace ?? '')
        const columns = home?.tables.get(name.name)?.all ?? []
        return columns.map(c => `${c.name} ${c.kind} ${c.type.name}`).join()
      })
      .join(';')
  }

  /** A prepared INSERT, UPDATE or DELETE as a part of a batch. */
  preparedModification(id: Buffer): { modification: Modification; markers: number } {
    const prepared = this.get(id)
    if (!prepared.modification || prepared.modificationGeneration !== this.db.catalog.generation) {
      prepared.modification = this.toModification(prepared.compiled.parsed, prepared.keyspace)
      prepared.modificationGeneration = this.db.catalog.generation
    }
    return { modification: prepared.modification, markers: prepared.compiled.markers.length }
  }

  modificationOf(
    query: string,
    keyspace: string | undefined,
  ): { modification: Modification; markers: number } {
    const parsed = parse(query)
    return { modification: this.toModification(parsed, keyspace), markers: parsed.markers.length }
  }

  private toModification(parsed: ParsedStatement, keyspace: string | undefined): Modification {
    const { statement } = parsed
    if (statement.kind !== 'insert' && statement.kind !== 'update' && statement.kind !== 'delete') {
      throw invalid(
        'Invalid statement in batch: only UPDATE, INSERT and DELETE statements are allowed.',
      )
    }
    return compileModification(this.scopeOf(parsed, keyspace), statement)
  }
}

const CACHEABLE = new Set(['select', 'insert', 'update', 'delete', 'batch'])

/**
 * Memory of a statement and its plan, about: the text, which its tokens share, and what each node
 * of the tree becomes.
 */
const weightOf = (query: string, { nodes }: ParsedStatement) =>
  query.length * CHAR_BYTES + nodes * NODE_BYTES

function markersOf(scope: Scope): MarkerSpec[] {
  return scope.markerNames.map((_, i) => {
    const marker = scope.markers[i]
    if (!marker) throw invalid('Invalid amount of bind variables')
    return marker
  })
}

export function parse(query: string): ParsedStatement {
  try {
    return parseStatement(query)
  } catch (error) {
    if (error instanceof CqlNestingError) throw new CqlError(errorCode.serverError, error.message)
    if (error instanceof CqlSyntaxError) throw syntaxError(error.message)
    throw error
  }
}

/** Does the statement name the keyspace of every table? Then its id does not depend on USE. */
export function isQualified({ statement }: ParsedStatement): boolean {
  if (statement.kind === 'batch')
    return statement.statements.every(s => s.table.keyspace !== undefined)
  return !('table' in statement) || statement.table.keyspace !== undefined
}
