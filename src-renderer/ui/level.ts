// The three levels of a queue and their words: ok up to 60 %, warn up to 85 %, bad above (design:
// sections 5 and 8).
import { formatPercent } from './format'
import { t } from './text'

export type Level = 'ok' | 'warn' | 'bad'

export function levelOf(share: number): Level {
  return share > 0.85 ? 'bad' : share > 0.6 ? 'warn' : 'ok'
}

export const levelName = (share: number): string =>
  ({ ok: t('common.low'), warn: t('common.medium'), bad: t('common.high') })[levelOf(share)]

export function levelWord(share: number): string {
  return `${levelName(share)} ${formatPercent(share)}`
}
