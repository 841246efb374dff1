// The shape of words in a lab file: one text, or one for each language.
import { z } from 'zod'
import type { LocalText } from './local-text'

export const localTextSchema: z.ZodType<LocalText> = z.union([
  z.string(),
  z.strictObject({ en: z.string(), 'pt-BR': z.string().optional(), es: z.string().optional() }),
])
