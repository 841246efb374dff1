// Every error's words, one file an area. A new area is one file and one line here.
import type { ErrorTexts } from './define'
import { pipelineErrors } from './pipeline'
import { labFileErrors } from './lab-file'
import { labFormErrors } from './lab-forms'
import { labGraphErrors } from './lab-graph'
import { labRowErrors } from './lab-rows'
import { labTimeErrors } from './lab-time'
import { connectionErrors } from './connections'
import { changeErrors } from './changes'
import { cliErrors } from './cli'
import { cqlErrors } from './cql'
import { doctorTexts } from './doctor'
import { engineErrors } from './engines'
import { exportErrors } from './export'
import { exportFlinkErrors } from './export-flink'
import { exprErrors } from './expr'
import { fileErrors } from './files'
import { exprTypeErrors } from './expr-types'
import { generatorErrors } from './generator'
import { hostErrors } from './host'
import { intakeErrors } from './intake'
import { kafkaErrors } from './kafka'
import { parityErrors } from './parity'
import { lookupErrors } from './lookup'
import { profileErrors } from './profiles'
import { kafkaAccessErrors } from './kafka-access'
import { mailErrors } from './mail'
import { runErrors } from './runs'
import { schemaErrors } from './schemas'
import { sparkErrors } from './spark'
import { storageErrors } from './storage'
import { webServiceErrors } from './web-service'
import { whyTexts } from './why'

export type { ErrorTexts, ErrorWords } from './define'

export const errorTexts: ErrorTexts = {
  ...changeErrors,
  ...pipelineErrors,
  ...labFileErrors,
  ...labFormErrors,
  ...labGraphErrors,
  ...labRowErrors,
  ...labTimeErrors,
  ...connectionErrors,
  ...cliErrors,
  ...cqlErrors,
  ...doctorTexts,
  ...engineErrors,
  ...exportErrors,
  ...exportFlinkErrors,
  ...exprErrors,
  ...fileErrors,
  ...exprTypeErrors,
  ...generatorErrors,
  ...hostErrors,
  ...intakeErrors,
  ...kafkaErrors,
  ...kafkaAccessErrors,
  ...parityErrors,
  ...lookupErrors,
  ...profileErrors,
  ...mailErrors,
  ...runErrors,
  ...schemaErrors,
  ...sparkErrors,
  ...storageErrors,
  ...webServiceErrors,
  ...whyTexts,
}
