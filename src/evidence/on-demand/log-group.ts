import {describeLogGroup, type LogGroupAnswer} from '../../aws/logs.ts'
import type {LogGroup} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** The group that the function writes to; null when there is none, or no function. */
export const logGroup = defineOnDemand({
  key: 'logGroup',
  scope: 'function',
  needs: ['function'],
  actions: ['logs:DescribeLogGroups'],
  collect: async (aws, given) => {
    if (given.function === null) return null
    const answer = await describeLogGroup(aws, given.function.logGroup)
    return answer && logGroupFrom(answer)
  },
})

export const logGroupFrom = ({logGroupName, logGroupClass, retentionInDays, retentionPolicyName}: LogGroupAnswer): LogGroup => ({
  name: logGroupName ?? '',
  logGroupClass: logGroupClass ?? null,
  // AWS leaves it out for a group that keeps everything, unless an account policy sets the retention.
  retentionDays: retentionInDays ?? null,
  retentionPolicy: retentionPolicyName ?? null,
})
