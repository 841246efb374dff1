// Prints an error for a person (two sentences on stderr: what happened, what to do) or, with
// `--json`, for a script (one object). The error's kind decides the exit code.
import { LabError } from '@shared/errors'
import type { Language } from '@shared/lab'
import { describeError } from '@shared/text'
import { exitCodeOf } from './exit-code'
import { write, type CliIo } from './io'

export async function reportFailure(
  cause: unknown,
  io: CliIo,
  language: Language,
  json: boolean,
): Promise<number> {
  const error = LabError.from(cause)
  await write(
    io.stderr,
    json
      ? `${JSON.stringify({ error: failureOf(error, language) })}\n`
      : `${sentencesOf(error, language)}\n`,
  )
  // What only a developer can use, and only when asked for: SLUICE_LOG=debug.
  if (io.env.SLUICE_LOG === 'debug' && cause instanceof Error)
    await write(io.stderr, `${cause.stack ?? ''}\n`)
  return exitCodeOf(error.kind)
}

export function failureOf(error: LabError, language: Language) {
  const { what, todo } = describeError(error, language)
  return { code: error.code, kind: error.kind, params: error.params, what, todo }
}

export function sentencesOf(error: Pick<LabError, 'code' | 'params'>, language: Language): string {
  const { what, todo } = describeError(error, language)
  return `${what} ${todo}`
}
