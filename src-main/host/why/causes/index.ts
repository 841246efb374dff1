// Every cause that is looked for. A new one is its file and one line here.
import { idlePartition } from './idle-partition'
import { skewedKey } from './skewed-key'
import { slowSink } from './slow-sink'
import { lateDrops } from './late-drops'
import { modeRefused } from './mode-refused'
import { reusedCheckpoint } from './reused-checkpoint'
import { twoProducers } from './two-producers'
import { producerTwice } from './producer-twice'
import { wrongType } from './wrong-type'
import { neverCommits } from './never-commits'
import { latest } from './latest'
import { moreConsumers } from './more-consumers'
import { sessionTimeout } from './session-timeout'
import { maxPoll } from './max-poll'
import { tooLarge } from './too-large'
import { retention } from './retention'
import { wrongSerialiser } from './wrong-serialiser'
import { nullKey } from './null-key'
import { timeZone } from './time-zone'
import { secondsAsMs } from './seconds-as-ms'
import { advertisedListener } from './advertised-listener'
import { wrongPort } from './wrong-port'
import { tlsOnPlain } from './tls-on-plain'
import { wrongPassword } from './wrong-password'
import { disk } from './disk'
import type { Cause } from '../evidence'

export const CAUSES: readonly Cause[] = [
  idlePartition,
  skewedKey,
  slowSink,
  lateDrops,
  modeRefused,
  reusedCheckpoint,
  twoProducers,
  producerTwice,
  wrongType,
  neverCommits,
  latest,
  moreConsumers,
  sessionTimeout,
  maxPoll,
  tooLarge,
  retention,
  wrongSerialiser,
  nullKey,
  timeZone,
  secondsAsMs,
  advertisedListener,
  wrongPort,
  tlsOnPlain,
  wrongPassword,
  disk,
]
