// Every verb, in the order of the help page. A new verb is one file and one line here.
import type { Verb } from '../verb'
import { connectionsDelete } from './connections/delete'
import { connectionsList } from './connections/list'
import { connectionsSave } from './connections/save'
import { connectionsTest } from './connections/test'
import { cql } from './cql'
import { doctor } from './doctor'
import { engines } from './engines'
import { enginesConfig } from './engines-config'
import { exportVerb } from './export'
import { groupsDelete } from './groups/delete'
import { groupsDescribe } from './groups/describe'
import { groupsHistory } from './groups/history'
import { groupsList } from './groups/list'
import { groupsRedelivered } from './groups/redelivered'
import { groupsReset } from './groups/reset'
import { labs } from './labs'
import { nodes } from './nodes'
import { parity } from './parity'
import { produce } from './produce'
import { registryCheck, registryRegister } from './registry/check'
import { registryDelete } from './registry/delete'
import { registryLevel } from './registry/level'
import { registrySchema } from './registry/schema'
import { registrySubjects } from './registry/subjects'
import { reset } from './reset'
import { run } from './run'
import { runsBreak } from './runs/break'
import { runsChange } from './runs/change'
import { runsExport, runsImport } from './runs/archive'
import { runsCheckpoints } from './runs/checkpoints'
import { runsClock } from './runs/clock'
import { runsFiles } from './runs/files'
import { runsHold, runsRelease } from './runs/hold'
import { runsLetters, runsResend } from './runs/letters'
import { runsTile } from './runs/tile'
import { runsFollow } from './runs/follow'
import { runsJoins } from './runs/joins'
import { runsRedelivered } from './runs/redelivered'
import { runsProfile } from './runs/profile'
import { runsState } from './runs/state'
import { runsTime } from './runs/time'
import { runsList } from './runs/list'
import { runsRate } from './runs/rate'
import { runsPause, runsResume, runsStop } from './runs/steer'
import { runsStep } from './runs/step'
import { serve } from './serve'
import { sparkRemove, sparkSetup } from './spark/setup'
import { sparkStatus } from './spark/status'
import { sql } from './sql'
import { tail } from './tail'
import { topicsCreate } from './topics/create'
import { topicsDelete } from './topics/delete'
import { topicsDescribe } from './topics/describe'
import { topicsProfile } from './topics/profile'
import { topicsList } from './topics/list'
import { validate } from './validate'
import { why } from './why'

export const verbs: readonly Verb[] = [
  serve,
  run,
  reset,
  runsList,
  runsPause,
  runsResume,
  runsStep,
  runsBreak,
  runsStop,
  runsRate,
  runsHold,
  runsRelease,
  runsLetters,
  runsResend,
  runsTile,
  runsFollow,
  runsJoins,
  runsProfile,
  runsRedelivered,
  runsState,
  runsTime,
  runsClock,
  runsFiles,
  runsCheckpoints,
  runsExport,
  runsImport,
  runsChange,
  labs,
  validate,
  why,
  exportVerb,
  parity,
  sparkStatus,
  sparkSetup,
  sparkRemove,
  nodes,
  topicsList,
  topicsCreate,
  topicsDescribe,
  topicsProfile,
  topicsDelete,
  produce,
  tail,
  groupsList,
  groupsDescribe,
  groupsHistory,
  groupsRedelivered,
  groupsDelete,
  groupsReset,
  registrySubjects,
  registrySchema,
  registryCheck,
  registryRegister,
  registryLevel,
  registryDelete,
  connectionsList,
  connectionsSave,
  connectionsTest,
  connectionsDelete,
  cql,
  sql,
  engines,
  enginesConfig,
  doctor,
]
