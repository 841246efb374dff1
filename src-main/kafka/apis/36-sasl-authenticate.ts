// SaslAuthenticate: not expected here, as on Kafka's listener without authentication.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int64, string, bytes } from '../wire/fields'

const spec = apiSpec({
  key: 36,
  name: 'SaslAuthenticate',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    authBytes: bytes(),
  },
  response: {
    errorCode: int16(),
    errorMessage: string().nullable(),
    authBytes: bytes(),
    sessionLifetimeMs: int64().since(1),
  },
})

const MESSAGE = 'SaslAuthenticate request received after successful authentication'

export const saslAuthenticate = serve(spec, {
  handle: () => ({
    errorCode: ErrorCode.ILLEGAL_SASL_STATE,
    errorMessage: MESSAGE,
    authBytes: Buffer.alloc(0),
  }),
  refuse: (_, errorCode) => ({ errorCode, errorMessage: null, authBytes: Buffer.alloc(0) }),
})
