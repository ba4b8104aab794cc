import {getResourcePolicy} from '../../aws/dynamodb.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {defineOnDemand} from './on-demand.ts'

/** The resource policy of the stream: it may let a role in by itself, or deny it. */
export const streamPolicy = defineOnDemand({
  key: 'streamPolicy',
  scope: 'stream',
  needs: ['mapping'],
  actions: ['dynamodb:GetResourcePolicy'],
  collect: (aws, {mapping}) => readStreamPolicy(aws, mapping.eventSourceArn),
})

/** As AWS keeps it; null where the stream has none, or is gone. */
export const readStreamPolicy = (aws: Aws, streamArn: string): Promise<string | null> => orNull(getResourcePolicy(aws, streamArn))
