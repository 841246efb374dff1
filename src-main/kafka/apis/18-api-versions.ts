// ApiVersions: what is served. An unknown version of this very request is answered in the form of
// version 0 with error 35, so that a newer client can ask again (the connection sees to that).
import { apiKeysOf } from '../serving/api-keys'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 18,
  name: 'ApiVersions',
  versions: [0, 3],
  flexibleSince: 3,
  request: {
    clientSoftwareName: string().since(3),
    clientSoftwareVersion: string().since(3),
  },
  response: {
    errorCode: int16(),
    apiKeys: array({
      apiKey: int16(),
      minVersion: int16(),
      maxVersion: int16(),
    }),
    throttleTimeMs: int32().since(1),
    supportedFeatures: array({
      name: string(),
      minVersion: int16(),
      maxVersion: int16(),
    })
      .since(3)
      .tag(0),
    finalizedFeaturesEpoch: int64().since(3).tag(1).default(-1),
    finalizedFeatures: array({
      name: string(),
      maxVersionLevel: int16(),
      minVersionLevel: int16(),
    })
      .since(3)
      .tag(2),
    zkMigrationReady: bool().since(3).tag(3),
  },
})

export const apiVersions = serve(spec, {
  handle: ({ clientSoftwareName }, context) => {
    const { broker } = context
    broker.rereads.introduced(context, clientSoftwareName)
    return { errorCode: ErrorCode.NONE, apiKeys: apiKeysOf(broker) }
  },
  refuse: (_, errorCode) => ({ errorCode, apiKeys: [] }),
})
