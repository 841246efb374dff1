// The figures that a run shows, defined once: screens, command line and documentation read them
// here. Their words are in src-shared/text/ui/figures.ts, docs/figures.md has the same in one page.
export { faultOf, JOIN_TERMS, LEDGER_TERMS, sumOf, type LedgerFault } from './ledger'
export { busiestOf, keySkewsOf, skewsOf, type Busiest } from './busiest'
export { delayForAll, delaysToShow, droppedBy } from './drops'
export { distanceOf } from './offset-distance'
export { comparedFields } from './compared-records'
export { ownershipOf, rebalancesOf, type Rebalance } from './rebalances'
export {
  alertFigure,
  alertStands,
  axesOf,
  columnAt,
  figureOf,
  isNumber,
  measuresOf,
  nameColumnOf,
  numberOf,
  type ViewFigure,
} from './view-figure'

export const FIGURES = [
  'rate',
  'setRate',
  'total',
  'lag',
  'delivered',
  'expected',
  'arrived',
  'kept',
  'onTheWay',
  'late',
  'tooLate',
  'deadLetters',
  'lost',
  'deletedUnread',
  'doubled',
  'matched',
  'unmatched',
  'waiting',
  'givenUp',
] as const
export type Figure = (typeof FIGURES)[number]
