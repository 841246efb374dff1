// The Electron shell.
export { startElectron } from './start-electron'
