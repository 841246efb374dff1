// The desktop application; called with a verb, the command line.
import { app } from 'electron'
import { runVerb, startElectron, verbIn } from '@main/electron'

const words = verbIn(process.argv, app.isPackaged)
if (words) await runVerb(words)
else startElectron()
