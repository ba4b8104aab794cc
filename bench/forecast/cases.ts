import {type LambdaClient, PutFunctionConcurrencyCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import type {PipelineLag} from '../../src/model/watch/iterator-age.ts'

/** The action of somebody before the first read. */
type Repair = (client: LambdaClient, pipeline: PipelineLag) => Promise<unknown>

export interface Case {
  incident: string
  event: 'drain' | 'loss'
  repair?: Repair
  what: string
}

const update =
  (change: object): Repair =>
  (client, {mapping}) =>
    client.send(new UpdateEventSourceMappingCommand({UUID: mapping ?? '', ...change}))
const reserve: Repair = (client, {function: FunctionName}) =>
  client.send(new PutFunctionConcurrencyCommand({FunctionName, ReservedConcurrentExecutions: 20}))
const dropAt = (hours: number): Repair => update({MaximumRecordAgeInSeconds: hours * 3600})

/** Incidents of the lab that drain by themselves or once they are repaired, or that reach the age at which records are lost. */
export const cases: readonly Case[] = [
  {incident: 'recovering', event: 'drain', what: 'a long import has ended'},
  {incident: 'write-burst', event: 'drain', what: 'a burst has ended'},
  {incident: 'slow-handler', event: 'drain', repair: update({ParallelizationFactor: 3}), what: 'three lanes for each shard'},
  {incident: 'insufficient-throughput', event: 'drain', repair: update({ParallelizationFactor: 4}), what: 'four lanes for each shard'},
  {incident: 'throttled-concurrency', event: 'drain', repair: reserve, what: 'a reserve of 20'},
  {incident: 'mapping-disabled', event: 'drain', repair: update({Enabled: true}), what: 'enabled again'},
  {incident: 'slow-handler', event: 'loss', repair: dropAt(2), what: 'records are dropped at 2 h'},
  {incident: 'insufficient-throughput', event: 'loss', repair: dropAt(2), what: 'records are dropped at 2 h'},
  {incident: 'poison-record', event: 'loss', repair: dropAt(4), what: 'the batch is dropped at 4 h'},
  {incident: 'failing-function', event: 'loss', repair: dropAt(4), what: 'the batches are dropped at 4 h'},
]
