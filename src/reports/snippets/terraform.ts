import {destinationIn, metricsIn, numbersIn, patternsIn, responseTypesIn, type Snippet} from '../../model/plan/snippet.ts'
import {functionLabel} from '../../text/function-label.ts'
import {aligned, hcl} from './hcl.ts'

const snake = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
/** The mapping, and the changes of the function, as the AWS provider of Terraform writes them. */
export function terraform(snippet: Snippet): string {
  const {functionName, qualifier, streamArn, startingPosition, settings} = snippet
  const name = functionName.replaceAll(/\W/g, '_')
  const destination = destinationIn(settings)
  const types = responseTypesIn(settings)
  const metrics = metricsIn(settings)
  return aligned([
    `resource "aws_lambda_event_source_mapping" "${name}" {`,
    `  event_source_arn = ${hcl(streamArn)}`,
    `  function_name = ${hcl(functionLabel(functionName, qualifier))}`,
    `  starting_position = ${hcl(startingPosition)}`,
    `  enabled = ${settings.Enabled !== false}`,
    ...Object.entries(numbersIn(settings)).map(([key, value]) => `  ${snake(key)} = ${value}`),
    `  bisect_batch_on_function_error = ${settings.BisectBatchOnFunctionError === true}`,
    ...(types.length > 0 ? [`  function_response_types = ${hcl(types)}`] : []),
    ...(destination === null
      ? []
      : ['', '  destination_config {', '    on_failure {', `      destination_arn = ${hcl(destination)}`, '    }', '  }']),
    ...(metrics.length > 0 ? ['', '  metrics_config {', `    metrics = ${hcl(metrics)}`, '  }'] : []),
    ...filters(patternsIn(settings)),
    '}',
    ...ofFunction(snippet, name),
  ]).join('\n')
}

const filters = (patterns: readonly string[]): string[] =>
  patterns.length === 0
    ? []
    : ['', '  filter_criteria {', ...patterns.flatMap(pattern => ['    filter {', `      pattern = ${hcl(pattern)}`, '    }']), '  }']

function ofFunction({memoryMb, timeoutSeconds, reservedConcurrency}: Snippet, name: string): string[] {
  const lines = [
    ...(memoryMb === undefined ? [] : [`  memory_size = ${memoryMb}`]),
    ...(timeoutSeconds === undefined ? [] : [`  timeout = ${timeoutSeconds}`]),
    // -1 takes the reserve away (AWS provider, aws_lambda_function).
    ...(reservedConcurrency === undefined ? [] : [`  reserved_concurrent_executions = ${reservedConcurrency ?? -1}`]),
  ]
  return lines.length === 0 ? [] : ['', `# In the existing function:`, `resource "aws_lambda_function" "${name}" {`, ...lines, '}']
}
