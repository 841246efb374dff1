// Killing npm (not with Ctrl-C, which reaches the whole group) leaves what it started running, with
// the engines' ports taken. A script that npm runs therefore watches npm, which is its parent or, with
// a shell between, its grandparent, and learns when either has gone.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const LOOK_MS = 2000

/** Calls `then` once npm has gone; never when npm did not start this script. */
export async function whenNpmIsGone(then) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const parent = process.ppid
  const { name, parent: grandparent } = (await look(parent)) ?? {}
  const isShell = /sh$/.test(name ?? '')
  const isThere = async () =>
    process.ppid === parent && (!isShell || (await look(parent))?.parent === grandparent)
  const lookAgain = () => setTimeout(() => void check(), LOOK_MS).unref()
  const check = async () => ((await isThere()) ? lookAgain() : then())
  lookAgain()
}

async function look(pid) {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,comm=', '-p', String(pid)])
    const [, parent, name] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? []
    return { parent: Number(parent), name }
  } catch {
    return undefined
  }
}
