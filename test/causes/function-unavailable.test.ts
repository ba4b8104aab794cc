import {describe, expect, it} from 'vitest'
import type {LambdaFunction} from '../../src/model/evidence/evidence.ts'
import {functionMetrics, functionVersion, lambdaFunction, mapping, type Parts} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const orphan = /^aws lambda delete-event-source-mapping --region us-east-1 --uuid 2b0c6f4e/

describe('function-unavailable', () => {
  it.each<[string, Partial<Parts>, RegExp]>([
    ['a function that is gone', {function: null, functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, /does not exist/],
    ['a function that went a minute ago', {function: null}, /does not exist/],
    [
      'a function that failed',
      {function: lambdaFunction({state: 'Failed', stateReasonCode: 'ImageDeleted'})},
      /is Failed \(ImageDeleted\)/,
    ],
    [
      'a function that wants a tenant',
      {function: lambdaFunction({tenantIsolation: true})},
      /cannot be invoked by a mapping, since it isolates/,
    ],
    ['a function that is taken down', {function: lambdaFunction({state: 'Deactivating'})}, /is Deactivating/],
    [
      'a state that AWS invented since, and nothing is delivered',
      {function: lambdaFunction({state: 'Hibernating'}), functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))},
      /is Hibernating/,
    ],
  ])('is found: %s', (_name, parts, words) => {
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe('function-unavailable')
    expect(cause?.summary).toMatch(words)
  })

  it.each([
    ['ImageDeleted', /The image was deleted from ECR\./],
    ['FunctionError.InitTimeout', /The start of the function takes too long\./],
    ['CameLater', /^(?!.*undefined)/],
  ])('explains the reason that AWS gives: %s', (stateReasonCode, words) => {
    const [cause] = weighing({function: lambdaFunction({state: 'Failed', stateReasonCode})}).causes
    expect(cause?.because.join(' ')).toMatch(words)
  })

  it.each<[string, string | null, RegExp[]]>([
    ['a function', null, [/^aws lambda create-function .*--function-name orders-projector /, orphan]],
    ['an alias', 'live', [/^aws lambda create-alias .*--name live --function-version VERSION$/, orphan]],
    ['a version', '7', [/^ddbstream remap orders-projector:7 .*--version latest$/, orphan]],
  ])('restores the missing part, and advises first the change that loses nothing: %s', (_name, qualifier, commands) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    const [cause] = weighing({function: null, functionMetrics: gone, mapping: mapping({qualifier})}).causes
    expect(cause?.fixes.map(({command}) => command)).toEqual(commands.map(command => expect.stringMatching(command)))
    expect(cause?.fixes[1]?.summary).toMatch(/^If nobody needs the records, .* never delivered\.$/)
  })

  const versions = ['$LATEST', '5', '9'].map(version => functionVersion(version))
  it.each<[string, Partial<Parts>, RegExp]>([
    ['an alias', {function: null, mapping: mapping({qualifier: 'live'})}, /create-alias .*--function-version 9$/],
    ['a version', {function: null, mapping: mapping({qualifier: '7'})}, /^ddbstream remap orders-projector:7 .*--version 9$/],
    ['a durable function', {function: lambdaFunction({durable: true})}, /^ddbstream remap orders-projector .*--version 9$/],
  ])('names the version that exists: %s', (_name, parts, command) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    expect(weighing({functionMetrics: gone, versions, ...parts}).causes[0]?.fixes[0]?.command).toMatch(command)
  })

  const failed = (more: Partial<LambdaFunction> = {}) =>
    lambdaFunction({state: 'Failed', stateReasonCode: 'InvalidSubnet', environmentNames: ['TABLE_NAME'], ...more})
  const at = '--region us-east-1 --function-name orders-projector'
  const save = (more = '') =>
    `aws lambda get-function-configuration ${at} --query 'merge({Runtime:Runtime,Role:Role,Handler:Handler,Description:Description,Timeout:Timeout,MemorySize:MemorySize,Architectures:Architectures,EphemeralStorage:EphemeralStorage,TracingConfig:TracingConfig,LoggingConfig:LoggingConfig,${more}},Layers&&{Layers:Layers[].Arn}||\`{}\`,Environment.Error.Message||Environment.Variables&&{Environment:{Variables:Environment.Variables}}||\`{}\`)' --output json > FUNCTION.json`
  const download = `curl -sfo PACKAGE.zip "$(aws lambda get-function ${at} --query Code.Location --output text)"`
  const create = `aws lambda delete-function ${at} && aws lambda create-function ${at} --cli-input-json file://FUNCTION.json --zip-file fileb://PACKAGE.zip`
  const snapStart = 'SnapStart:{ApplyOn:SnapStart.ApplyOn}'
  const vpc =
    'VpcConfig:{SubnetIds:VpcConfig.SubnetIds,SecurityGroupIds:VpcConfig.SecurityGroupIds,Ipv6AllowedForDualStack:not_null(VpcConfig.Ipv6AllowedForDualStack,`false`)}'
  const settings: [string, Partial<LambdaFunction>, string][] = [
    ['no others', {}, snapStart],
    ['a network', {subnetIds: ['subnet-1'], securityGroupIds: ['sg-1']}, `${snapStart},${vpc}`],
    [
      'a key, a dead-letter queue and a file system',
      {
        environmentKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/51c7a0f2-8d2e-4c6b-9a15-77b0c6d1e2f3',
        deadLetterTarget: 'arn:aws:sqs:us-east-1:123456789012:orders-dead',
        fileSystems: ['arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1'],
      },
      `KMSKeyArn:KMSKeyArn,DeadLetterConfig:DeadLetterConfig,FileSystemConfigs:FileSystemConfigs,${snapStart}`,
    ],
  ]
  it.each(settings)('saves all settings of a Failed function before it is deleted: %s', (_name, more, query) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    const parts = {function: failed({...more, stateReasonCode: 'InternalError'}), functionMetrics: gone}
    expect(weighing(parts).causes[0]?.fixes[0]?.command).toBe(`${save(query)} && ${download} && ${create}`)
  })

  it.each<[string, Partial<Parts>, RegExp]>([
    [
      'the function itself',
      {function: failed()},
      / && aws lambda delete-function .* && aws lambda create-function .* --zip-file fileb:\/\/PACKAGE.zip$/,
    ],
    [
      'the subnet that does not exist',
      {function: failed({subnetIds: ['subnet-1'], securityGroupIds: ['sg-1']})},
      / --vpc-config SubnetIds=SUBNET_IDS,SecurityGroupIds=sg-1$/,
    ],
    [
      'the security group that does not exist',
      {function: failed({stateReasonCode: 'InvalidSecurityGroup', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1']})},
      / --vpc-config SubnetIds=subnet-1,SecurityGroupIds=SECURITY_GROUP_IDS$/,
    ],
    [
      'a version, where the function itself is Failed as well',
      {function: failed(), mapping: mapping({qualifier: '7'})},
      /^\[ "\$\(aws lambda get-function-configuration .* --query State --output text\)" = Failed \] && aws lambda get-function-configuration .* > FUNCTION\.json && curl .* --publish && aws lambda wait function-active-v2 .* && ddbstream remap orders-projector:7 .*--version latest$/,
    ],
    [
      'an alias',
      {function: failed(), mapping: mapping({qualifier: 'live'})},
      / && aws lambda create-alias .*--name live --function-version VERSION$/,
    ],
  ])('deletes and creates a Failed function again, as AWS documents it: %s', (_name, parts, command) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    const [fix] = weighing({functionMetrics: gone, ...parts}).causes[0]?.fixes ?? []
    expect(fix?.command).toMatch(command)
    expect(fix?.summary).toMatch(
      /Deleting also removes its versions, aliases, permissions, tags, function URL, reserved concurrency and asynchronous settings\./,
    )
    expect(fix?.doubt).toBe('It is Failed again if the reason stands.')
  })

  it.each<[string, Partial<LambdaFunction>]>([
    ['an image', {packageType: 'Image'}],
    ['a durable function', {durable: true, version: '7'}],
    ['managed instances', {managedInstances: true}],
    ['a function that AWS deactivates', {state: 'Deactivating'}],
  ])('deletes nothing otherwise: %s', (_name, more) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    const [fix] = weighing({function: failed(more), functionMetrics: gone, mapping: mapping({qualifier: '7'})}).causes[0]?.fixes ?? []
    expect(fix?.command).toMatch(/^aws lambda get-function-configuration /)
  })

  it('deletes nothing while batches still reach the function', () => {
    const [fix] = weighing({function: failed()}).causes[0]?.fixes ?? []
    expect(fix?.command).toMatch(/^aws lambda get-function-configuration /)
  })

  const environmentKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/51c7a0f2-8d2e-4c6b-9a15-77b0c6d1e2f3'
  it.each<[string, Partial<LambdaFunction>, RegExp]>([
    ['its key is disabled', {stateReasonCode: 'DisabledKMSKey', environmentKeyArn}, /^aws kms enable-key --region us-east-1 --key-id arn:/],
    ['a key that is not known', {stateReasonCode: 'DisabledKMSKey'}, /^aws lambda get-function-configuration /],
    [
      'its subnet is gone',
      {stateReasonCode: 'InvalidSubnet', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1']},
      /^aws lambda update-function-configuration .*--vpc-config SubnetIds=SUBNET_IDS,SecurityGroupIds=sg-1$/,
    ],
  ])('ends the reason of an Inactive function: %s', (_name, more, command) => {
    const parts = {function: lambdaFunction({state: 'Inactive', ...more}), functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}
    expect(weighing(parts).causes[0]?.fixes[0]?.command).toMatch(command)
  })

  it('publishes a version of a durable function that has none', () => {
    const parts = {function: lambdaFunction({durable: true}), versions: [functionVersion('$LATEST')]}
    expect(weighing(parts).causes[0]?.fixes[0]?.command).toMatch(/^ddbstream remap orders-projector .*--publish$/)
  })

  it.each<[string, string | null, RegExp]>([
    [
      'a package',
      'Zip',
      / > FUNCTION\.json && curl .* && aws lambda create-function --region us-east-1 --function-name orders-projector-stream .* && aws lambda wait function-active-v2 .* && aws lambda update-event-source-mapping --region us-east-1 --uuid \S+ --function-name orders-projector-stream$/,
    ],
    ['an image, whose URI is not known', 'Image', /^$/],
  ])('a second function takes the place of one that isolates tenants: %s', (_name, packageType, command) => {
    const [fix] = weighing({function: lambdaFunction({tenantIsolation: true, packageType})}).causes[0]?.fixes ?? []
    expect(fix?.command).toMatch(command)
    expect(fix?.doubt).toBe('A mapping passes no tenant: the handler has to take it from the record.')
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy function', {}],
    ['an inactive function, which its next call starts', {function: lambdaFunction({state: 'Inactive'})}],
    ['a function whose state is not given', {function: lambdaFunction({state: null})}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).toEqual([])
  })

  it('is open in a state that AWS invented since, while batches are delivered', () => {
    expect(weighing({function: lambdaFunction({state: 'Hibernating'})}).open).toContain('function-unavailable')
  })

  it('is open when the function could not be read, unless batches reach it', () => {
    expect(weighing({}, ['function']).open).toEqual([])
    expect(weighing({functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, ['function']).open).toContain('function-unavailable')
  })
})

describe('a key that keeps the function from starting', () => {
  const says = (result: string) => mapping({lastProcessingResult: result})
  const stopped = functionMetrics(ago => (ago > 40 ? 1 : null))
  const key = 'arn:aws:kms:us-east-1:123456789012:key/51c7a0f2-8d2e-4c6b-9a15-77b0c6d1e2f3'

  it.each<[string, string, RegExp]>([
    [
      'access',
      'PROBLEM: Lambda was unable to decrypt the environment variables because KMS access was denied.',
      /kms get-key-policy .*51c7a0f2/,
    ],
    ['access, by the name of the error', 'PROBLEM: KMSAccessDeniedException', /kms get-key-policy/],
    [
      'a disabled key',
      'PROBLEM: Lambda was unable to decrypt the environment variables because the KMS key used is disabled.',
      /kms describe-key .*51c7a0f2/,
    ],
    ['an invalid state', 'PROBLEM: KMSInvalidStateException', /kms describe-key/],
    ['a key that is gone', 'PROBLEM: KMSNotFoundException', /kms describe-key/],
  ])('is found: %s', (_name, result, command) => {
    const parts = {functionMetrics: stopped, mapping: says(result), function: lambdaFunction({environmentKeyArn: key})}
    const [cause] = weighing(parts).causes
    expect(cause).toMatchObject({id: 'function-unavailable', confidence: 0.95})
    expect(cause?.summary).toMatch(/KMS key/)
    expect(cause?.fixes[0]?.command).toMatch(command)
  })

  it('is less sure while batches are delivered', () => {
    const [cause] = weighing({mapping: says('PROBLEM: KMSDisabledException')}).causes
    expect(cause).toMatchObject({id: 'function-unavailable', confidence: 0.7})
    expect(cause?.against.join(' ')).toMatch(/existing environments continue/)
  })

  it.each([['OK'], ['PROBLEM: Function call failed'], ['No records processed']])('is not found: %s', result => {
    expect(found({mapping: says(result), functionMetrics: stopped})).not.toContain('function-unavailable')
  })
})
