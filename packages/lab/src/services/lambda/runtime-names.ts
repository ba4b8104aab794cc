import {AwsError} from '../protocol/errors.ts'

/** As AWS listed them in January 2026, in its order (test/recorded/answers/lambda/functions.ts). */
const listed = [
  ...['nodejs20.x', 'python3.14', 'provided.al2023', 'python3.12', 'python3.13', 'nodejs24.x', 'nodejs22.x', 'java25', 'python3.10'],
  ...['python3.11', 'java21', 'ruby3.3', 'ruby3.4', 'ruby3.2', 'python3.8', 'python3.9', 'java17', 'nodejs16.x', 'dotnet10', 'dotnet8'],
  ...['java11', 'dotnet6', 'nodejs18.x', 'provided.al2', 'java8.al2'],
]
/** Newer than the recording (Lambda Developer Guide, "Lambda runtimes", November 2026). */
const newer = ['ruby4.0', 'java8.al2023', 'java11.al2023', 'java17.al2023']
const supported = new Set([...listed, ...newer])
const withdrawn = new Set(['java8', 'go1.x', 'provided', 'ruby2.7', 'nodejs14.x', 'nodejs12.x', 'python3.7', 'dotnetcore3.1'])

/** Refuses a runtime that nothing can be created with. */
export function checkRuntime(given: string | undefined): void {
  if (given === undefined || supported.has(given)) return
  throw new AwsError(
    'InvalidParameterValueException',
    withdrawn.has(given)
      ? `The runtime parameter of ${given} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`
      : `Value ${given} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${listed.join(', ')}] or be a valid ARN`,
  )
}
