// The Electron shell.
export { runVerb, verbIn } from './command-line'
export { startElectron } from './start-electron'
