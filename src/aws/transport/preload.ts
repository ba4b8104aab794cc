import {cloudwatchClient} from '../cloudwatch.ts'
import {dynamodbClient} from '../dynamodb.ts'
import {streamsClient} from '../streams.ts'
import type {Aws} from './connection.ts'

/** Loads the clients of the second round trip while the first one is on its way; loading is most of the start-up time. */
export function preload(aws: Aws): void {
  // A client that cannot be made is told by the request that needs it.
  void Promise.allSettled([cloudwatchClient(aws), dynamodbClient(aws), streamsClient(aws)])
}
