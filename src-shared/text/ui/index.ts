// All words of the screen, one file per feature. A key is `feature.phrase`, and its type knows the
// places to fill in. A new feature gets a file beside this one and one line in `uiText`.
import type { Language } from '../../lab'
import { canvas } from './canvas'
import { common } from './common'
import { charts } from './charts'
import { checkpoints } from './checkpoints'
import { connections } from './connections'
import { described } from './described'
import { engines } from './engines'
import { exports } from './exports'
import { faults } from './faults'
import { figures } from './figures'
import { editors } from './editors'
import { follow } from './follow'
import { forms } from './forms'
import { frame } from './frame'
import { groups } from './groups'
import { hints } from './hints'
import { joins } from './joins'
import { keptKeys } from './kept-keys'
import { live } from './live'
import { parity } from './parity'
import { profiles } from './profiles'
import { query } from './query'
import { spark } from './spark'
import { states } from './states'
import { steps } from './steps'
import { times } from './times'
import { topics } from './topics'
import { labs } from './labs'
import { present } from './present'
import { rates } from './rates'
import { records } from './records'
import { redelivery } from './redelivery'
import { reset } from './reset'
import { schemas } from './schemas'
import { settings } from './settings'
import { whys } from './whys'
import { windows } from './windows'
import { say, type Phrases, type PlacesOf, type PlaceValue } from './words'

export const uiText = {
  faults,
  topics,
  query,
  follow,
  joins,
  keptKeys,
  live,
  groups,
  engines,
  exports,
  connections,
  charts,
  checkpoints,
  canvas,
  common,
  figures,
  editors,
  forms,
  hints,
  described,
  frame,
  labs,
  parity,
  profiles,
  present,
  rates,
  records,
  redelivery,
  reset,
  schemas,
  settings,
  spark,
  states,
  steps,
  times,
  whys,
  windows,
}

type UiText = typeof uiText
export type TextKey = { [F in keyof UiText]: `${F}.${keyof UiText[F] & string}` }[keyof UiText]

type PhrasesAt<K extends TextKey> = K extends `${infer F extends keyof UiText & string}.${infer P}`
  ? P extends keyof UiText[F]
    ? UiText[F][P] extends Phrases
      ? UiText[F][P]
      : never
    : never
  : never

/** The places of a key, as an argument list: none, or one object with all of them. */
export type PlaceArguments<K extends TextKey> = [PlacesOf<PhrasesAt<K>>] extends [never]
  ? []
  : [places: Readonly<Record<PlacesOf<PhrasesAt<K>>, PlaceValue>>]

/** Keys without places: descriptors may name these. */
export type PlainTextKey = { [K in TextKey]: PlaceArguments<K> extends [] ? K : never }[TextKey]

const flat = new Map<string, Phrases>(
  Object.entries(uiText).flatMap(([feature, phrases]) =>
    Object.entries(phrases).map(([name, text]) => [`${feature}.${name}`, text] as const),
  ),
)

export function uiWords(
  language: Language,
  key: TextKey,
  places?: Readonly<Record<string, PlaceValue>>,
): string {
  const phrases = flat.get(key)
  return phrases === undefined ? key : say(phrases, language, places)
}
