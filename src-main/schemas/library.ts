// Loads avsc, protobufjs and ajv, which are CommonJS, when a schema is first read: most labs have none.
// Of the packages only what is declared here is used. avsc's own types are incomplete, as their
// header says.
import { lazyModule } from '@main/platform'

export interface AvroType {
  toBuffer(value: unknown): Buffer
  fromBuffer(bytes: Buffer): unknown
  /** Throws where `writer`'s values cannot be read as this type. */
  createResolver(writer: AvroType): unknown
}

interface Avsc {
  readonly Type: {
    forSchema(
      schema: unknown,
      options?: { wrapUnions?: boolean; registry?: Record<string, AvroType> },
    ): AvroType
  }
  readonly types: {
    readonly LongType: { __with(methods: Readonly<Record<string, unknown>>): AvroType }
  }
}

export interface ProtoField {
  readonly name: string
  readonly id: number
  readonly type: string
  readonly repeated: boolean
  readonly required: boolean
  readonly map: boolean
  /** Only in a map. */
  readonly keyType?: string
  readonly options?: Readonly<Record<string, unknown>>
  readonly partOf: { readonly name: string } | null
  readonly resolvedType: ProtoNamed | null
}
interface ProtoNamed {
  readonly name: string
  readonly fullName: string
}
export interface ProtoEnum extends ProtoNamed {
  readonly values: Readonly<Record<string, number>>
}
export interface ProtoMessage extends ProtoNamed {
  readonly fieldsArray: readonly ProtoField[]
  readonly nestedArray: readonly ProtoNamed[]
  encode(message: unknown): { finish(): Uint8Array }
  decode(bytes: Uint8Array): unknown
  toObject(message: unknown, options: Readonly<Record<string, unknown>>): Record<string, unknown>
  fromObject(json: unknown): unknown
}
export interface ProtoRoot extends ProtoNamed {
  readonly nestedArray: readonly ProtoNamed[]
  resolveAll(): void
  toJSON(): unknown
  addJSON(json: unknown): void
}

interface Protobufjs {
  readonly Root: new () => ProtoRoot
  readonly Type: abstract new () => ProtoMessage
  readonly Enum: abstract new () => ProtoEnum
  readonly Namespace: abstract new () => ProtoRoot
  readonly common: { get(file: string): { readonly nested?: unknown } | null }
  parse(
    text: string,
    root: ProtoRoot,
    options: { keepCase: boolean },
  ): { readonly package?: string; readonly imports?: readonly string[] }
}

export interface AjvError {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  readonly data?: unknown
}
export interface Validate {
  (value: unknown): boolean
  readonly errors?: readonly AjvError[] | null
}
interface AjvKeyword {
  readonly keyword: string
  readonly type?: 'array'
  readonly validate: (schema: unknown, data: readonly unknown[]) => boolean
}
export interface AjvOptions {
  readonly strict: false
  readonly validateFormats: false
  readonly logger: false
  readonly inlineRefs: false
  readonly verbose: true
  readonly code: { readonly regExp: (pattern: string) => { test(text: string): boolean } }
}
export interface Ajv {
  readonly errors: readonly AjvError[] | null
  errorsText(errors: readonly AjvError[] | null): string
  addKeyword(keyword: AjvKeyword): void
  removeKeyword(keyword: string): void
  addSchema(schema: unknown, name: string): void
  validateSchema(schema: unknown): boolean
  compile(schema: unknown): Validate
}
interface AjvModule {
  readonly default: new (options: AjvOptions) => Ajv
}
const drafts = {
  '7': lazyModule<AjvModule>('ajv'),
  '2019': lazyModule<AjvModule>('ajv/dist/2019'),
  '2020': lazyModule<AjvModule>('ajv/dist/2020'),
}

export function ajvOf(draft: keyof typeof drafts, options: AjvOptions): Ajv {
  const { default: Draft } = drafts[draft]
  return new Draft(options)
}

export const avsc = lazyModule<Avsc>('avsc')
export const protobufjs = lazyModule<Protobufjs>('protobufjs')

export const nestedMessagesOf = ({ nestedArray }: Pick<ProtoRoot, 'nestedArray'>): ProtoMessage[] =>
  nestedArray.flatMap(each => (each instanceof protobufjs.Type ? [each] : []))
