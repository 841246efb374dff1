// What a trial worker's entry needs, and no more.
export { serveTrials } from './trials'
