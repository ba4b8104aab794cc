import {GetAlarmMuteRuleCommand, ListAlarmMuteRulesCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeBulkOperationCommand, ListBulkOperationsCommand} from '@aws-sdk/client-dynamodb'
import {expect, it} from 'vitest'
import {clientsOf} from './clients.ts'
import {labOfOne} from './world-of-one.ts'

const hourMs = 3_600_000

it('a bulk write is in progress until its end, and is listed with the newest first', async () => {
  const lab = labOfOne()
  const {dynamodb} = clientsOf(lab)
  const {world} = lab
  const arn = (id: number) => `arn:aws:dynamodb:us-east-1:123456789012:bulk-operation/0000000${id}`
  for (const id of [1, 2])
    world.bulkOperations.set(arn(id), {
      arn: arn(id),
      tableName: 'orders',
      startMs: world.nowMs - hourMs / id,
      endMs: world.nowMs + hourMs,
      items: 1000,
    })
  const list = async () => (await dynamodb.send(new ListBulkOperationsCommand({}))).BulkOperationsSummaryList ?? []
  expect((await list()).map(({BulkOperationArn}) => BulkOperationArn)).toEqual([arn(2), arn(1)])
  const describe = async () => (await dynamodb.send(new DescribeBulkOperationCommand({BulkOperationArn: arn(1)}))).BulkOperationDescription
  expect(await describe()).toMatchObject({
    BulkOperationStatus: 'IN_PROGRESS',
    ProcessedItemCount: 500,
    TableDetails: [{TableName: 'orders'}],
  })
  lab.world.advanceTo(lab.world.nowMs + hourMs)
  expect(await describe()).toMatchObject({BulkOperationStatus: 'COMPLETED', ProcessedItemCount: 1000, EndTime: expect.any(Date)})
  await expect(dynamodb.send(new DescribeBulkOperationCommand({BulkOperationArn: arn(3)}))).rejects.toMatchObject({
    name: 'BulkOperationNotFoundException',
  })
})

it('a mute rule is active between its times', async () => {
  const lab = labOfOne()
  const {cloudwatch} = clientsOf(lab)
  const {world} = lab
  const arn = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm-mute-rule:release'
  const rule = {name: 'release', arn, alarmNames: ['late'], fromMs: world.nowMs + 60_000, toMs: world.nowMs + hourMs}
  world.muteRules.set(rule.name, rule)
  const active = async (more: object = {}) =>
    (await cloudwatch.send(new ListAlarmMuteRulesCommand({Statuses: ['ACTIVE'], ...more}))).AlarmMuteRuleSummaries ?? []
  expect(await active()).toEqual([])
  world.advanceTo(rule.fromMs)
  expect(await active()).toMatchObject([{AlarmMuteRuleArn: arn, Status: 'ACTIVE'}])
  expect(await active({AlarmName: 'other'})).toEqual([])
  expect(await cloudwatch.send(new GetAlarmMuteRuleCommand({AlarmMuteRuleName: 'release'}))).toMatchObject({
    MuteTargets: {AlarmNames: ['late']},
    Rule: {Schedule: {Duration: 'PT59M'}},
  })
  world.advanceTo(rule.toMs)
  expect(await active()).toEqual([])
  await expect(cloudwatch.send(new GetAlarmMuteRuleCommand({AlarmMuteRuleName: 'none'}))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})
