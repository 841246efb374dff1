// Consistency levels of a request, as CONSISTENCY takes them.
export const CONSISTENCIES = [
  'ANY',
  'ONE',
  'TWO',
  'THREE',
  'QUORUM',
  'ALL',
  'LOCAL_QUORUM',
  'EACH_QUORUM',
  'LOCAL_ONE',
] as const
export type Consistency = (typeof CONSISTENCIES)[number]
