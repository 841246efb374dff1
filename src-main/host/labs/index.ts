// The part of the host that a trial worker loads.
export { serveTrials } from './trials'
