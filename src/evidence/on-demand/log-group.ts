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

export const logGroupFrom = ({logGroupName, logGroupClass}: LogGroupAnswer): LogGroup => ({
  name: logGroupName ?? '',
  logGroupClass: logGroupClass ?? null,
})
