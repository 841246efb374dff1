// Theme and language. They change at once on <html>. The host keeps them, so that every window and
// the next start agree, and so does this computer, so that the first paint is right before the host
// answers.
import { ref } from 'vue'
import type { Settings } from '@shared/contract'
import { client } from './client'
import { setLanguage, systemLanguage } from '@renderer/ui'
import { toastError } from './words'

export const settings = ref<Pick<Settings, 'theme' | 'language'>>({
  theme: 'system',
  language: 'system',
})

const KEY = 'sluice.look'
const light = matchMedia('(prefers-color-scheme: light)')
const contrast = matchMedia('(prefers-contrast: more)')

/** Resolves when the words of the language are there. */
function apply(): Promise<void> {
  const { theme, language } = settings.value
  const wanted =
    theme !== 'system' ? theme : contrast.matches ? 'contrast' : light.matches ? 'light' : 'dark'
  document.documentElement.dataset['theme'] = wanted
  return setLanguage(language === 'system' ? systemLanguage() : language)
}
light.addEventListener('change', () => void apply())
contrast.addEventListener('change', () => void apply())

function take(next: Partial<Settings>): Promise<void> {
  settings.value = {
    theme: next.theme ?? settings.value.theme,
    language: next.language ?? settings.value.language,
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.value))
  } catch {
    // If the store is full or refuses, the host has it, and the next start asks it.
  }
  return apply()
}

/** Takes the look from this computer, before anything is drawn. */
export function restoreLook(): Promise<void> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored === 'object' && stored !== null) {
      const { theme, language } = stored as Partial<Settings>
      settings.value = { theme: theme ?? 'system', language: language ?? 'system' }
    }
  } catch {
    // If the storage is damaged or forbidden, the system's look applies.
  }
  return apply()
}

/** Takes the look from the host, which decides. */
export async function syncLook(): Promise<void> {
  await take(await client.app.settings({}))
}

/** What fails is said: the words of a language may not come, and the host may not answer. */
export async function changeLook(
  change: Partial<Pick<Settings, 'theme' | 'language'>>,
): Promise<void> {
  await Promise.all([take(change), client.app.saveSettings(change)]).catch(toastError)
}
