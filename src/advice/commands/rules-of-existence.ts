import type {PrintedRequest} from '../../text/printed-request.ts'
import {type Around, isOwnFunction, type Refusal, type Rule} from './command-rule.ts'

/** Whether AWS has no such function, under any qualifier. */
function isFunctionGone({function: target, mapping, versions}: Around): boolean {
  if (versions !== undefined && versions.length === 0 && target === null) return true
  return target === null && versions === undefined && mapping?.qualifier == null
}

/** Those make the missing thing, or need no function. */
const needNone = ['create-function', 'list-event-source-mappings', 'wait', 'invoke']
/** They read metrics, the log and the stream, which outlive the function. */
const commandsThatRead = ['doctor', 'errors', 'iterator-age', 'mappings', 'alarms', 'concurrency', 'cold-starts']

const needsFunction = ({service, operation}: PrintedRequest): boolean =>
  (service === 'lambda' && !needNone.includes(operation)) || (service === 'ddbstream' && !commandsThatRead.includes(operation))

/** Lambda answers ResourceNotFoundException to any call about a function that it does not have (Lambda API reference). */
const functionExists: Rule = (request, around) =>
  needsFunction(request) && isOwnFunction(request, around) && isFunctionGone(around)
    ? {why: `The function ${around.mapping?.functionName ?? ''} does not exist: AWS refuses every call on it.`}
    : null

/** A call that names the version or alias that the mapping invokes, where that one is gone. */
const targetExists: Rule = (request, around) => {
  const {mapping, function: target} = around
  const named = request.options['function-name'] ?? ''
  const qualified = mapping?.qualifier != null && named.endsWith(`:${mapping.qualifier}`)
  return request.service === 'lambda' && target === null && qualified && isOwnFunction(request, around)
    ? {why: `${mapping?.functionArn} does not exist: AWS refuses every call on it.`}
    : null
}

/** A mapping that is being deleted takes no update (Lambda API reference, "UpdateEventSourceMapping": ResourceInUseException). */
const mappingStays: Rule = ({service, operation, options}, {mapping}) => {
  const changes =
    service === 'lambda' &&
    ['update-event-source-mapping', 'delete-event-source-mapping'].includes(operation) &&
    options.uuid === mapping?.uuid
  return changes && mapping?.state === 'Deleting' ? {why: 'The mapping is being deleted: AWS accepts no change of it.'} : null
}

const tableIn = ({service, operation, options}: PrintedRequest): string | null =>
  service === 'dynamodb' && operation !== 'create-table' ? (options['table-name'] ?? null) : null

/** DynamoDB answers ResourceNotFoundException to any call about a table that it does not have (DynamoDB API reference). */
const tableExists: Rule = (request, {mapping, table}) =>
  table === null && tableIn(request) !== null && tableIn(request) === mapping?.tableName
    ? {why: `The table ${mapping?.tableName} does not exist: AWS refuses every call on it.`}
    : null

/** A mapping is made for a stream that is on (Lambda API reference, "CreateEventSourceMapping"). */
const streamIsOn: Rule = (request, {table}) =>
  makesMapping(request) &&
  table !== undefined &&
  (table === null || (!table.streamEnabled && [table.latestStreamArn, undefined].includes(request.options['event-source-arn'])))
    ? {why: 'The table has no enabled stream: AWS creates no mapping for it.'}
    : null

const makesMapping = ({service, operation, options}: PrintedRequest): boolean =>
  (service === 'lambda' && operation === 'create-event-source-mapping') ||
  (service === 'ddbstream' && operation === 'remap' && options.stream !== undefined)

/**
 * FilterLogEvents, which `logs tail` calls, reads groups of the class Standard alone, and Logs Insights none of the class Delivery
 * (CloudWatch Logs User Guide, "Log classes").
 */
const logClass: Rule = ({service, operation, names, options}, {logGroup}) => {
  if (service !== 'logs' || logGroup === undefined) return null
  const group = names[0] ?? options['log-group-name']
  if (logGroup === null) return ['tail', 'start-query'].includes(operation) ? noLogGroup(group) : null
  const {name, logGroupClass} = logGroup
  if (group !== name || logGroupClass === null) return null
  const readable = operation === 'tail' ? logGroupClass === 'STANDARD' : operation !== 'start-query' || logGroupClass !== 'DELIVERY'
  return readable ? null : {why: `The log group ${name} is of the class ${logGroupClass}, which ${operation} does not read.`}
}

const noLogGroup = (group: string | undefined): Refusal => ({why: `The log group ${group ?? ''} does not exist.`})

export const existenceRules: readonly Rule[] = [functionExists, targetExists, mappingStays, tableExists, streamIsOn, logClass]
