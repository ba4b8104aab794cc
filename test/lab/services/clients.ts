import {CloudWatchClient} from '@aws-sdk/client-cloudwatch'
import {DynamoDBClient} from '@aws-sdk/client-dynamodb'
import {DynamoDBStreamsClient} from '@aws-sdk/client-dynamodb-streams'
import {LambdaClient} from '@aws-sdk/client-lambda'
import {STSClient} from '@aws-sdk/client-sts'
import {inProcessHandler} from '../../../packages/lab/src/in-process.ts'
import type {Lab} from '../../../packages/lab/src/lab.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const common = {region: 'us-east-1', credentials: {accessKeyId: 'LAB', secretAccessKey: 'lab'}, maxAttempts: 1}

/** Real SDK clients with this configuration; nothing is retried. */
export const clientsWith = (config: object) => ({
  lambda: new LambdaClient({...common, ...config}),
  cloudwatch: new CloudWatchClient({...common, ...config}),
  dynamodb: new DynamoDBClient({...common, ...config}),
  streams: new DynamoDBStreamsClient({...common, ...config}),
  sts: new STSClient({...common, ...config}),
})

/** Real SDK clients that talk to a lab in this process; nothing is retried. */
export const clientsOf = (lab: Lab) => clientsWith({endpoint: 'http://lab.invalid', requestHandler: inProcessHandler(lab.handle)})

/** Real SDK clients that talk to an endpoint over HTTP; nothing is retried. */
export const clientsAt = (endpoint: string) => clientsWith({endpoint})
