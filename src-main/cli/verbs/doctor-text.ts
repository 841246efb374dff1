// Prints a check of the doctor as a sentence. The words are in src-shared/text/errors/doctor.ts.
import type { DoctorCheck } from '@shared/contract'
import type { Language } from '@shared/lab'
import { describeError } from '@shared/text'

export function doctorSentence(check: DoctorCheck, language: Language): string {
  const { what, todo } = describeError(
    { code: `doctor.${check.id}.${check.state}`, params: check.params },
    language,
  )
  return check.state === 'ok' ? what : `${what} ${todo}`
}
