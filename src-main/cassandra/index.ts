export { type CqlServer, startCqlServer } from './server/server'
export type { CqlLimits } from './limits'
