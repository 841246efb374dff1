// Opening a lab file from this computer: by the file dialog or by dropping it on the window. Its text goes to the host like any other.
import { onScopeDispose, ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { session } from './lab-session'
import { toastError } from './words'
import { t, toast } from '@renderer/ui'

const SIZE_MAX = 2_000_000

export function useLabFiles(): { readonly dropping: Ref<boolean>; readonly choose: () => void } {
  const router = useRouter()
  const dropping = ref(false)

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    if (!/\.ya?ml$/i.test(file.name) || file.size > SIZE_MAX) {
      toast('bad', t('labs.notOpened', { name: file.name }))
      return
    }
    try {
      await session.openText(await file.text())
      await router.push('/lab')
    } catch (failure) {
      toastError(failure)
    }
  }
  function choose(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.yaml,.yml'
    input.addEventListener('change', () => void take(input.files?.[0]))
    input.click()
  }

  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
  const over = (event: DragEvent) => {
    if (!isFile(event)) return
    event.preventDefault()
    dropping.value = true
  }
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) dropping.value = false
  }
  const drop = (event: DragEvent) => {
    dropping.value = false
    if (!isFile(event)) return
    event.preventDefault()
    void take(event.dataTransfer?.files[0])
  }
  addEventListener('dragover', over)
  addEventListener('dragleave', leave)
  addEventListener('drop', drop)
  onScopeDispose(() => {
    removeEventListener('dragover', over)
    removeEventListener('dragleave', leave)
    removeEventListener('drop', drop)
  })
  return { dropping, choose }
}
