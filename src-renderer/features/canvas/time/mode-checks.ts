// What would refuse each output mode, asked before it is used: the lab with that mode is checked, and
// exported to Spark. So the rules are those of the nodes, and are written down once.
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ModeName, Problem } from '@shared/contract'
import { client, session, sparkVersion } from '@renderer/client'
import { language } from '@renderer/ui'
import { setPart } from '../editing/lab-edit'

export const MODE_NAMES: readonly ModeName[] = ['append', 'update', 'complete']

export type Refusals = Readonly<Record<ModeName, readonly Problem[]>>

export const textInMode = (text: string, node: string, mode: ModeName): string =>
  setPart(text, ['nodes', node, 'with', 'mode'], mode)

const keyOf = ({ node = '', path, code }: Problem) => `${node} ${path} ${code}`

async function refusalsOf(text: string): Promise<readonly Problem[]> {
  const { problems } = await client.labs.check({ text })
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return errors
  const exported = await client.labs.export({
    text,
    target: 'pyspark',
    spark: sparkVersion.value,
    language: language.value,
  })
  return exported.problems.filter(({ severity }) => severity === 'error')
}

/** Undefined while the answer is on its way. A refusal that all three modes get is not theirs. */
export function useModeChecks(node: () => string, isWanted: () => boolean) {
  const refusals = shallowRef<Refusals>()
  let asked = 0
  watch(
    () => [node(), isWanted(), session.checkedText.value] as const,
    async ([id, wanted, text]) => {
      const mine = ++asked
      refusals.value = undefined
      if (!wanted || text === '') return
      const lists = await Promise.all(
        MODE_NAMES.map(mode => refusalsOf(textInMode(text, id, mode)).catch(() => [])),
      )
      if (mine !== asked) return
      const shared = new Set(
        (lists[0] ?? [])
          .map(keyOf)
          .filter(key => lists.every(list => list.some(p => keyOf(p) === key))),
      )
      const [append = [], update = [], complete = []] = lists.map(list =>
        list.filter(problem => !shared.has(keyOf(problem))),
      )
      refusals.value = { append, update, complete }
    },
    { immediate: true },
  )
  onScopeDispose(() => (asked += 1))
  return refusals
}
