// Errors in Confluent's words and codes: clients decide by the code, and people know the words.
// https://docs.confluent.io/platform/current/schema-registry/develop/api.html

export class RegistryError extends Error {
  constructor(
    /** Its first three digits are the HTTP status. */
    readonly code: number,
    message: string,
  ) {
    super(message)
  }

  get status(): number {
    return Number(String(this.code).slice(0, 3))
  }
}

export const subjectNotFound = (subject: string) =>
  new RegistryError(40401, `Subject '${subject}' not found.`)
export const versionNotFound = (version: number | string) =>
  new RegistryError(40402, `Version ${version} not found.`)
export const schemaNotFound = (id?: number) =>
  new RegistryError(40403, id === undefined ? 'Schema not found' : `Schema ${id} not found`)
export const subjectSoftDeleted = (subject: string) =>
  new RegistryError(
    40404,
    `Subject '${subject}' was soft deleted.Set permanent=true to delete permanently`,
  )
export const subjectNotSoftDeleted = (subject: string) =>
  new RegistryError(
    40405,
    `Subject '${subject}' was not deleted first before being permanently deleted`,
  )
export const versionSoftDeleted = (subject: string, version: number) =>
  new RegistryError(
    40406,
    `Subject '${subject}' Version ${version} was soft deleted.Set permanent=true to delete permanently`,
  )
export const versionNotSoftDeleted = (subject: string, version: number) =>
  new RegistryError(
    40407,
    `Subject '${subject}' Version ${version} was not deleted first before being permanently deleted`,
  )
export const noLevelOf = (subject: string) =>
  new RegistryError(
    40408,
    `Subject '${subject}' does not have subject-level compatibility configured`,
  )
export const noModeOf = (subject: string) =>
  new RegistryError(40409, `Subject '${subject}' does not have subject-level mode configured`)
export const incompatible = (subject: string, problems: readonly string[]) =>
  new RegistryError(
    409,
    `Schema being registered is incompatible with an earlier schema for subject "${subject}", details: [${problems.join(', ')}]`,
  )
export const tooManyVersions = (level: string, version: number): string =>
  `COMPARISON_TOO_LONG: ${level} compares with all versions, which takes too many steps from version ${version} on. Delete versions that nobody needs, or choose ${level.replace('_TRANSITIVE', '')}`
export const badSchema = (message: string) => new RegistryError(42201, `Invalid schema: ${message}`)
export const badVersion = (version: string) =>
  new RegistryError(
    42202,
    `The specified version '${version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
  )
export const badLevel = () =>
  new RegistryError(
    42203,
    'Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive',
  )
export const badMode = () =>
  new RegistryError(
    42204,
    'Invalid mode. Valid values are READWRITE, READONLY, READONLY_OVERRIDE, IMPORT.',
  )
export const notPermitted = (what: string) => new RegistryError(42205, what)
export const referenced = (what: string) =>
  new RegistryError(42206, `One or more references exist to the schema {${what}}.`)
