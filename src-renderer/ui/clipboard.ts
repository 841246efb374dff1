// Copies a text and says so in a toast.
import { t } from './text'
import { toast } from './toasts'

export async function copyText(text: string, said?: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  toast('ok', said ?? t('common.copied'))
}
