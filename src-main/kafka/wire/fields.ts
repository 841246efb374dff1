// The vocabulary in which Kafka's messages are declared: each field once, with the versions it
// exists in, as Kafka's own message definitions do (versions, nullableVersions, taggedVersions,
// default). compile.ts turns a declaration into readers and writers; the types of messages follow
// from it here.

export type Primitive =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'float64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records'

export type Shape =
  | { readonly kind: 'primitive'; readonly type: Primitive }
  | { readonly kind: 'struct'; readonly fields: Fields }
  | { readonly kind: 'array'; readonly of: Shape }

export interface FieldSpec {
  readonly shape: Shape
  readonly since: number
  readonly until: number
  readonly nullableSince: number
  readonly tag: number | undefined
  /** Undefined: the type's own zero. */
  readonly defaultValue: unknown
}

const NEVER = Number.POSITIVE_INFINITY

/**
 * R: the type that a reader gives. W: the type that a writer takes. O: true where a value may be
 * left out, and the default is written.
 */
export class Field<R, W = R, O extends boolean = false> {
  declare readonly types: { read: R; write: W; optional: O }

  constructor(readonly spec: FieldSpec) {}

  since(version: number): Field<R, W, true> {
    return this.with({ since: version })
  }

  /** The last version that has the field. */
  until(version: number): Field<R, W, true> {
    return this.with({ until: version })
  }

  nullable(since = 0): Field<R | null, W | null, O> {
    return this.with({ nullableSince: since })
  }

  default(defaultValue: R): Field<R, W, true> {
    return this.with({ defaultValue })
  }

  /**
   * A tagged field (KIP-482) exists in flexible versions only, and only on the wire when it differs
   * from its default.
   */
  tag(tag: number): Field<R, W, true> {
    return this.with({ tag })
  }

  private with<R2, W2, O2 extends boolean>(change: Partial<FieldSpec>): Field<R2, W2, O2> {
    return new Field<R2, W2, O2>({ ...this.spec, ...change })
  }
}

export type Fields = Readonly<Record<string, Field<unknown, unknown, boolean>>>

export type ReadOf<F extends Fields> = { -readonly [K in keyof F]: F[K]['types']['read'] }

type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K]['types']['optional'] extends true ? never : K
}[keyof F]

export type WriteOf<F extends Fields> = {
  readonly [K in RequiredKeys<F>]: F[K]['types']['write']
} & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: F[K]['types']['write']
}

const bare = {
  since: 0,
  until: NEVER,
  nullableSince: NEVER,
  tag: undefined,
  defaultValue: undefined,
}

const primitive =
  <T, W = T>(type: Primitive) =>
  () =>
    new Field<T, W>({ ...bare, shape: { kind: 'primitive', type } })

export const bool = primitive<boolean>('bool')
export const int8 = primitive<number>('int8')
export const int16 = primitive<number>('int16')
export const int32 = primitive<number>('int32')
/**
 * A JS number: offsets, times and producer ids stay below 2^53. Larger values make no sense here,
 * and lose their low bits.
 */
export const int64 = primitive<number>('int64')
export const float64 = primitive<number>('float64')
/** 32 hexadecimal digits. */
export const uuid = primitive<string>('uuid')
export const string = primitive<string>('string')
/** Read without copying: a view of the frame, to be copied by whoever keeps it. */
export const bytes = primitive<Buffer>('bytes')
/** Record batches: as bytes, but written by reference, in as many pieces as they come. */
export const records = primitive<Buffer, Buffer | readonly Buffer[]>('records')

export const ZERO_UUID = '0'.repeat(32)

export function struct<F extends Fields>(fields: F): Field<ReadOf<F>, WriteOf<F>> {
  return new Field({ ...bare, shape: { kind: 'struct', fields } })
}

export function array<R, W, O extends boolean>(of: Field<R, W, O>): Field<R[], readonly W[]>
export function array<F extends Fields>(of: F): Field<ReadOf<F>[], readonly WriteOf<F>[]>
export function array(
  of: Field<unknown, unknown, boolean> | Fields,
): Field<unknown[], readonly unknown[]> {
  const element: Shape = of instanceof Field ? of.spec.shape : { kind: 'struct', fields: of }
  return new Field({ ...bare, shape: { kind: 'array', of: element } })
}
