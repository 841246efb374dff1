// Makes a job's folder and puts orders into it as files, since Spark offers a job no other way in.
// This program touches `alive` while it lives; `drain` and `stop` are orders. Each name ends with the
// life that wrote it: a job whose host has died finds no `alive` of its own life, and ends.
import { copyFile, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SparkProject } from '@main/export'
import { appRoot } from '@main/platform'

/** Beside the project. */
const OWN = ['runner.py', 'batches.py', 'end_session.py']
const SIGNS = /^(alive|drain|stop)(-|$)/

export class JobFolder {
  constructor(
    readonly dir: string,
    private readonly life: string,
  ) {}

  /** `waits`: its batches wait for the time that the lab says. */
  async write(project: SparkProject, waits = true): Promise<void> {
    const { dir } = this
    await mkdir(dir, { recursive: true })
    for (const name of await readdir(dir)) if (SIGNS.test(name)) await rm(join(dir, name))
    for (const { path, text } of project.files) await writeFile(join(dir, path), text)
    const { functions, rounds } = project.runner
    await writeFile(join(dir, 'nodes.json'), JSON.stringify({ functions, rounds, waits }))
    for (const name of OWN)
      await copyFile(join(appRoot(), 'resources', 'spark', name), join(dir, name))
    await writeFile(this.sign('alive'), '')
  }

  async order(order: 'drain' | 'stop'): Promise<void> {
    await writeFile(this.sign(order), '')
  }

  async touch(): Promise<void> {
    const now = new Date()
    await utimes(this.sign('alive'), now, now).catch(() => {})
  }

  private sign(name: 'alive' | 'drain' | 'stop'): string {
    return join(this.dir, `${name}-${this.life}`)
  }
}
