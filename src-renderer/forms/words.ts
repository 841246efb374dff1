// The word of a setting in the language of the screen, or its own name when it has none.
import { uiText } from '@shared/text/ui'
import { t } from '@renderer/ui'

type Plain = Exclude<keyof typeof uiText.forms, 'removeRow' | 'numberRange' | 'ofSamples'>
const isPlain = (name: string): name is Plain =>
  Object.hasOwn(uiText.forms, name) && !['removeRow', 'numberRange', 'ofSamples'].includes(name)

export function commonWord(name: string): string {
  return isPlain(name) ? t(`forms.${name}`) : name
}
