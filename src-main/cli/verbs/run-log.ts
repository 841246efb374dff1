// Prints a run's reports while it goes (a broker that went away and came back, retries, dead
// letters): each line once, on stderr, in words.
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { pagesOf } from '../feeds'
import type { LabClient } from '../parts'
import type { Progress } from '../print/progress'
import type { VerbContext } from '../verb'

export async function followLog(
  client: LabClient,
  lab: string,
  context: VerbContext,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const page of pagesOf(client.runs.log, { lab }, signal)) {
      for (const line of page.items) {
        if (line.level === 'info') continue
        const { what } = describeError(line, context.language)
        const level = context.say(line.level === 'warn' ? cli.warning : cli.error)
        progress.clear()
        // With --json too: stdout is the result's, stderr tells what happens on the way.
        context.io.stderr.write(
          `${new Date(line.at).toISOString()} ${level}${line.node ? ` ${line.node}` : ''}: ${what}\n`,
        )
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
