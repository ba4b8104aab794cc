import {expect} from 'vitest'
import {defaultsOnTheWire} from '../../../support/default-mapping.ts'
import type {Row} from '../row.ts'

const functionArn = expect.stringMatching(/^arn:aws:lambda:us-east-1:\d{12}:function:orders-projector(:[\w$-]+)?$/)
const mapping = {
  UUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
  EventSourceArn: expect.stringMatching(/^arn:aws:dynamodb:us-east-1:\d{12}:table\/orders\/stream\//),
  FunctionArn: functionArn,
  State: 'Enabled',
  BatchSize: expect.any(Number),
  MaximumRetryAttempts: expect.any(Number),
  BisectBatchOnFunctionError: expect.any(Boolean),
  LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
}
const configuration = {
  FunctionName: 'orders-projector',
  FunctionArn: functionArn,
  Role: expect.stringMatching(/^arn:aws:iam::\d{12}:role\//),
  Timeout: expect.any(Number),
  MemorySize: expect.any(Number),
  // Lambda writes this one as text, with an offset and not with "Z".
  LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
}
const update = 'lambda update-event-source-mapping --uuid {mapping}'
const noMapping = '00000000-0000-4000-8000-000000000000'
const notThere = {refused: 'ResourceNotFoundException', saying: /^Function not found: arn:aws:lambda:us-east-1:\d{12}:function:no-such/}

const reads: Row[] = [
  {aws: 'lambda list-event-source-mappings', answers: {EventSourceMappings: expect.arrayContaining([expect.objectContaining(mapping)])}},
  {
    aws: 'lambda list-event-source-mappings --page-size 1',
    answers: {EventSourceMappings: expect.arrayContaining([expect.objectContaining(mapping)])},
  },
  // It never says that a function does not exist.
  {aws: 'lambda list-event-source-mappings --function-name no-such', answers: {EventSourceMappings: []}},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', answers: mapping, keep: {stream: 'EventSourceArn'}},
  {aws: 'lambda list-event-source-mappings --event-source-arn {stream}', answers: {EventSourceMappings: [mapping]}},
  {
    aws: `lambda get-event-source-mapping --uuid ${noMapping}`,
    refused: 'ResourceNotFoundException',
    saying: /^The resource you requested does not exist/,
  },
  {
    aws: 'lambda get-function --function-name {function}',
    answers: {Configuration: {...configuration, State: 'Active', LastUpdateStatus: 'Successful'}, Code: {RepositoryType: 'S3'}},
  },
  {aws: 'lambda get-function --function-name no-such', ...notThere},
  {aws: 'lambda get-function --function-name {function} --qualifier 999', refused: 'ResourceNotFoundException'},
  {
    aws: 'lambda get-function --function-name no&name',
    refused: 'ValidationException',
    saying: /at 'functionName' failed to satisfy constraint/,
  },
  {
    aws: 'lambda get-function-configuration --function-name {function} --qualifier $LATEST',
    answers: {...configuration, Version: '$LATEST'},
  },
  {aws: 'lambda list-functions', answers: {Functions: expect.arrayContaining([expect.objectContaining(configuration)])}},
  {
    aws: 'lambda list-versions-by-function --function-name {function}',
    answers: {Versions: expect.arrayContaining([expect.objectContaining({Version: '$LATEST'})])},
  },
  {aws: 'lambda list-versions-by-function --function-name no-such', ...notThere},
  {aws: 'lambda list-aliases --function-name {function}', answers: {Aliases: expect.any(Array)}},
  {aws: 'lambda list-aliases --function-name no-such', ...notThere},
  {
    aws: 'lambda get-alias --function-name {function} --name no-such',
    refused: 'ResourceNotFoundException',
    saying: /^Cannot find alias arn: /,
  },
  {
    aws: 'lambda get-account-settings',
    answers: {
      AccountLimit: {ConcurrentExecutions: expect.any(Number), UnreservedConcurrentExecutions: expect.any(Number)},
      AccountUsage: {FunctionCount: expect.any(Number)},
    },
  },
]

const concurrency: Row[] = [
  {
    aws: 'lambda put-function-concurrency --function-name {function} --reserved-concurrent-executions 20',
    answers: {ReservedConcurrentExecutions: 20},
  },
  {aws: 'lambda get-function-concurrency --function-name {function}', answers: {ReservedConcurrentExecutions: 20}},
  {aws: 'lambda get-function --function-name {function}', answers: {Concurrency: {ReservedConcurrentExecutions: 20}}},
  {
    aws: 'lambda put-function-concurrency --function-name {function} --reserved-concurrent-executions 100000',
    refused: 'InvalidParameterValueException',
    saying: /decreases account's UnreservedConcurrentExecution below its minimum value of \[100\]/,
  },
  {aws: 'lambda put-function-concurrency --function-name {function} --reserved-concurrent-executions -1', refused: 'ValidationException'},
  {aws: 'lambda put-function-concurrency --function-name no-such --reserved-concurrent-executions 1', ...notThere},
  {aws: 'lambda delete-function-concurrency --function-name {function}', answers: null},
  // Unreserved: an empty answer, which the CLI does not print.
  {aws: 'lambda get-function-concurrency --function-name {function}'},
]

const refusedUpdates: Row[] = [
  {
    aws: `${update} --batch-size 99999`,
    refused: 'ValidationException',
    saying: /Value '99999' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000/,
  },
  {aws: `${update} --batch-size 0`, refused: 'ValidationException'},
  {aws: `${update} --parallelization-factor 11`, refused: 'ValidationException', saying: /'parallelizationFactor'/},
  {aws: `${update} --maximum-batching-window-in-seconds 301`, refused: 'ValidationException'},
  {aws: `${update} --tumbling-window-in-seconds 901`, refused: 'ValidationException'},
  {aws: `${update} --maximum-retry-attempts 10001`, refused: 'ValidationException'},
  {aws: `${update} --maximum-record-age-in-seconds 604801`, refused: 'ValidationException'},
  // AWS's own words, in hashicorp/terraform-provider-aws#16113.
  {
    aws: `${update} --maximum-record-age-in-seconds 30`,
    refused: 'InvalidParameterValueException',
    saying: /^MaximumRecordAgeInSeconds must be either -1 \(forever\) or between 60 and 604800 \(inclusive\)/,
  },
  {aws: `${update} --function-response-types Everything`, refused: 'ValidationException'},
  {aws: `${update} --destination-config OnFailure={Destination=my-queue}`, refused: 'ValidationException'},
  {
    aws: `${update} --filter-criteria {criteria}`,
    with: {criteria: '{"Filters":[{"Pattern":"{\\"eventName\\":\\"INSERT\\"}"}]}'},
    refused: 'InvalidParameterValueException',
    saying: /^Invalid filter pattern definition/,
  },
  {aws: `${update} --function-name no-such`, ...notThere},
  {aws: `lambda update-event-source-mapping --uuid ${noMapping} --batch-size 10`, refused: 'ResourceNotFoundException'},
]

/** An update answers at once, with the old settings; polling stops and starts again, and meanwhile no other update is taken. */
const updates: Row[] = [
  {
    aws: `${update} --batch-size 37 --bisect-batch-on-function-error --maximum-retry-attempts 3`,
    answers: {UUID: expect.any(String), State: 'Updating'},
  },
  {aws: `${update} --batch-size 38`, refused: 'ResourceInUseException', saying: /in use|currently being updated/},
  {advance: 600},
  {
    aws: 'lambda get-event-source-mapping --uuid {mapping}',
    answers: {...mapping, BatchSize: 37, BisectBatchOnFunctionError: true, MaximumRetryAttempts: 3},
  },
  {
    aws: `${update} --filter-criteria {criteria}`,
    with: {criteria: '{"Filters":[{"Pattern":"{\\"eventName\\":[\\"INSERT\\"]}"}]}'},
    answers: {State: 'Updating'},
  },
  {advance: 600},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', answers: {FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}}},
  {
    aws: `${update} --filter-criteria {criteria}`,
    with: {criteria: JSON.stringify({Filters: Array(6).fill({Pattern: '{"eventName":["INSERT"]}'})})},
    refused: 'InvalidParameterValueException',
  },
  {aws: `${update} --no-enabled`, answers: {State: 'Disabling'}},
  {advance: 600},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', answers: {State: 'Disabled'}},
  {aws: `${update} --enabled`, answers: {State: 'Enabling'}},
  {advance: 600},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', answers: {State: 'Enabled'}},
]

const versions: Row[] = [
  // Nothing has changed since the newest version: no other is published.
  {aws: 'lambda publish-version --function-name {function} --description release', answers: {Description: ''}},
  {aws: 'lambda update-function-configuration --function-name {function} --timeout 61', answers: {Timeout: 61}},
  {advance: 60},
  {
    aws: 'lambda publish-version --function-name {function} --description release',
    answers: {FunctionName: 'orders-projector', Description: 'release'},
    keep: {version: 'Version'},
  },
  {
    aws: 'lambda create-alias --function-name {function} --name blue --function-version {version}',
    answers: {Name: 'blue', AliasArn: expect.stringMatching(/:function:orders-projector:blue$/), RevisionId: expect.any(String)},
    keep: {revision: 'RevisionId'},
  },
  {
    aws: 'lambda get-provisioned-concurrency-config --function-name {function} --qualifier {version}',
    refused: 'ProvisionedConcurrencyConfigNotFoundException',
  },
  {
    aws: 'lambda create-alias --function-name {function} --name blue --function-version {version}',
    refused: 'ResourceConflictException',
    saying: /^Alias already exists: arn:/,
  },
  {aws: 'lambda create-alias --function-name {function} --name green --function-version 999', refused: 'ResourceNotFoundException'},
  {
    aws: 'lambda get-function --function-name {function}:blue',
    answers: {Configuration: {FunctionArn: expect.stringMatching(/:function:orders-projector:blue$/)}},
  },
  {
    aws: 'lambda update-alias --function-name {function} --name blue --function-version $LATEST --revision-id 00000000-0000-4000-8000-000000000000',
    refused: 'PreconditionFailedException',
    saying: /Revision Id/,
  },
  {
    aws: 'lambda update-alias --function-name {function} --name blue --function-version $LATEST --revision-id {revision}',
    answers: {Name: 'blue', FunctionVersion: '$LATEST'},
  },
  // A weighted alias needs two published versions (Lambda developer guide).
  {
    aws: 'lambda update-alias --function-name {function} --name blue --routing-config AdditionalVersionWeights={{version}=0.1}',
    refused: 'InvalidParameterValueException',
    saying: /\$LATEST is not supported for an alias pointing to more than 1 version/,
  },
  {aws: 'lambda invoke --function-name {function}:blue --invocation-type DryRun /dev/null', answers: {StatusCode: 204}},
  {aws: 'lambda invoke --function-name no-such --invocation-type DryRun /dev/null', ...notThere},
  {
    aws: 'lambda update-function-configuration --function-name {function} --timeout 5401',
    refused: 'ValidationException',
    saying: /'timeout'/,
  },
  {
    aws: 'lambda update-function-configuration --function-name {function} --memory-size 100',
    refused: 'ValidationException',
    saying: /'memorySize'/,
  },
  {
    aws: 'lambda update-function-configuration --function-name {function} --memory-size 1769',
    answers: {FunctionName: 'orders-projector', MemorySize: 1769, LastUpdateStatus: expect.stringMatching(/^(InProgress|Successful)$/)},
    keep: {arn: 'FunctionArn'},
  },
  {
    aws: 'lambda get-policy --function-name {function}',
    refused: 'ResourceNotFoundException',
    saying: /^The resource you requested does not exist/,
  },
  {aws: 'lambda list-provisioned-concurrency-configs --function-name {function}', answers: {ProvisionedConcurrencyConfigs: []}},
  {aws: 'lambda tag-resource --resource {arn} --tags team=orders', answers: null},
  {aws: 'lambda list-tags --resource {arn}', answers: {Tags: {team: 'orders'}}},
]

const create = 'lambda create-event-source-mapping --event-source-arn {stream}'

/** A second mapping on the same stream, with the defaults that AWS gave one in 2025 (aws-validated snapshots of other projects). */
const secondMapping: Row[] = [
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', keep: {target: 'FunctionArn'}},
  {
    aws: `${create} --function-name {target} --starting-position LATEST`,
    refused: 'ResourceConflictException',
    saying: /mapping already exists\. Please update or delete the existing mapping with UUID [0-9a-f-]{36}/,
  },
  {
    aws: `${create} --function-name no-such --starting-position LATEST`,
    refused: 'InvalidParameterValueException',
    saying: /^Function does not exist/,
  },
  {
    aws: `${create} --function-name {function}:blue --starting-position AT_TIMESTAMP --starting-position-timestamp 2026-01-01T00:00:00Z`,
    refused: 'InvalidParameterValueException',
  },
  {
    aws: `${create} --function-name {function}:blue --starting-position LATEST`,
    answers: {
      State: 'Creating',
      StateTransitionReason: 'User action',
      LastProcessingResult: 'No records processed',
      ...defaultsOnTheWire,
    },
    keep: {second: 'UUID'},
  },
  {advance: 600},
  {aws: 'lambda get-event-source-mapping --uuid {second}', answers: {State: 'Enabled'}},
  {aws: 'lambda delete-event-source-mapping --uuid {second}', answers: {State: 'Deleting'}},
  {advance: 600},
  {aws: 'lambda get-event-source-mapping --uuid {second}', refused: 'ResourceNotFoundException'},
]

const again =
  'lambda create-function --function-name {function} --runtime nodejs24.x --handler index.handler --zip-file fileb://PACKAGE.zip'

/** Logging settings are left out, because Debian's AWS CLI does not know them. A function that is deleted takes its versions with it, and leaves its mapping; one that is created again is at its first version. */
const createdAgain: Row[] = [
  {aws: 'lambda get-function-configuration --function-name {function}', keep: {role: 'Role'}},
  {
    aws: `${again} --role {role}`,
    refused: 'ResourceConflictException',
    saying: /^Function already exist: orders-projector/,
  },
  {aws: `${again} --role orders-projector`, refused: 'ValidationException', saying: /'role' failed to satisfy constraint/},
  {aws: `${again} --role {role} --timeout 1801`, refused: 'ValidationException', saying: /'timeout'/},
  {aws: 'lambda delete-function --function-name no-such', ...notThere},
  {
    aws: 'lambda delete-function --function-name {function} --qualifier {version}',
  },
  {aws: 'lambda get-function --function-name {function} --qualifier {version}', refused: 'ResourceNotFoundException'},
  {aws: 'lambda delete-function --function-name {function}'},
  {aws: 'lambda get-function --function-name {function}', refused: 'ResourceNotFoundException'},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', answers: {FunctionArn: functionArn, State: 'Enabled'}},
  {aws: `${again} --role {role} --vpc-config SubnetIds=subnet-00000000,SecurityGroupIds=sg-1`, refused: 'InvalidParameterValueException'},
  {
    aws: `${again} --role {role} --publish --memory-size 256 --dead-letter-config TargetArn={queue} --snap-start ApplyOn=PublishedVersions`,
    with: {queue: 'arn:aws:sqs:us-east-1:123456789012:orders-dead'},
    answers: {
      ...configuration,
      Runtime: 'nodejs24.x',
      // AWS's own settings of a function that names none (Lambda API reference, "CreateFunction").
      Timeout: 3,
      MemorySize: 256,
      Architectures: ['x86_64'],
      TracingConfig: {Mode: 'PassThrough'},
      DeadLetterConfig: {TargetArn: 'arn:aws:sqs:us-east-1:123456789012:orders-dead'},
      SnapStart: {ApplyOn: 'PublishedVersions'},
    },
  },
  {aws: 'lambda list-aliases --function-name {function}', answers: {Aliases: []}},
]

export const lambdaRows: readonly Row[] = [
  ...reads,
  ...concurrency,
  ...refusedUpdates,
  ...updates,
  ...versions,
  ...secondMapping,
  ...createdAgain,
]
