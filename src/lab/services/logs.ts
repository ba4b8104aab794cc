import type {World} from '../simulation/world.ts'
import {AwsError, jsonErrors} from './errors.ts'
import {operation, type Service} from './operation.ts'
import {page} from './pages.ts'
import {oneOf, text, whole} from './shapes.ts'

const describeLogGroups = operation({
  action: 'logs:DescribeLogGroups',
  input: {
    logGroupNamePrefix: text({min: 1, max: 512, pattern: /[.\-_/#A-Za-z0-9]+/}),
    logGroupNamePattern: text({max: 512, pattern: /[.\-_/#A-Za-z0-9]*/}),
    nextToken: text({min: 1}),
    limit: whole({min: 1, max: 50}),
    logGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'),
  },
  run: (input, {world}) => {
    const {logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = ''} = input
    if (prefix !== '' && pattern !== '') throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
    const groups = logGroups(world).filter(
      ({logGroupName, logGroupClass}) =>
        logGroupName.startsWith(prefix) &&
        logGroupName.toLowerCase().includes(pattern.toLowerCase()) &&
        (input.logGroupClass ?? logGroupClass) === logGroupClass,
    )
    const found = page(groups, input.nextToken, input.limit ?? 50)
    if (found === null) throw invalid('The specified nextToken is invalid.')
    return {logGroups: found.items, nextToken: found.next}
  },
})

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message)

/** One group per function; functions may share one. */
function logGroups(world: World) {
  const names = [...new Set([...world.functions.values()].map(fn => fn.logGroup))].sort()
  return names.map(logGroupName => {
    const logGroupArn = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${logGroupName}`
    const owners = [...world.functions.values()].filter(fn => fn.logGroup === logGroupName)
    return {
      logGroupName,
      creationTime: Math.min(...owners.map(fn => fn.lastModifiedMs)),
      metricFilterCount: 0,
      arn: `${logGroupArn}:*`,
      storedBytes: 0,
      logGroupClass: 'STANDARD',
      logGroupArn,
    }
  })
}

export const logs: Service = {
  prefix: 'logs',
  errors: jsonErrors('ServiceUnavailableException'),
  operations: {DescribeLogGroups: describeLogGroups},
  json: {target: 'Logs_20140328', version: '1.1', namespace: 'com.amazonaws.logs#'},
}
