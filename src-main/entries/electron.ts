// The desktop application.
import { startElectron } from '@main/electron'

startElectron()
