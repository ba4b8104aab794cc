import {destinationIn, metricsIn, numbersIn, patternsIn, responseTypesIn, type Snippet} from '../../model/plan/snippet.ts'
import {yaml} from './yaml-text.ts'

const names: Readonly<Record<string, string>> = {
  BatchSize: 'batchSize',
  MaximumBatchingWindowInSeconds: 'batchWindow',
  ParallelizationFactor: 'parallelizationFactor',
  MaximumRetryAttempts: 'maximumRetryAttempts',
  MaximumRecordAgeInSeconds: 'maximumRecordAgeInSeconds',
  TumblingWindowInSeconds: 'tumblingWindowInSeconds',
}

/** The function's event as the Serverless Framework writes it (its guide, "DynamoDB / Kinesis Streams"). */
export function serverless({
  functionName,
  streamArn,
  startingPosition,
  settings,
  memoryMb,
  timeoutSeconds,
  reservedConcurrency,
}: Snippet): string {
  const destination = destinationIn(settings)
  const patterns = patternsIn(settings)
  const [responseType] = responseTypesIn(settings)
  const stream = {
    type: 'dynamodb',
    arn: streamArn,
    startingPosition,
    enabled: settings.Enabled !== false,
    ...Object.fromEntries(Object.entries(numbersIn(settings)).map(([name, value]) => [names[name] ?? name, value])),
    bisectBatchOnFunctionError: settings.BisectBatchOnFunctionError === true,
    ...(responseType !== undefined && {functionResponseType: responseType}),
    ...(destination !== null && {destinations: {onFailure: destination}}),
    ...(patterns.length > 0 && {filterPatterns: patterns.map(pattern => JSON.parse(pattern))}),
  }
  const lines = yaml({
    functions: {
      [functionName]: {
        ...(memoryMb !== undefined && {memorySize: memoryMb}),
        ...(timeoutSeconds !== undefined && {timeout: timeoutSeconds}),
        ...(typeof reservedConcurrency === 'number' && {reservedConcurrency}),
        events: [{stream}],
      },
    },
  })
  const metrics = metricsIn(settings)
  return [
    ...lines,
    ...(metrics.length === 0
      ? []
      : [`# The framework has no setting for MetricsConfig (${metrics.join(', ')}): set it in \`resources.extensions\`.`]),
  ].join('\n')
}
