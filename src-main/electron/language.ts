// The language of menus and dialogs: the system's, because they are drawn before the host has said
// which one the person chose.
import { app } from 'electron'
import type { Language } from '@shared/lab'

export function systemLanguage(): Language {
  const locale = app.getLocale()
  if (locale.startsWith('pt')) return 'pt-BR'
  return locale.startsWith('es') ? 'es' : 'en'
}
