import {describe, expect, it} from 'vitest'
import type {Around} from '../../../src/advice/commands/command-rule.ts'
import {refusedBecause} from '../../../src/advice/commands/command-rules.ts'
import {lambdaFunction, mapping, nowMs, table, functionVersion as version} from '../../support/evidence.ts'

const at = '--region us-east-1'
const own = `${at} --function-name orders-projector`
const update = `aws lambda update-event-source-mapping ${at} --uuid ${mapping().uuid}`
const configure = `ddbstream configure orders-projector ${at}`
const stream = mapping().eventSourceArn

const around = (given: Partial<Around> = {}): Around => ({
  nowMs,
  mapping: mapping(),
  function: lambdaFunction(),
  versions: [version('$LATEST'), version('7'), version('8')],
  accountSettings: {concurrentExecutions: 1000, unreservedConcurrentExecutions: 900},
  table: table(),
  ...given,
})
const managed = lambdaFunction({managedInstances: true})
const gone = around({function: null, versions: []})
const onLive = (given: Partial<Around> = {}) => around({mapping: mapping({qualifier: 'live'}), ...given})
const live = (weights: Record<string, number> = {}, functionVersion = '8') => ({name: 'live', functionVersion, weights})
const account = (concurrentExecutions: number | null, unreservedConcurrentExecutions: number | null) =>
  around({accountSettings: {concurrentExecutions, unreservedConcurrentExecutions}})
const group = (logGroupClass: string) => around({logGroup: {name: '/aws/lambda/orders-projector', logGroupClass}})
const tail = `aws logs tail ${at} /aws/lambda/orders-projector --since 15m`
const policy = (length: number) => JSON.stringify({Version: '2012-10-17', Statement: [], Id: 'x'.repeat(length)})

/** Of the table's latest stream. */
const remapStream = `ddbstream remap orders-projector ${at} --mapping ${mapping().uuid} --stream latest`

/** A command, the known facts of the pipeline, and AWS's objection: null where it takes the command. */
const rows: [string, string, Around, RegExp | null][] = [
  ...(
    [
      ['BatchSize', [1, 10_000], [0, 10_001]],
      ['MaximumBatchingWindowInSeconds', [0, 300], [-1, 301]],
      ['ParallelizationFactor', [1, 10], [0, 11]],
      ['MaximumRetryAttempts', [-1, 0, 10_000], [-2, 10_001]],
      ['MaximumRecordAgeInSeconds', [-1, 60, 604_800], [-2, 0, 59, 604_801]],
    ] as const
  ).flatMap(([name, taken, refused]) => [
    ...taken.map((n): [string, string, Around, null] => [`${name} ${n}`, `${configure} --set ${name}=${n}`, around(), null]),
    ...refused.map((n): [string, string, Around, RegExp] => [
      `${name} ${n}`,
      `${configure} --set ${name}=${n}`,
      around(),
      /^AWS accepts a/,
    ]),
  ]),
  ['a change that holds one wrong value', `${configure} --set BatchSize=10 --set ParallelizationFactor=11`, around(), /Parallelization/],
  ['no number', `${update} --batch-size many`, around(), /BatchSize/],
  ['a value that only the user knows', `${update} --batch-size BATCH_SIZE`, around(), null],
  ['a tumbling window', `${update} --tumbling-window-in-seconds 900`, around(), null],
  ['one too long', `${update} --tumbling-window-in-seconds 901`, around(), /Tumbling/],
  ['ten filters', `${update} --filter-criteria '${JSON.stringify({Filters: Array(10).fill({Pattern: '{}'})})}'`, around(), null],
  ['eleven', `${update} --filter-criteria '${JSON.stringify({Filters: Array(11).fill({Pattern: '{}'})})}'`, around(), /ten filters/],
  ['a long filter', `${update} --filter-criteria '${JSON.stringify({Filters: [{Pattern: 'x'.repeat(4097)}]})}'`, around(), /4,096/],
  ['a queue', `${configure} --set DestinationConfig=arn:aws:sqs:us-east-1:123456789012:failed`, around(), null],
  ['a queue that only the user knows', `${configure} --set DestinationConfig=ARN_OF_YOUR_SQS_QUEUE`, around(), null],
  ['a FIFO queue', `${configure} --set DestinationConfig=arn:aws:sqs:us-east-1:123456789012:failed.fifo`, around(), /FIFO/],
  ['a stream as destination', `${configure} --set DestinationConfig=${stream}`, around(), /SQS queue, an SNS topic/],
  ['no destination any more', `${update} --destination-config '{"OnFailure":{"Destination":""}}'`, around(), null],
  ['a destination that is no JSON', `${update} --destination-config '{x'`, around(), /accepts only JSON/],
  ['a filter that is no JSON', `${update} --filter-criteria '{x'`, around(), /accepts only JSON/],
  ['a filter that is no object', `${update} --filter-criteria 7`, around(), /accepts only JSON/],
  ['a FIFO topic', `${update} --destination-config '{"OnFailure":{"Destination":"arn:aws:sns:x:1:t.fifo"}}'`, around(), /FIFO/],

  ['the latest stream', remapStream, around(), null],
  ['that of a table without one', remapStream, around({table: table({streamEnabled: false})}), /no enabled stream/],
  ['that of a table that is gone', remapStream, around({table: null}), /no enabled stream/],
  [
    'that of a table whose stream is switched on before',
    `aws dynamodb update-table ${at} --table-name orders --stream-specification StreamEnabled=true,StreamViewType=KEYS_ONLY && ${remapStream}`,
    around({table: table({streamEnabled: false})}),
    null,
  ],

  ['30 minutes', `aws lambda update-function-configuration ${own} --timeout 1800`, around(), null],
  ['a second more', `aws lambda update-function-configuration ${own} --timeout 1801`, around(), /Timeout of 1 to 1,800/],
  ['90 minutes, managed', `aws lambda update-function-configuration ${own} --timeout 5400`, around({function: managed}), null],
  ['a second more, managed', `aws lambda update-function-configuration ${own} --timeout 5401`, around({function: managed}), /5,400/],
  ['30 minutes, by ddbstream', `${configure} --timeout 30m`, around(), null],
  ['a second more, by ddbstream', `${configure} --timeout 1801s`, around(), /Timeout of 1 to 1,800/],
  ['10 GB', `${configure} --memory 10240`, around(), null],
  ['more memory', `${configure} --memory 10241`, around(), /MemorySize of 128 to 10,240/],
  ['less memory', `${configure} --memory 127`, around(), /MemorySize/],
  ['32 GB, managed', `${configure} --memory 32768`, around({function: managed}), null],
  [
    'the runtime of an image',
    `aws lambda update-function-configuration ${own} --runtime nodejs24.x`,
    around({function: lambdaFunction({packageType: 'Image'})}),
    /in the image/,
  ],
  [
    'a package for an image',
    `aws lambda update-function-code ${own} --zip-file fileb://PREVIOUS_PACKAGE.zip`,
    around({function: lambdaFunction({packageType: 'Image'})}),
    /no deployment package/,
  ],
  ['an image for a package', `aws lambda update-function-code ${own} --image-uri PREVIOUS_IMAGE`, around(), /no image/],
  [
    'the day before changes are blocked',
    `${configure} --memory 512`,
    around({function: lambdaFunction({runtime: 'nodejs18.x'}), nowMs: Date.UTC(2027, 2, 2)}),
    null,
  ],
  [
    'the day they are',
    `${configure} --memory 512`,
    around({function: lambdaFunction({runtime: 'nodejs18.x'}), nowMs: Date.UTC(2027, 2, 3)}),
    /nodejs18.x since 2027-03-03/,
  ],
  [
    'another runtime then',
    `aws lambda update-function-configuration ${own} --runtime nodejs24.x`,
    around({function: lambdaFunction({runtime: 'nodejs18.x'}), nowMs: Date.UTC(2027, 2, 3)}),
    null,
  ],

  ['all but 100', `${configure} --reserved-concurrency 800`, around(), null],
  ['one more', `${configure} --reserved-concurrency 801`, around(), /may reserve 800 for this function at most/],
  [
    'with an own reserve that is given back',
    `${configure} --reserved-concurrency 840`,
    around({function: lambdaFunction({reservedConcurrency: 40})}),
    null,
  ],
  ['in a small account', `${configure} --reserved-concurrency 1`, account(10, 10), /no concurrency to reserve/],
  ['nothing, in a small account', `${configure} --reserved-concurrency 0`, account(10, 10), null],
  ['an account of 100', `${configure} --reserved-concurrency 1`, account(100, 100), /no concurrency to reserve/],
  ['an account of 101', `${configure} --reserved-concurrency 1`, account(101, 101), null],
  ['limits that are not known', `${configure} --reserved-concurrency 5000`, account(null, null), null],
  ['no reserve any more', `${configure} --reserved-concurrency none`, account(10, 10), null],
  ['less than none', `aws lambda put-function-concurrency ${own} --reserved-concurrent-executions -1`, around(), /whole number/],
  [
    'a higher limit',
    `aws service-quotas request-service-quota-increase ${at} --service-code lambda --quota-code L-B99A9384 --desired-value 1100`,
    around(),
    null,
  ],
  [
    'the limit of now',
    `aws service-quotas request-service-quota-increase ${at} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
    around(),
    /already 1,000/,
  ],

  ['the versions of a function that is gone', `aws lambda list-versions-by-function ${own}`, gone, /does not exist/],
  ['the same by its ARN', `aws lambda get-function ${at} --function-name ${mapping().functionArn}`, gone, /does not exist/],
  ['a remap to a function that is gone', `ddbstream remap orders-projector ${at} --version latest`, gone, /does not exist/],
  ['a function of another name', `aws lambda get-function ${at} --function-name another`, gone, null],
  ['its errors', `ddbstream errors orders-projector ${at} --since 15m`, gone, null],
  ['the mapping alone', `aws lambda delete-event-source-mapping ${at} --uuid ${mapping().uuid}`, gone, null],
  ['the function itself', `aws lambda create-function ${own} --runtime RUNTIME`, gone, null],
  ['an alias of it', `aws lambda create-alias ${own} --name live --function-version VERSION`, gone, /does not exist/],
  [
    'an alias of it, once it is made',
    `aws lambda create-function ${own} --publish && aws lambda create-alias ${own} --name live --function-version 1`,
    gone,
    null,
  ],
  [
    'an alias that is gone, beside others that exist',
    `aws lambda get-function-configuration ${at} --function-name ${mapping().functionArn}:live`,
    onLive({function: null, versions: undefined}),
    /:live does not exist|AWS refuses/,
  ],
  ['its function, which may be there', `aws lambda get-function ${own}`, onLive({function: null, versions: undefined}), null],
  ['a mapping on its way out', `${update} --batch-size 5`, around({mapping: mapping({state: 'Deleting'})}), /being deleted/],
  ['a table that is gone', `aws dynamodb describe-table ${at} --table-name orders`, around({table: null}), /table orders does not exist/],
  ['another table', `aws dynamodb update-table ${at} --table-name TARGET_TABLE`, around({table: null}), null],
  [
    'a mapping for a stream that is off',
    `aws lambda create-event-source-mapping ${own} --event-source-arn ${stream}`,
    around({table: table({streamEnabled: false, latestStreamArn: stream})}),
    /no enabled stream/,
  ],
  ['a mapping for one that is on', `aws lambda create-event-source-mapping ${own} --event-source-arn ${stream}`, around(), null],
  ['the tail of a log', tail, group('STANDARD'), null],
  ['the tail of one for seldom reading', tail, group('INFREQUENT_ACCESS'), /INFREQUENT_ACCESS, which tail does not read/],
  ['the tail of one that is not there', tail, around({logGroup: null}), /does not exist/],
  [
    'a query of one for seldom reading',
    `aws logs start-query ${at} --log-group-name /aws/lambda/orders-projector`,
    group('INFREQUENT_ACCESS'),
    null,
  ],
  [
    'a query within a command',
    `aws logs get-query-results ${at} --query-id "$(aws logs start-query --log-group-name /aws/lambda/orders-projector)"`,
    group('DELIVERY'),
    /DELIVERY/,
  ],

  ['a version that there is', `ddbstream remap orders-projector ${at} --version 7`, around(), null],
  ['one that there is not', `ddbstream remap orders-projector ${at} --version 6`, around(), /no version 6/],
  ['one of many that are not known', `ddbstream remap orders-projector ${at} --version 6`, around({versions: undefined}), null],
  ['an alias on a version that there is not', `aws lambda create-alias ${own} --name x --function-version 6`, around(), /no version 6/],
  ['a version in place of an alias', `aws lambda update-alias ${own} --name 18 --function-version 8`, around(), /18 is not an alias/],
  ['$LATEST in place of an alias', `aws lambda update-alias ${own} --name '$LATEST' --function-version 8`, around(), /is not an alias/],
  ['an alias that is gone', `aws lambda update-alias ${own} --name live --function-version 8`, onLive({alias: null}), /no alias live/],
  ['one that is there', `aws lambda update-alias ${own} --name live --function-version 8`, onLive({alias: live()}), null],
  ['the same once more', `aws lambda create-alias ${own} --name live --function-version 8`, onLive({alias: live()}), /exists already/],
  ['weights off', `aws lambda update-alias ${own} --name live --routing-config '{}'`, onLive({alias: live({7: 0.1}, '$LATEST')}), null],
  [
    'weights beside $LATEST',
    `aws lambda update-alias ${own} --name live --routing-config 'AdditionalVersionWeights={7=0.1}'`,
    onLive({alias: live({}, '$LATEST')}),
    /not \$LATEST/,
  ],
  ['an old version', `aws lambda delete-function ${own} --qualifier 7`, around(), null],
  ['the same twice', `aws lambda delete-function ${own} --qualifier 6`, around(), /no version 6/],
  ['$LATEST', `aws lambda delete-function ${own} --qualifier '$LATEST'`, around(), /does not delete \$LATEST/],
  [
    'a version with an alias',
    `aws lambda delete-function ${own} --qualifier 7`,
    around({versions: [version('7', {hasAlias: true})]}),
    /alias/,
  ],
  [
    'the mapped version',
    `aws lambda delete-function ${own} --qualifier 7`,
    around({mapping: mapping({qualifier: '7'})}),
    /mapping invokes/,
  ],
  ['of $LATEST', `aws lambda delete-provisioned-concurrency-config ${own} --qualifier '$LATEST'`, around(), /not to \$LATEST/],

  ['a statement', `aws iam put-role-policy --role-name r --policy-name p --policy-document '${policy(10_000)}'`, around(), null],
  ['too long a one', `aws iam put-role-policy --role-name r --policy-name p --policy-document '${policy(10_241)}'`, around(), /10,240/],
  [
    'a name with a blank',
    `aws iam put-role-policy --role-name r --policy-name 'p q' --policy-document '{}'`,
    around(),
    /not the name of a policy/,
  ],
  ['a role with its path', 'aws iam get-role --role-name path/r', around(), /not the name of a role/],
  ['a bucket', 'aws s3api create-bucket --bucket orders-failed', around(), null],
  ['a bucket in capitals', 'aws s3api create-bucket --bucket Orders', around(), /not the name of a bucket/],
  [
    'where S3 began',
    'aws s3api create-bucket --bucket orders --create-bucket-configuration LocationConstraint=us-east-1',
    around(),
    /LocationConstraint/,
  ],
  ['a rule number', 'aws ec2 create-network-acl-entry --rule-number 32766', around(), null],
  ['one above', 'aws ec2 create-network-acl-entry --rule-number 32767', around(), /32,766/],
]

describe("a printed command by AWS's rules", () => {
  it.each(rows)('%s: %s', (_name, command, known, why) => {
    const refusal = refusedBecause(command, known)
    if (why === null) expect(refusal).toBeNull()
    else expect(refusal?.why).toMatch(why)
  })

  it('asks for a limit that leaves room for a reserve that the account may not give', () => {
    expect(refusedBecause(`${configure} --reserved-concurrency 950`, around())?.instead).toMatchObject({
      summary: expect.stringMatching(/may reserve 800 for this function at most.*L-B99A9384/),
      command: expect.stringMatching(/ request-service-quota-increase --region us-east-1 .*--desired-value 1200$/),
    })
    expect(refusedBecause(`${configure} --reserved-concurrency 4`, account(10, 10))?.instead).toMatchObject({
      command: expect.stringMatching(/--desired-value 1000$/),
    })
  })
})
