// Says what was done, with Undo beside it. The toast stays until the lab changes again: then Undo
// would take back something else.
import { t, toast } from '@renderer/ui'
import { session } from './lab-session'

/** Called after the change. */
export function toastUndo(text: string, run: () => void): void {
  const after = session.text.value
  toast('ok', text, {
    label: t('common.undo'),
    run,
    isOver: () => session.text.value !== after,
  })
}
