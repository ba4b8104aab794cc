import type {CloudWatchClient, GetMetricDataCommandInput, MetricDataResult} from '@aws-sdk/client-cloudwatch'
import {call, clientOf} from './client.ts'
import type {Aws} from './connection.ts'
import {required} from './errors.ts'
import {allPages} from './paging.ts'

export type MetricDataAnswer = MetricDataResult

const sdk = () => import('@aws-sdk/client-cloudwatch')

export const cloudwatchClient = (aws: Aws): Promise<CloudWatchClient> =>
  clientOf(aws, 'cloudwatch', 'cloudwatch', async () => (await sdk()).CloudWatchClient)

/** The results of all pages, in AWS's order: one Id may come back on several of them. Every page is billed by its queries. */
export const getMetricData = (aws: Aws, input: GetMetricDataCommandInput): Promise<MetricDataAnswer[]> =>
  call(aws, 'cloudwatch:GetMetricData', async abortSignal => {
    const [client, {GetMetricDataCommand}] = [await cloudwatchClient(aws), await sdk()]
    return allPages(async NextToken => {
      aws.metrics.requested += input.MetricDataQueries?.length ?? 0
      const page = await client.send(new GetMetricDataCommand(NextToken === undefined ? input : {...input, NextToken}), {abortSignal})
      return {items: required(page.MetricDataResults, 'MetricDataResults'), next: page.NextToken}
    })
  })
