// Labs as files: the gallery, opening, checking, saving. Beside them, everything that the canvas
// asks about nodes: the catalogue, first settings, samples, and the types of expressions.
import { z } from 'zod'
import { LANGUAGES, type LabEdge, type LabFile, type LocalText, type Problem } from '../lab'
import { command, none, query } from './define'
import type { NodeInfo, NodeKind } from './node-info'

export type { Problem }

export interface LabSummary {
  readonly id: string
  readonly title: LocalText
  readonly summary?: LocalText
  /** Where it comes from: shipped with the app, or a file of the person's. */
  readonly origin: 'gallery' | 'file'
  readonly path: string
  readonly nodes: readonly { readonly id: string; readonly type: string; readonly kind: NodeKind }[]
  readonly edges: readonly (readonly [string, string])[]
  readonly rate?: string
  readonly locale?: string
  /** Names of what its nodes and records set, such as `window`, `watermark` or `faults`. */
  readonly uses: readonly string[]
  readonly openedAt?: number
}

export interface OpenLab {
  /** Undefined when the text does not parse as a lab; `problems` then says why. */
  readonly lab?: LabFile
  readonly edges: readonly LabEdge[]
  readonly text: string
  readonly problems: readonly Problem[]
  readonly path?: string
  /**
   * Which state of the file this is: saving over it with this stamp is refused when another program
   * has changed it since.
   */
  readonly stamp?: string
  readonly origin: 'gallery' | 'file' | 'text'
}

/** What a new node begins with, so that it runs as soon as it is there. */
export interface FirstSettings {
  readonly initial: Readonly<Record<string, unknown>>
  /** A record schema that the node needs and the lab lacks. */
  readonly record?: { readonly name: string; readonly schema: unknown }
}

/**
 * What the expressions of a node read, with a few rows to try them on. Types are texts of the
 * expression language.
 */
export interface ExplainedNode {
  /** Below the node's `with`. Where no expression stands yet, that of a sister setting holds. */
  readonly expressions: readonly {
    readonly path: string
    readonly row: string
    readonly aggregate: boolean
  }[]
  /** The first input: its row, and sample rows as JSON, made by the lab's own source and steps. */
  readonly row?: string
  readonly samples: readonly string[]
  readonly timezone: string
}

/** A file that a lab may play back, by the path that the lab names it with. */
export interface DataFile {
  readonly path: string
  readonly sizeBytes: number
}

/** Larger files are put beside the lab by hand. */
export const UPLOAD_BYTES_MAX = 1024 ** 3
/** Of a part as base64: about 1 MB. */
const UPLOAD_CHARS_MAX = 1_500_000
const uploadId = z.string().regex(/^[\w-]{1,64}$/)
const uploadPart = z.strictObject({
  upload: uploadId,
  name: z.string().min(1).max(255),
  sizeBytes: z.number().int().min(0),
  at: z.number().int().min(0),
  /** In base64. */
  part: z.string().max(UPLOAD_CHARS_MAX),
})
export type UploadPart = z.infer<typeof uploadPart>

/** A lab as a project for another engine. */
export interface ExportedLab {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** The lines of the first file that are a node's own, from 1: a function, or statements. */
  readonly functions: readonly {
    readonly node: string
    readonly from: number
    readonly to: number
  }[]
  /** What the target cannot do (errors), does otherwise (warnings), or needs beside it (hints). */
  readonly problems: readonly Problem[]
  /** Of PySpark: why the real-time mode of Spark applies to no part of the lab. */
  readonly noRealTime?: Problem
}

/** What an export would change in a folder. */
export interface ExportChanges {
  readonly dir: string
  readonly files: readonly {
    readonly path: string
    readonly state: 'new' | 'changed' | 'same'
    /** Unified; empty when the file is as it would be written. */
    readonly diff: string
  }[]
  /** As an export has them; with an error among them no file would be written, and none is here. */
  readonly problems: readonly Problem[]
}

/** What a lab can become; src-main/export/targets has one line for each. */
export const EXPORT_TARGETS = [
  'pyspark',
  'flink',
  'solution',
  'topics',
  'cql',
  'sql',
  'compose',
  'client',
] as const
export type ExportTarget = (typeof EXPORT_TARGETS)[number]
export const CLIENT_CODES = ['python', 'java', 'javascript'] as const
export const CLIENT_ROLES = ['consumer', 'producer'] as const
export const SPARK_VERSIONS = ['3.5', '4'] as const
export type SparkVersion = (typeof SPARK_VERSIONS)[number]

const labTextSchema = z.string().max(2_000_000)
const exportSchema = z.strictObject({
  text: labTextSchema,
  target: z.enum(EXPORT_TARGETS),
  spark: z.enum(SPARK_VERSIONS).default('3.5'),
  /** Of Spark 4: records are handed on at once where it can, and not batch by batch. */
  realTime: z.boolean().default(false),
  /** Of the target `client`: a program for one topic, the lab's first if none is named. */
  client: z
    .strictObject({
      topic: z.string().max(249).optional(),
      code: z.enum(CLIENT_CODES).default('python'),
      role: z.enum(CLIENT_ROLES).default('consumer'),
    })
    .optional(),
  language: z.enum(LANGUAGES),
})

/**
 * Trials on a lab's text as it is being written. Its expressions and patterns may take for ever, so
 * the host leaves all of these to a worker, with a deadline.
 */
export const labTrials = {
  check: query<OpenLab>()(z.strictObject({ text: labTextSchema })),
  /** For a node of `type` that is about to read `from`: a node, or `node.port`. */
  firstSettings: query<FirstSettings>()(
    z.strictObject({ text: labTextSchema, type: z.string(), from: z.string().optional() }),
  ),
  /**
   * A few records as the generator will make them, from number `from` on: the inspector's live
   * sample. The seed and the time are those of the run; the lab's own and now when absent.
   */
  sample: query<{ records: string[] }>()(
    z.strictObject({
      text: labTextSchema,
      node: z.string(),
      count: z.number().int().min(1).max(50),
      from: z.number().int().nonnegative().optional(),
      seed: z.number().int().optional(),
      atMs: z.number().optional(),
    }),
  ),
  explain: query<ExplainedNode>()(z.strictObject({ text: labTextSchema, node: z.string() })),
  /** The lab's text as a project for another engine, its comments in a language. */
  export: query<ExportedLab>()(exportSchema),
  /** A record schema out of one sample message, as YAML. */
  inferRecord: query<{ yaml: string }>()(z.strictObject({ sample: z.string().max(200_000) })),
}

export const labs = {
  list: query<{ gallery: LabSummary[]; recent: LabSummary[] }>()(none),
  open: query<OpenLab>()(
    z.strictObject({ ref: z.string().max(4096).describe('a lab id or a path') }),
  ),
  /**
   * Writes the files of an export into a folder: a path, or a name in the folder of exports. Files
   * with another text are replaced only with `replace`.
   */
  saveExport: command<{ dir: string }>()(
    exportSchema.extend({
      dir: z.string().min(1).max(4096),
      replace: z.boolean().default(false),
    }),
  ),
  /** The same files against what is in the folder now; nothing is written. */
  exportChanges: query<ExportChanges>()(exportSchema.extend({ dir: z.string().min(1).max(4096) })),
  /**
   * `over`: the stamp of the file that may be replaced, or `any`; without it no file is replaced.
   */
  save: command<{ path: string; stamp: string }>()(
    z.strictObject({
      path: z.string().max(4096).optional(),
      text: labTextSchema,
      over: z.string().max(80).optional(),
    }),
  ),
  /**
   * Beside the lab's file, if it has one, in the folder where the program was started, and what was
   * uploaded.
   */
  dataFiles: query<DataFile[]>()(z.strictObject({ ref: z.string().max(4096).optional() })),
  /**
   * One part of a file that a page in a browser sends, in order; with the last one, the file. A large
   * file, another kind and a full disk are refused with the first.
   */
  upload: command<{ file?: DataFile }>()(uploadPart),
  cancelUpload: command<void>()(z.strictObject({ upload: uploadId })),
  catalog: query<NodeInfo[]>()(none),
  ...labTrials,
}
