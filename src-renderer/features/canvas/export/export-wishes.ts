// What the lab is to become: a choice of the desk, which the dialog and the code beside the canvas
// share.
import { computed, ref } from 'vue'
import { CLIENT_CODES, CLIENT_ROLES, type ExportTarget, type SparkVersion } from '@shared/contract'
import { nodeInfo, session } from '@renderer/client'
import { language, t } from '@renderer/ui'

const target = ref<ExportTarget>('pyspark')
const spark = ref<SparkVersion>('3.5')
const realTime = ref(false)
const chosenTopic = ref('')
const code = ref<(typeof CLIENT_CODES)[number]>('python')
const role = ref<(typeof CLIENT_ROLES)[number]>('consumer')

/** Of the open lab. */
const topics = computed(() => {
  const all = Object.values(session.lab.value?.nodes ?? {}).flatMap(node => {
    const name = nodeInfo(node.type)?.kind === 'topic' ? node.with?.topic : undefined
    return typeof name === 'string' ? [name] : []
  })
  return [...new Set(all)]
})
const topic = computed({
  get: () =>
    topics.value.includes(chosenTopic.value) ? chosenTopic.value : (topics.value[0] ?? ''),
  set: name => (chosenTopic.value = name),
})
/** Targets that are written for a version of Spark. */
const hasVersion = computed(() => target.value === 'pyspark' || target.value === 'solution')
const name = computed(() =>
  hasVersion.value && target.value === 'pyspark'
    ? `Spark ${spark.value}`
    : t(`exports.to_${target.value}`),
)

const of = (text: string) => ({
  ...{ text, target: target.value, spark: spark.value, language: language.value },
  ...(target.value === 'pyspark' && spark.value === '4' ? { realTime: realTime.value } : {}),
  ...(target.value === 'client'
    ? { client: { topic: topic.value, code: code.value, role: role.value } }
    : {}),
})

export const exportWishes = {
  target,
  spark,
  realTime,
  topics,
  topic,
  code,
  role,
  hasVersion,
  name,
  of,
}
