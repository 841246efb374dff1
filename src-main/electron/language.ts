// The language of menus and dialogs: the system's, since they are drawn before the host has told
// the person's choice.
import { app } from 'electron'
import type { Language } from '@shared/lab'

export function systemLanguage(): Language {
  const locale = app.getLocale()
  if (locale.startsWith('pt')) return 'pt-BR'
  return locale.startsWith('es') ? 'es' : 'en'
}
