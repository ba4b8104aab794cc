import type {Call} from './call.ts'
import {fromParameters} from './decode.ts'
import {AwsError, type CommonErrors, queryErrors} from './errors.ts'
import {operation} from './operation.ts'
import {required, text} from './shapes.ts'
import type {WireRequest} from './wire.ts'
import {element, toXml} from './xml.ts'

/** S3's own words for what all services have (S3 API reference, "Error responses"). */
const errors: CommonErrors = {
  ...queryErrors,
  denied: message => new AwsError('AccessDenied', message, {status: 403}),
  throttled: () => new AwsError('SlowDown', 'Please reduce your request rate.', {status: 503}),
  internal: (message = 'We encountered an internal error. Please try again.') => new AwsError('InternalError', message, {status: 500}),
  unknownOperation: () => new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {status: 405}),
}

/** The region is us-east-1, which S3 writes as nothing. */
const getBucketLocation = operation({
  action: 's3:GetBucketLocation',
  input: {Bucket: required(text({min: 3, max: 63}))},
  resource: ({Bucket}) => `arn:aws:s3:::${Bucket}`,
  run: ({Bucket}, {world}) => {
    if (!world.buckets.has(Bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {status: 404})
    return {}
  },
})

/** The bucket stands before the host's name or first in the path (S3 User Guide, "Virtual hosting"). */
function bucketOf({headers, path}: WireRequest): string {
  const [, before] = /^(.+)\.s3[.-]/.exec(headers.host ?? '') ?? []
  return before ?? decodeURIComponent(path.split('/')[1] ?? '')
}

/** REST-XML, told by the service that the request is signed for. Of S3 the lab has GetBucketLocation alone. */
export function s3Call(request: WireRequest): Call | null {
  if (!/Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/s3\//.test(request.headers.authorization ?? '')) return null
  const isLocation = request.method === 'GET' && 'location' in request.query
  const name = isLocation ? 'GetBucketLocation' : `${request.method} ${request.path}`
  const headers = {'content-type': 'application/xml'}
  return {
    action: `s3:${name}`,
    name,
    operation: isLocation ? getBucketLocation : null,
    errors,
    read: ({input}) => fromParameters(input, new Map([['Bucket', bucketOf(request)]])),
    answer: () => ({status: 200, headers, body: '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'}),
    refuse: (error, requestId) => ({
      status: error.status,
      headers,
      body: element('Error', toXml({Code: error.code, Message: error.message, RequestId: requestId}, {version: '', namespace: ''})),
    }),
  }
}
