import type {LabBucket, World} from '../../simulation/engine/world.ts'
import type {Call} from '../protocol/call.ts'
import {fromParameters} from '../protocol/decode.ts'
import {AwsError, type CommonErrors, queryErrors} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {required, text} from '../protocol/shapes.ts'
import type {WireRequest} from '../protocol/wire.ts'
import {element, toXml} from '../protocol/xml.ts'

/** S3's own words for the errors that all services have (S3 API reference, "Error responses"). */
const errors: CommonErrors = {
  ...queryErrors,
  denied: message => new AwsError('AccessDenied', message, {status: 403}),
  throttled: () => new AwsError('SlowDown', 'Please reduce your request rate.', {status: 503}),
  internal: (message = 'We encountered an internal error. Please try again.') => new AwsError('InternalError', message, {status: 500}),
  unknownOperation: () => new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {status: 405}),
}

function bucketAt({buckets}: World, name: string): LabBucket {
  const bucket = buckets.get(name)
  if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {status: 404})
  return bucket
}

const onBucket = {
  input: {Bucket: required(text({min: 3, max: 63}))},
  resource: ({Bucket}: {Bucket: string}) => `arn:aws:s3:::${Bucket}`,
}

/** The region is us-east-1, which S3 writes as nothing. */
const getBucketLocation = operation({
  action: 's3:GetBucketLocation',
  ...onBucket,
  run: ({Bucket}, {world}) => {
    bucketAt(world, Bucket)
    return {}
  },
})

/** Every bucket encrypts, with S3's own key unless another one is named (S3 User Guide, "Setting default server-side encryption"). */
const getBucketEncryption = operation({
  action: 's3:GetEncryptionConfiguration',
  ...onBucket,
  run: ({Bucket}, {world}) => {
    const {kmsKey} = bucketAt(world, Bucket)
    const encryption = kmsKey === undefined ? {SSEAlgorithm: 'AES256'} : {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKey}
    return {Rule: {ApplyServerSideEncryptionByDefault: encryption, BucketKeyEnabled: false}}
  },
})

const createBucket = operation({
  action: 's3:CreateBucket',
  ...onBucket,
  run: ({Bucket}, {world: {buckets}}) => {
    if (buckets.has(Bucket))
      throw new AwsError('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', {
        status: 409,
      })
    buckets.set(Bucket, {name: Bucket, arn: `arn:aws:s3:::${Bucket}`, objects: new Map()})
    return {}
  },
})

/** The subject of a request for a bucket, by the word in its query, and the element of the answer. */
const asked = {
  location: {name: 'GetBucketLocation', operation: getBucketLocation, element: 'LocationConstraint'},
  encryption: {name: 'GetBucketEncryption', operation: getBucketEncryption, element: 'ServerSideEncryptionConfiguration'},
} as const

/** The bucket stands before the host's name or first in the path (S3 User Guide, "Virtual hosting"). */
function bucketOf({headers, path}: WireRequest): string {
  const [, before] = /^(.+)\.s3[.-]/.exec(headers.host ?? '') ?? []
  return before ?? decodeURIComponent(path.split('/')[1] ?? '')
}

/** REST-XML, recognised by the service that the request is signed for. Of S3 the lab has the reads about a bucket as a destination. */
export function s3Call(request: WireRequest): Call | null {
  if (!/Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/s3\//.test(request.headers.authorization ?? '')) return null
  const {method, path, query} = request
  const isNew = method === 'PUT' && /^\/[^/]*\/?$/.test(path)
  const question = isNew
    ? {name: 'CreateBucket', operation: createBucket, element: 'CreateBucketOutput'}
    : Object.entries(asked).find(([word]) => method === 'GET' && word in query)?.[1]
  const name = question?.name ?? `${method} ${path}`
  const headers = {'content-type': 'application/xml'}
  return {
    action: question?.operation.action ?? `s3:${name}`,
    name,
    operation: question?.operation ?? null,
    errors,
    read: ({input}) => fromParameters(input, new Map([['Bucket', bucketOf(request)]])),
    answer: output => ({status: 200, headers, body: bucketXml(question?.element ?? '', output)}),
    refuse: (error, requestId) => ({
      status: error.status,
      headers,
      body: element('Error', toXml({Code: error.code, Message: error.message, RequestId: requestId}, {version: '', namespace: ''})),
    }),
  }
}

const bucketXml = (name: string, output: object): string =>
  `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${toXml(output, {version: '', namespace: ''})}</${name}>`
