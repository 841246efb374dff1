// A verb is one descriptor in one file: its name, its options as a zod schema (flags, help and
// checks come from it), and its action. Summaries and option descriptions are words; they are in
// src-shared/text/ui/cli-help.ts under the same names.
import type { z } from 'zod'
import type { Language } from '@shared/lab'
import type { Phrases, PlaceValue } from '@shared/text/ui/words'
import type { CliIo } from './io'
import type { Printer } from './print/printer'
import type { Reach, Session } from './reach'
import type { CliParts } from './parts'

export interface VerbContext {
  readonly io: CliIo
  readonly language: Language
  /** A phrase of src-shared/text/ui/cli.ts in the person's language. */
  readonly say: (phrases: Phrases, places?: Readonly<Record<string, PlaceValue>>) => string
  /** `--json` was given. */
  readonly json: boolean
  readonly print: Printer
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  /**
   * A client of the lab: in this process, or of the instance that runs. Closed when the verb ends.
   */
  open(reach: Reach): Promise<Session>
  readonly parts: CliParts
}

export interface Verb {
  /** One word, or two for the members of a family (`topics create`). */
  readonly name: string
  readonly options: z.ZodObject
  /** Options that may be given by place, in order. A list takes all that is left. */
  readonly places: readonly string[]
  /** The family's name alone means this one: `topics` is `topics list`. */
  readonly isDefault: boolean
  readonly examples: readonly string[]
  /** Returns the exit code; nothing means 0. */
  run(options: Record<string, unknown>, context: VerbContext): Promise<number | void>
}

interface VerbDefinition<Options extends z.ZodObject> {
  readonly name: string
  readonly options: Options
  readonly places?: readonly (keyof z.output<Options> & string)[]
  readonly isDefault?: boolean
  readonly examples?: readonly string[]
  run(options: z.output<Options>, context: VerbContext): Promise<number | void>
}

export function defineVerb<Options extends z.ZodObject>(definition: VerbDefinition<Options>): Verb {
  return {
    places: [],
    isDefault: false,
    examples: [],
    ...definition,
    run: (options, context) => definition.run(definition.options.parse(options), context),
  }
}
