import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DynamoDBClient, PutResourcePolicyCommand} from '@aws-sdk/client-dynamodb'
import {DetachRolePolicyCommand, IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam'
import {LambdaClient, ListEventSourceMappingsCommand} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {fileJournal} from '../../src/changes/journal.ts'
import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {look} from '../support/examine.ts'

const RoleName = 'orders-projector-role'
const polls = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']
const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']
const allow = (Action: string[], more: object = {}) => ({Effect: 'Allow', Action, Resource: '*', ...more})
const quarterHourMs = 15 * 60_000

/** A healthy pipeline whose role has these statements in place of AWS's managed policy. */
async function labWith(...Statement: object[]) {
  const lab = openLab({incident: 'healthy', seed: 4})
  const {region, credentials, endpoint, requestHandler} = lab
  const config = {region, credentials, endpoint, requestHandler: requestHandler as never, maxAttempts: 1}
  const iam = new IAMClient(config)
  const PolicyDocument = JSON.stringify({Version: '2012-10-17', Statement})
  await iam.send(new PutRolePolicyCommand({RoleName, PolicyName: 'own', PolicyDocument}))
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'
  await iam.send(new DetachRolePolicyCommand({RoleName, PolicyArn}))
  return {lab, config}
}

async function letInByStream({config}: Awaited<ReturnType<typeof labWith>>) {
  const {EventSourceMappings: [mapping] = []} = await new LambdaClient(config).send(
    new ListEventSourceMappingsCommand({FunctionName: 'orders-projector'}),
  )
  const ResourceArn = mapping?.EventSourceArn ?? ''
  const Principal = {AWS: `arn:aws:iam::${ResourceArn.split(':')[4]}:role/${RoleName}`}
  const Policy = JSON.stringify({Version: '2012-10-17', Statement: [{...allow(polls), Principal, Resource: ResourceArn}]})
  await new DynamoDBClient(config).send(new PutResourcePolicyCommand({ResourceArn, Policy}))
}

const planOf = ({lab}: Awaited<ReturnType<typeof labWith>>) => {
  const {region, credentials, requestHandler, sleep} = lab
  const connection = {region, credentials, requestHandler: requestHandler as never, sleep, deadlineMs: 600_000}
  const choice = {functionText: 'orders-projector', mapping: undefined, toolVersion: '0.0.0'}
  const wanted = {version: undefined, publish: true, alias: undefined, guard: {seconds: 300, onInconclusive: 'keep'} as const}
  return planRemapOf(connection, choice, fileJournal(mkdtempSync(join(tmpdir(), 'ddbstream-permission-'))), wanted, {gap: true, loss: true})
}

// A quarter of an hour of the lab, a deep look and a plan take their time on a busy machine.
describe('a role that may do no more than the mapping needs', () => {
  it.each<[string, object[], boolean]>([
    ['by its own policies, without ListStreams', [allow([...polls, ...logs])], false],
    ['by the policy of the stream alone', [allow(logs)], true],
    [
      'under a denial that the simulation cannot judge',
      [
        allow([...polls, ...logs]),
        {Effect: 'Deny', Action: polls, Resource: '*', Condition: {StringNotEquals: {'aws:RequestedRegion': 'us-east-1'}}},
      ],
      false,
    ],
  ])('%s: nothing is found, and a remap goes ahead', async (_, statements, byStream) => {
    const scene = await labWith(...statements)
    if (byStream) await letInByStream(scene)
    await scene.lab.sleep(quarterHourMs)
    const {report} = await look(scene.lab, {deep: true})
    const [pipeline] = report.pipelines
    expect(pipeline?.lag.state).toBe('ok')
    expect(pipeline?.causes).toEqual([])
    expect(pipeline?.findings.find(({check}) => check === 'missing-stream-permission')).toMatchObject({status: 'pass'})
    expect((await planOf(scene)).plan.steps.length).toBeGreaterThan(0)
  })

  it('is missed when it is taken away: the cause is found, and a remap is refused with a way out', async () => {
    const scene = await labWith(allow(logs))
    await scene.lab.sleep(quarterHourMs)
    const {report} = await look(scene.lab)
    expect(report.pipelines[0]?.causes[0]).toMatchObject({id: 'access-denied', confidence: 0.97, against: []})
    await expect(planOf(scene)).rejects.toMatchObject({
      code: 'E_ROLE',
      hints: expect.arrayContaining([expect.stringContaining('--accept-denied')]),
    })
  })
})
