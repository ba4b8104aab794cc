import {destinationIn, logicalId, metricsIn, numbersIn, patternsIn, responseTypesIn, type Snippet} from '../../model/plan/snippet.ts'
import {yaml} from './yaml-text.ts'

/** The function and its event as AWS SAM writes them (SAM specification, EventSource DynamoDB). */
export function sam({functionName, streamArn, startingPosition, settings, memoryMb, timeoutSeconds, reservedConcurrency}: Snippet): string {
  const destination = destinationIn(settings)
  const patterns = patternsIn(settings)
  const types = responseTypesIn(settings)
  const metrics = metricsIn(settings)
  const event = {
    Type: 'DynamoDB',
    Properties: {
      Stream: streamArn,
      StartingPosition: startingPosition,
      Enabled: settings.Enabled !== false,
      ...numbersIn(settings),
      BisectBatchOnFunctionError: settings.BisectBatchOnFunctionError === true,
      ...(destination !== null && {DestinationConfig: {OnFailure: {Destination: destination}}}),
      ...(types.length > 0 && {FunctionResponseTypes: types}),
      ...(patterns.length > 0 && {FilterCriteria: {Filters: patterns.map(Pattern => ({Pattern}))}}),
      ...(metrics.length > 0 && {MetricsConfig: {Metrics: metrics}}),
    },
  }
  return yaml({
    Resources: {
      [logicalId(functionName)]: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          ...(memoryMb !== undefined && {MemorySize: memoryMb}),
          ...(timeoutSeconds !== undefined && {Timeout: timeoutSeconds}),
          ...(typeof reservedConcurrency === 'number' && {ReservedConcurrentExecutions: reservedConcurrency}),
          Events: {Stream: event},
        },
      },
    },
  }).join('\n')
}
