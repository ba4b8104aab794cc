import {parentPort, workerData} from 'node:worker_threads'
import type {Case} from './cases.ts'
import {lookAt} from './look.ts'

for (const one of workerData as Case[]) parentPort?.postMessage(await lookAt(one))
