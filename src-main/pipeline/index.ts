// The pipeline's public face: the catalogue of nodes, the check of a lab, and runs.
export { changesOf, changesOutside } from './plan/changes'
export { stateFates } from './plan/state-fates'
export { exportRun, importRun } from './engine/run-archive'
export { keptCheckpoints } from './engine/kept-checkpoints'
export { keyHistory } from './engine/key-history'
export { redeliveriesOf } from './engine/redelivery/redeliveries'
export { lastLabOf, wasOnSpark } from './engine/run-folder'
export type {
  OutsideBatch,
  OutsideEar,
  OutsideEngine,
  OutsideLetter,
  OutsideWork,
} from './model/outside'
export type { FlinkPlace, Run, RunOptions, SparkPlace } from './model/run-types'
export { clockAtStart } from './engine/run-setup'
export { datedByClock, retentionEats, type BackDated } from './plan/back-dated'
export { configsOfNew, keptMs, type Configs } from './topics/retention'
export { OWN_HEADERS } from './topics/sequence-headers'
export { nodeCatalog } from './plan/catalogue'
export { checkLab, type CheckedLab } from './plan/check-lab'
export { tablesBehindJobs, tablesByCut } from './engine/cut-tables'
export { filledBy, type Filled } from './plan/filled'
export { labTopics, type LabTopic } from './plan/lab-topics'
export { explainNode, SECOND_MS } from './plan/explain'
export { deadTopicOf, pysparkPlan, type TargetNode, type TargetPlan } from './plan/target-plan'
export type { ProducerHelper, ProducerPart } from './model/targets/producer'
export type { TopicAddress } from './model/topic-address'
export type { PySparkHelper, PySparkPart } from './model/targets/pyspark'
export { pyStatement, pyValue } from './model/targets/python-layout'
export {
  COLUMNS_MAX,
  connectionEnv,
  pyAssign,
  pyCall,
  pyName,
  PyNames,
  pyText,
} from './model/targets/python'
export { flinkPlan, type FlinkNode, type FlinkPlan } from './plan/flink-plan'
export type { FlinkConnector } from './model/targets/flink'
export { firstSettings } from './plan/first-settings'
export { nodes, nodeTypes, typesOf } from './nodes'
export { filesBelow, writtenBy } from './nodes/text/own-files'
export { insideFolder } from './nodes/text/text-files'
export { startRun } from './engine/run-engine'
export { bytesText } from './engine/stats'
export { startingSummary, startRemoteRun, type RemoteRun, type RunCalls } from './worker/remote-run'
export { zoneOf } from './model/zone'
export { serveRun } from './worker/serve-run'
