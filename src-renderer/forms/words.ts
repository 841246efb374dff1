// The name of a setting in the language of the screen, or its own name when we have no word for it.
import { uiText } from '@shared/text/ui'
import { t } from '@renderer/ui'

type Plain = Exclude<keyof typeof uiText.forms, 'removeRow' | 'numberRange' | 'ofSamples'>
const isPlain = (name: string): name is Plain =>
  Object.hasOwn(uiText.forms, name) && !['removeRow', 'numberRange', 'ofSamples'].includes(name)

export function commonWord(name: string): string {
  return isPlain(name) ? t(`forms.${name}`) : name
}

const isHint = (name: string): name is keyof typeof uiText.hints =>
  Object.hasOwn(uiText.hints, name)

/** The hint below a setting, if its name alone is not enough. */
export function hintWord(name: string): string | undefined {
  return isHint(name) ? t(`hints.${name}`) : undefined
}
