import {describeTimeToLive, type TimeToLiveAnswer} from '../../aws/dynamodb.ts'
import {orNull} from '../../aws/not-found.ts'
import type {TimeToLive} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** OnDemand by ARN, which another account's table needs. */
export const timeToLive = defineOnDemand({
  key: 'timeToLive',
  scope: 'stream',
  needs: ['table'],
  actions: ['dynamodb:DescribeTimeToLive'],
  collect: async (aws, {table}) => {
    if (table === null) return null
    const answer = await orNull(describeTimeToLive(aws, table.tableArn ?? table.tableName))
    return answer && timeToLiveFrom(answer)
  },
})

export const timeToLiveFrom = ({TimeToLiveStatus, AttributeName}: TimeToLiveAnswer): TimeToLive => ({
  status: TimeToLiveStatus ?? null,
  attribute: AttributeName ?? null,
})
