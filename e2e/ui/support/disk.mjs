// Loaded into the server of a test: while the file that SLUICE_TEST_DISK names is there, the disk is
// as full as it says. A test cannot fill the disk of the computer that it runs on.
import { readFileSync } from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const real = promises.statfs
promises.statfs = async (...given) => {
  try {
    const { freeBytes, totalBytes } = JSON.parse(readFileSync(process.env.SLUICE_TEST_DISK, 'utf8'))
    return { bsize: 1, bavail: freeBytes, blocks: totalBytes }
  } catch {
    return real(...given)
  }
}
syncBuiltinESMExports()
