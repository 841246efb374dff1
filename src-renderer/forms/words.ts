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

const WORDS_OF_KEY = 7

/** `partitionsThatGetNoRecordsFromNow` */
export function describedKey(description: string): string {
  const found =
    description
      .toLowerCase()
      .replaceAll("'", '')
      .match(/[a-z]+/g) ?? []
  const [first = '', ...others] = found.slice(0, WORDS_OF_KEY)
  return first + others.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
const isDescribed = (key: string): key is keyof typeof uiText.described =>
  Object.hasOwn(uiText.described, key)

/** What the schema says of a setting, in the language of the screen if we have the words. */
export function describedWord(description: string | undefined): string | undefined {
  if (description === undefined) return undefined
  const key = describedKey(description)
  return isDescribed(key) ? t(`described.${key}`) : description
}
