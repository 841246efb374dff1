// What an engine says of its last start when something had been damaged.
import type { ErrorData, ErrorParams } from '../errors'

/**
 * Something that a recovery lost, moved or made anew. Its words are those of the doctor's check of
 * the same name: `doctor.<id>.warn`.
 */
export interface RecoveryEvent {
  readonly id:
    | 'recovery-cut'
    | 'recovery-damaged'
    | 'recovery-unreadable'
    | 'recovery-rebuilt'
    | 'recovery-remade'
    | 'recovery-missing'
  readonly params: ErrorParams
}

export const recoveryWords = ({ id, params }: RecoveryEvent): ErrorData => ({
  code: `doctor.${id}.warn`,
  kind: 'storage',
  params,
  retry: false,
})
