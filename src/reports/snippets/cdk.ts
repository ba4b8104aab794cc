import {destinationIn, metricsIn, numbersIn, patternsIn, responseTypesIn, type Snippet} from '../../model/plan/snippet.ts'
import {printable, safeJson} from '../../text/printable.ts'

const names: Readonly<Record<string, (value: number) => string>> = {
  BatchSize: value => `batchSize: ${value}`,
  MaximumBatchingWindowInSeconds: value => `maxBatchingWindow: Duration.seconds(${value})`,
  ParallelizationFactor: value => `parallelizationFactor: ${value}`,
  MaximumRetryAttempts: value => `retryAttempts: ${value}`,
  MaximumRecordAgeInSeconds: value => `maxRecordAge: Duration.seconds(${value})`,
  TumblingWindowInSeconds: value => `tumblingWindow: Duration.seconds(${value})`,
}

const classes: Readonly<Record<string, string>> = {sqs: 'SqsDlq(queue)', sns: 'SnsDlq(topic)', s3: 'S3OnFailureDestination(bucket)'}

/** The event source as the CDK writes it (aws-cdk-lib/aws-lambda-event-sources, DynamoEventSource), in TypeScript. */
export function cdk({functionName, startingPosition, settings, memoryMb, timeoutSeconds, reservedConcurrency}: Snippet): string {
  const destination = destinationIn(settings)
  const patterns = patternsIn(settings)
  const lines = [
    `startingPosition: StartingPosition.${startingPosition}`,
    `enabled: ${settings.Enabled !== false}`,
    ...Object.entries(numbersIn(settings)).map(([name, value]) => names[name]?.(value) ?? ''),
    `bisectBatchOnError: ${settings.BisectBatchOnFunctionError === true}`,
    ...(responseTypesIn(settings).includes('ReportBatchItemFailures') ? ['reportBatchItemFailures: true'] : []),
    ...(destination === null
      ? []
      : [`onFailure: new ${classes[destination.split(':')[2] ?? ''] ?? 'SqsDlq(queue)'}, // ${printable(destination)}`]),
    ...(patterns.length > 0 ? [`filters: [${patterns.map(pattern => `{pattern: ${safeJson(JSON.stringify(pattern))}}`).join(', ')}]`] : []),
    ...(metricsIn(settings).length > 0 ? ['metricsConfig: {metrics: [MetricType.EVENT_COUNT]}'] : []),
  ]
  const ofFunction = [
    ...(memoryMb === undefined ? [] : [`memorySize: ${memoryMb}`]),
    ...(timeoutSeconds === undefined ? [] : [`timeout: Duration.seconds(${timeoutSeconds})`]),
    ...(typeof reservedConcurrency === 'number' ? [`reservedConcurrentExecutions: ${reservedConcurrency}`] : []),
  ]
  return [
    ...(ofFunction.length === 0 ? [] : [`// In the properties of ${printable(functionName)}: ${ofFunction.join(', ')}`]),
    'fn.addEventSource(new DynamoEventSource(table, {',
    ...lines.map(line => (line.includes(', // ') ? `  ${line}` : `  ${line},`)),
    '}))',
  ].join('\n')
}
