// Trials on a lab's text in a thread of their own: the composition root, nothing else.
import { parentPort } from 'node:worker_threads'
import { serveTrials } from '@main/host/labs'
import { threadChannel } from '@shared/rpc'

if (parentPort) serveTrials(threadChannel(parentPort))
