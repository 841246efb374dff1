// The channel to the host and what depends on it: calls, feeds, the frame clock, the open lab.
export { client, setClient, type Client } from './client'
export { startClient, startRoom } from './connect'
export {
  FOLLOW_PATH,
  followedBeside,
  followLink,
  followPlace,
  placeIn,
  type FollowPlace,
} from './follow-place'
export {
  asksGroupReadTwice,
  asksLabReadTwice,
  groupReadTwice,
  LAB_READ_TWICE,
} from './read-twice-link'
export { hostError, hostState, lostSince } from './host-state'
export { engines, GOES, runs, session, startSession } from './lab-session'
export { forgetDoubts, startDoubts } from './start-doubts'
export { nodeInfo, nodeTypes, startNodeTypes } from './node-types'
export { sendFile } from './send-file'
export { useAct, useCall } from './use-call'
export { useFeed, useRing } from './use-feed'
export { toastUndo } from './toast-undo'
export { errorWords, isCancelled, readWords, toastError } from './words'
export { changeLook, restoreLook, settings as look, syncLook } from './look'
export { chooseOutput, outputOf, runOutputs, textToRun, type RunOutput } from './run-output'
export {
  askSpark,
  settingsIn,
  settingsText,
  sparkMaster,
  sparkSettings,
  sparkVersion,
} from './run-place'
export { ledgerFault, ledgerWord } from './ledger-word'
export { useConnectionChoice } from './connection-choice'
export { matches, useFinds, type Find, type FindKind } from './finds'
export { usePoll } from './use-poll'
export { useTrouble } from './use-trouble'
export { draftTitle, dropDraft, newDrafts, putBack, type Draft } from './drafts'
export { labFiles, startLabFiles } from './lab-files'
export { useWrittenFiles } from './written-files'
