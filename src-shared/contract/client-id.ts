// The Kafka client id of the app's own consumers, each of which is alone in its group. In a file of
// its own, so that an engine's worker does not load the contract for it.
export const APP_CLIENT_ID = 'sluice'
