// The registry itself: subjects with versions of schemas, and what may follow what. A change is on
// disk before it is answered, and changes are made one after the other.
import { createHash } from 'node:crypto'
import { LabError } from '@shared/errors'
import {
  parseSchema,
  REFERENCED_MAX,
  SCHEMA_TYPES,
  StepBudget,
  type ParsedSchema,
  type SchemaType,
} from '@main/schemas'
import {
  badLevel,
  badMode,
  badSchema,
  badVersion,
  incompatible,
  noLevelOf,
  noModeOf,
  notPermitted,
  referenced,
  schemaNotFound,
  subjectNotFound,
  subjectNotSoftDeleted,
  subjectSoftDeleted,
  tooManyVersions,
  versionNotFound,
  versionNotSoftDeleted,
  versionSoftDeleted,
} from './registry-error'
import {
  LEVELS,
  MODES,
  type KeptSchema,
  type Level,
  type Mode,
  type Reference,
  type RegistryState,
  type RegistryStore,
  type Subject,
  type Version,
} from './state'

/** A schema as a client sends it. */
export interface GivenSchema {
  readonly schema: string
  readonly schemaType?: string
  readonly references?: readonly Reference[]
}

/** A version as a client gets it. */
export interface GivenVersion {
  readonly subject: string
  readonly version: number
  readonly id: number
  readonly schemaType?: string
  readonly references?: readonly Reference[]
  readonly schema: string
}

const SUBJECTS_MAX = 10_000
const SCHEMAS_MAX = 50_000
/** The whole state is one file, written anew with each change. */
const BYTES_MAX = 32 * 2 ** 20
const VERSION_MAX = 2 ** 31 - 1
/** Of one answer, however many versions there are. */
const PROBLEMS_MAX = 200

export class Registry {
  private readonly parsed = new Map<number, ParsedSchema>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly store: RegistryStore) {}

  private get state(): RegistryState {
    return this.store.value
  }

  // ——— reading

  subjects(withDeleted: boolean, prefix = ''): string[] {
    return this.state.subjects
      .filter(
        ({ name, versions }) => name.startsWith(prefix) && shown(versions, withDeleted).length > 0,
      )
      .map(({ name }) => name)
      .sort()
  }

  versions(subject: string, withDeleted: boolean): number[] {
    const versions = shown(this.find(subject)?.versions ?? [], withDeleted)
    if (versions.length === 0) throw subjectNotFound(subject)
    return versions.map(({ version }) => version)
  }

  version(subject: string, which: string, withDeleted = false): GivenVersion {
    const number = versionNumber(which)
    const versions = shown(this.find(subject)?.versions ?? [], withDeleted)
    if (versions.length === 0) throw subjectNotFound(subject)
    const found =
      number === 'latest' ? versions.at(-1) : versions.find(({ version }) => version === number)
    if (!found) throw versionNotFound(which)
    return this.given(subject, found)
  }

  schema(id: number): KeptSchema {
    const found = this.state.schemas.find(each => each.id === id)
    if (!found) throw schemaNotFound(id)
    return found
  }

  /** Where a schema is used. */
  uses(id: number, withDeleted: boolean): { subject: string; version: number }[] {
    this.schema(id)
    return this.state.subjects.flatMap(({ name, versions }) =>
      shown(versions, withDeleted).flatMap(each =>
        each.id === id ? [{ subject: name, version: each.version }] : [],
      ),
    )
  }

  /** The ids of schemas that use a version of this subject. */
  referencedBy(subject: string, which: string): number[] {
    const { version } = this.version(subject, which, true)
    return this.usersOf(subject, version)
  }

  private usersOf(subject: string, version?: number): number[] {
    const live = new Set(
      this.state.subjects.flatMap(({ versions }) => shown(versions, false).map(({ id }) => id)),
    )
    return this.state.schemas
      .filter(({ id, references = [] }) =>
        references.some(
          each =>
            live.has(id) &&
            each.subject === subject &&
            (version === undefined || each.version === version),
        ),
      )
      .map(({ id }) => id)
  }

  lookUp(subject: string, given: GivenSchema, withDeleted: boolean): GivenVersion {
    const known = this.find(subject)
    if (!known || shown(known.versions, withDeleted).length === 0) throw subjectNotFound(subject)
    const { hash } = this.read(given)
    const found = shown(known.versions, withDeleted).findLast(
      ({ id }) => this.hashOf(this.schema(id)) === hash,
    )
    if (!found) throw schemaNotFound()
    return this.given(subject, found)
  }

  // ——— what may follow what

  level(subject?: string, orGlobal = false): Level {
    if (subject === undefined) return this.state.level
    const own = this.find(subject)?.level
    if (own) return own
    if (orGlobal) return this.state.level
    throw noLevelOf(subject)
  }

  mode(subject?: string, orGlobal = false): Mode {
    if (subject === undefined) return this.state.mode
    const own = this.find(subject)?.mode
    if (own) return own
    if (orGlobal) return this.state.mode
    throw noModeOf(subject)
  }

  /** Against one version, or against as many as the level asks for. */
  problems(subject: string, given: GivenSchema, which?: string): string[] {
    const { parsed } = this.read(given)
    const known = shown(this.find(subject)?.versions ?? [], false)
    if (which === undefined) return this.problemsWith(subject, parsed, known)
    const { version } = this.version(subject, which)
    return this.problemsWith(
      subject,
      parsed,
      known.filter(each => each.version === version),
    )
  }

  private problemsWith(
    subject: string,
    parsed: ParsedSchema,
    versions: readonly Version[],
  ): string[] {
    const level = this.level(subject, true)
    if (level === 'NONE') return []
    const against = level.endsWith('_TRANSITIVE') ? versions : versions.slice(-1)
    const budget = new StepBudget()
    const problems: string[] = []
    for (const { id, version } of against) {
      const old = this.parsedOf(id)
      if (!level.startsWith('FORWARD')) problems.push(...parsed.readingProblems(old, budget))
      if (!level.startsWith('BACKWARD')) problems.push(...old.readingProblems(parsed, budget))
      if (budget.isSpent)
        return [...problems.slice(0, PROBLEMS_MAX), tooManyVersions(level, version)]
      if (problems.length >= PROBLEMS_MAX) break
    }
    return problems.slice(0, PROBLEMS_MAX)
  }

  // ——— changing

  register(subject: string, given: GivenSchema): Promise<number> {
    return this.inTurn(async () => {
      const { parsed, type, references, hash } = this.read(given)
      const known = this.find(subject)
      const live = shown(known?.versions ?? [], false)
      const same = live.find(({ id }) => this.hashOf(this.schema(id)) === hash)
      if (same) return same.id
      this.needWritable(subject)
      const problems = this.problemsWith(subject, parsed, live)
      if (problems.length > 0) throw incompatible(subject, problems)
      const { schemas, lastId } = this.state
      const before = schemas.find(each => this.hashOf(each) === hash)
      if (!before) this.needRoom(given.schema)
      const id = before?.id ?? lastId + 1
      const kept: KeptSchema = {
        id,
        type,
        text: given.schema,
        ...(references.length > 0 ? { references: [...references] } : {}),
        hash,
      }
      const versions = known?.versions ?? []
      const version = (versions.at(-1)?.version ?? 0) + 1
      await this.change(
        subject,
        { versions: [...versions, { version, id }] },
        {
          lastId: Math.max(lastId, id),
          schemas: before ? schemas : [...schemas, kept],
        },
      )
      return id
    })
  }

  deleteSubject(subject: string, permanent: boolean): Promise<number[]> {
    return this.inTurn(async () => {
      const known = this.find(subject)
      if (!known || known.versions.length === 0) throw subjectNotFound(subject)
      this.needWritable(subject)
      const live = shown(known.versions, false)
      if (permanent && live.length > 0) throw subjectNotSoftDeleted(subject)
      if (!permanent && live.length === 0) throw subjectSoftDeleted(subject)
      if (this.usersOf(subject).length > 0) throw referenced(`subject=${subject}`)
      const gone = (permanent ? known.versions : live).map(({ version }) => version)
      const versions = permanent ? [] : known.versions.map(each => ({ ...each, deleted: true }))
      await this.change(subject, { versions })
      return gone
    })
  }

  deleteVersion(subject: string, which: string, permanent: boolean): Promise<number> {
    return this.inTurn(async () => {
      const { version } = this.version(subject, which, true)
      const versions = this.find(subject)?.versions ?? []
      const found = versions.find(each => each.version === version)
      this.needWritable(subject)
      if (permanent && found?.deleted !== true) throw versionNotSoftDeleted(subject, version)
      if (!permanent && found?.deleted === true) throw versionSoftDeleted(subject, version)
      if (this.usersOf(subject, version).length > 0)
        throw referenced(`subject=${subject},version=${version}`)
      const next = permanent
        ? versions.filter(each => each !== found)
        : versions.map(each => (each === found ? { ...each, deleted: true } : each))
      await this.change(subject, { versions: next })
      return version
    })
  }

  setLevel(text: string | undefined, subject?: string): Promise<Level> {
    return this.inTurn(async () => {
      const level = LEVELS.find(each => each === text?.toUpperCase())
      if (!level) throw badLevel()
      await (subject === undefined ? this.save({ level }) : this.change(subject, { level }))
      return level
    })
  }

  /** Back to what all have; answers what it was. */
  clearLevel(subject?: string): Promise<Level> {
    return this.inTurn(async () => {
      const level = this.level(subject, subject === undefined)
      if (subject === undefined) await this.save({ level: 'BACKWARD' })
      else await this.change(subject, { level: undefined })
      return level
    })
  }

  setMode(text: string | undefined, subject?: string): Promise<Mode> {
    return this.inTurn(async () => {
      const mode = MODES.find(each => each === text?.toUpperCase())
      if (!mode) throw badMode()
      await (subject === undefined ? this.save({ mode }) : this.change(subject, { mode }))
      return mode
    })
  }

  clearMode(subject: string): Promise<Mode> {
    return this.inTurn(async () => {
      const mode = this.mode(subject)
      await this.change(subject, { mode: undefined })
      return mode
    })
  }

  private needWritable(subject: string): void {
    const mode = this.mode(subject, true)
    if (mode.startsWith('READONLY')) throw notPermitted(`Subject ${subject} is in read-only mode`)
  }

  private needRoom(text: string): void {
    const { schemas } = this.state
    if (schemas.length >= SCHEMAS_MAX) throw notPermitted('Too many schemas')
    const kept = schemas.reduce((sum, each) => sum + Buffer.byteLength(each.text), 0)
    if (kept + Buffer.byteLength(text) > BYTES_MAX)
      throw notPermitted(`The schemas would take more than ${BYTES_MAX} bytes`)
  }

  // ——— parts

  private find(subject: string): Subject | undefined {
    return this.state.subjects.find(({ name }) => name === subject)
  }

  private given(subject: string, { version, id }: Version): GivenVersion {
    const { type, text, references } = this.schema(id)
    return {
      subject,
      version,
      id,
      ...(type === 'AVRO' ? {} : { schemaType: type }),
      ...(references ? { references } : {}),
      schema: text,
    }
  }

  private read({ schema, schemaType = 'AVRO', references = [] }: GivenSchema): {
    parsed: ParsedSchema
    type: SchemaType
    references: readonly Reference[]
    hash: string
  } {
    const type = SCHEMA_TYPES.find(each => each === schemaType)
    if (!type) throw badSchema(`Invalid schema type ${schemaType}`)
    const parsed = this.parse(type, schema, references)
    return { parsed, type, references, hash: hashed(parsed) }
  }

  /** Only a schema of a registry before hashes were kept is parsed for it. */
  private hashOf({ id, hash }: KeptSchema): string {
    return hash ?? hashed(this.parsedOf(id))
  }

  private parsedOf(id: number): ParsedSchema {
    const known = this.parsed.get(id)
    if (known) return known
    const { type, text, references = [] } = this.schema(id)
    const parsed = this.parse(type, text, references)
    this.parsed.set(id, parsed)
    return parsed
  }

  private parse(type: SchemaType, text: string, references: readonly Reference[]): ParsedSchema {
    try {
      return parseSchema({ type, text, references: this.textsOf(references) })
    } catch (error) {
      const known = LabError.from(error)
      throw known.code === 'schema-invalid' ? badSchema(String(known.params.message)) : error
    }
  }

  /** Those that they use themselves come first; what two of them use is there once. */
  private textsOf(
    references: readonly Reference[],
    seen = new Set<string>(),
  ): { name: string; text: string }[] {
    return references.flatMap(({ name, subject, version }) => {
      const key = `${version} ${subject}`
      if (seen.has(key)) return []
      seen.add(key)
      if (seen.size > REFERENCED_MAX)
        throw badSchema(`It uses more than ${REFERENCED_MAX} other schemas`)
      const found = this.find(subject)?.versions.find(each => each.version === version)
      if (!found)
        throw badSchema(`No schema reference found for subject "${subject}" and version ${version}`)
      const { text, references: deeper = [] } = this.schema(found.id)
      return [...this.textsOf(deeper, seen), { name, text }]
    })
  }

  private change(
    subject: string,
    change: Partial<Omit<Subject, 'name'>>,
    also: Partial<RegistryState> = {},
  ): Promise<void> {
    const { subjects } = this.state
    const known = this.find(subject)
    if (!known && subjects.length >= SUBJECTS_MAX) throw notPermitted('Too many subjects')
    const before = known ?? { name: subject, versions: [] }
    const after = { ...before, ...change }
    const isEmpty =
      after.versions.length === 0 && after.level === undefined && after.mode === undefined
    const others = subjects.filter(({ name }) => name !== subject)
    return this.save({ ...also, subjects: isEmpty ? others : [...others, after] })
  }

  private save(change: Partial<RegistryState>): Promise<void> {
    return this.store.set({ ...this.state, ...change })
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.turn.then(work)
    this.turn = mine.catch(() => {})
    return mine
  }
}

const hashed = ({ identity }: ParsedSchema) =>
  createHash('sha256').update(identity).digest('base64')

const shown = (versions: readonly Version[], withDeleted: boolean) =>
  withDeleted ? versions : versions.filter(({ deleted }) => deleted !== true)

function versionNumber(which: string): number | 'latest' {
  if (which === 'latest' || which === '-1') return 'latest'
  const number = Number(which)
  if (!/^\d+$/.test(which) || number < 1 || number > VERSION_MAX) throw badVersion(which)
  return number
}
