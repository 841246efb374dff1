// SaslHandshake: this broker listens without authentication, and says so as Kafka's plaintext
// listener does: no mechanism is enabled.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 17,
  name: 'SaslHandshake',
  versions: [0, 1],
  request: {
    mechanism: string(),
  },
  response: {
    errorCode: int16(),
    mechanisms: array(string()),
  },
})

export const saslHandshake = serve(spec, {
  handle(_, { broker, clientId, clientHost }) {
    broker.sightings.see({ what: 'login', client: clientId || clientHost })
    return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, mechanisms: [] }
  },
  refuse: (_, errorCode) => ({ errorCode, mechanisms: [] }),
})
