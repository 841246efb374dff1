// Which country a name means: its code of two or three letters, or its name in one of the three
// languages, or another that people write. The browser itself knows the names.
import { LANGUAGES } from '@shared/lab'
import world from './world.json'

/** Names that the browser does not give, under the code that they mean. */
const ALSO: Readonly<Record<string, string>> = {
  US: 'united states of america,usa,us of a,america,ee uu,eeuu,eua',
  GB: 'uk,great britain,britain,england,scotland,wales,inglaterra,reino unido',
  RU: 'russian federation,russia',
  KR: 'south korea,republic of korea,korea,coreia do sul,corea del sur',
  KP: 'north korea,coreia do norte,corea del norte',
  CZ: 'czech republic,republica checa',
  TR: 'turkey,turkiye',
  CI: 'ivory coast',
  CD: 'democratic republic of the congo,dr congo,drc,zaire',
  CG: 'congo,republic of the congo',
  MM: 'burma,myanmar',
  MK: 'macedonia',
  SZ: 'swaziland',
  VN: 'viet nam',
  IR: 'iran islamic republic of',
  SY: 'syrian arab republic',
  LA: 'lao pdr',
  BO: 'bolivia plurinational state of',
  VE: 'venezuela bolivarian republic of',
  TZ: 'tanzania united republic of',
  MD: 'republic of moldova',
  PS: 'palestine',
  CV: 'cape verde',
  TL: 'east timor',
  NL: 'holland,paises bajos,holanda',
  AE: 'uae',
  CN: 'pr china,peoples republic of china',
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the /, '')
    .trim()

const CODES = world.iso3.split(',').map(pair => pair.split(' '))
let known: ReadonlyMap<string, string> | undefined

function names(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const say = LANGUAGES.map(language => new Intl.DisplayNames(language, { type: 'region' }))
  for (const [two = '', three = ''] of CODES) {
    for (const each of [two, three, ...say.map(of => of.of(two) ?? two)])
      found.set(plain(each), two)
  }
  for (const [code, more] of Object.entries(ALSO))
    for (const each of more.split(',')) found.set(plain(each), code)
  return found
}

/** ISO 3166's two letters; undefined for a name that is not a country's. */
export function countryOf(name: string): string | undefined {
  known ??= names()
  return known.get(plain(name))
}
