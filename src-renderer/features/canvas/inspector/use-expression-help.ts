// Gives the editors of a node's expressions what they complete, check and try out: the types of its
// rows and a few sample rows. The host is asked again a moment after the last key.
import { computed, onScopeDispose, provide, ref, watch } from 'vue'
import { isRecordRow, MISSING_FIELD } from '@shared/lab'
import { client, errorWords, session, useCall } from '@renderer/client'
import { EXPRESSION_HELP, scopesOf, type ExpressionHelp } from '@renderer/forms'
import { editor } from '../editing/editor'

const EXPLAIN_MS = 300

/** For the editors below the calling component; `node` undefined for a node that reads nothing. */
export function provideExpressionHelp(node: () => string | undefined): void {
  const explained = ref(session.text.value)
  let settling: ReturnType<typeof setTimeout> | undefined
  watch(session.text, text => {
    clearTimeout(settling)
    settling = setTimeout(() => (explained.value = text), EXPLAIN_MS)
  })
  onScopeDispose(() => clearTimeout(settling))
  const { data: explanation } = useCall(client.labs.explain, () => {
    const id = node()
    return id === undefined || editor.textBroken.value
      ? undefined
      : { text: explained.value, node: id }
  })
  provide(
    EXPRESSION_HELP,
    computed<ExpressionHelp>(() => ({
      scopeOf: explanation.value === undefined ? () => undefined : scopesOf(explanation.value),
      words,
    })),
  )
}

const words: ExpressionHelp['words'] = (problem, scope) => {
  const isUnread = scope !== undefined && isRecordRow(scope.row) && MISSING_FIELD.has(problem.code)
  const code = isUnread ? 'lab-field-before-parse' : problem.code
  const { what, todo } = errorWords({ ...problem, code, kind: 'usage', retry: false })
  return `${what} ${todo}`.trim()
}
