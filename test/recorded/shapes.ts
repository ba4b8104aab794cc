/** The answers that are repeated most. A recording spreads one of them, and names its differences; `undefined` is a member that is absent. */

/** Lambda's pattern of function names, as its refusals show it. */
export const namePattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

/** A function that is active, as GetFunctionConfiguration answers. */
export const configuration = {
  Architectures: ['x86_64'],
  CodeSha256: '<hash:code>',
  CodeSize: '<number>',
  Description: '',
  Environment: {Variables: {}},
  EphemeralStorage: {Size: 512},
  FunctionArn: '{functionArn}',
  FunctionName: '{function}',
  Handler: 'handler.handler',
  LastModified: '<time>',
  LoggingConfig: {LogFormat: 'Text', LogGroup: '/aws/lambda/{function}'},
  MemorySize: 128,
  PackageType: 'Zip',
  RevisionId: '<uuid:1>',
  Role: 'arn:aws:iam::{account}:role/{role}',
  Runtime: 'python3.12',
  RuntimeVersionConfig: {RuntimeVersionArn: 'arn:aws:lambda:{region}::runtime:<hex:runtime>'},
  SnapStart: {ApplyOn: 'None', OptimizationStatus: 'Off'},
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Timeout: 30,
  TracingConfig: {Mode: 'PassThrough'},
  Version: '$LATEST',
}

/** A mapping that was just created, as CreateEventSourceMapping answers. */
export const mapping = {
  BatchSize: 1,
  BisectBatchOnFunctionError: false,
  DestinationConfig: {OnFailure: {}},
  EventSourceArn: '{streamArn}',
  EventSourceMappingArn: 'arn:aws:lambda:{region}:{account}:event-source-mapping:<uuid:mapping>',
  FunctionArn: '{functionArn}',
  FunctionResponseTypes: [],
  LastModified: '<instant>',
  LastProcessingResult: 'No records processed',
  MaximumBatchingWindowInSeconds: 1,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: 1,
  ParallelizationFactor: 1,
  StartingPosition: 'TRIM_HORIZON',
  State: 'Creating',
  StateTransitionReason: 'User action',
  TumblingWindowInSeconds: 0,
  UUID: '<uuid:mapping>',
}
