import {type FunctionAnswer, getFunction} from '../../aws/lambda.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {LambdaFunction} from '../../model/evidence/evidence.ts'
import {defineCollector, unwrap} from '../collector.ts'

/** One GetFunction: configuration and reserved concurrency. A function, version or alias that does not exist is null. */
export const lambdaFunction = defineCollector({
  key: 'function',
  scope: 'function',
  actions: ['lambda:GetFunction'],
  collect: async (aws, {functionName, qualifier, unqualified}) => {
    try {
      const answer = qualifier === null ? unwrap(unqualified) : await getFunction(aws, functionName, qualifier)
      return functionFrom(answer, reservedIn(answer) ?? reservedIn(unwrap(unqualified)))
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'not-found') return null
      throw error
    }
  },
})

/** Concurrency is reserved for the function, not for a version or alias: only the answer without qualifier surely carries it. */
const reservedIn = ({Concurrency}: FunctionAnswer): number | null => Concurrency?.ReservedConcurrentExecutions ?? null

/** Turns AWS's answer into our shape; 0 reserved means that the function is switched off, null that none is reserved. */
export function functionFrom({Configuration = {}}: FunctionAnswer, reserved: number | null): LambdaFunction {
  const functionName = Configuration.FunctionName ?? ''
  return {
    functionArn: Configuration.FunctionArn ?? '',
    functionName,
    version: Configuration.Version ?? '',
    state: Configuration.State ?? null,
    stateReasonCode: Configuration.StateReasonCode ?? null,
    lastUpdateStatus: Configuration.LastUpdateStatus ?? null,
    lastModifiedMs: instant(Configuration.LastModified),
    runtime: Configuration.Runtime ?? null,
    architecture: Configuration.Architectures?.[0] ?? null,
    memoryMb: Configuration.MemorySize ?? null,
    timeoutSeconds: Configuration.Timeout ?? null,
    role: Configuration.Role ?? null,
    reservedConcurrency: reserved,
    logGroup: Configuration.LoggingConfig?.LogGroup || `/aws/lambda/${functionName}`,
    logFormat: Configuration.LoggingConfig?.LogFormat ?? null,
    systemLogLevel: Configuration.LoggingConfig?.SystemLogLevel ?? null,
    applicationLogLevel: Configuration.LoggingConfig?.ApplicationLogLevel ?? null,
    subnetIds: Configuration.VpcConfig?.SubnetIds ?? [],
    securityGroupIds: Configuration.VpcConfig?.SecurityGroupIds ?? [],
    vpcId: Configuration.VpcConfig?.VpcId || null,
    handler: Configuration.Handler ?? null,
    packageType: Configuration.PackageType ?? null,
    codeSizeBytes: Configuration.CodeSize ?? null,
    tracingMode: Configuration.TracingConfig?.Mode ?? null,
    snapStart: Configuration.SnapStart?.OptimizationStatus ?? null,
    environmentNames: Object.keys(Configuration.Environment?.Variables ?? {}).sort(),
    environmentKeyArn: Configuration.KMSKeyArn ?? null,
    deadLetterTarget: Configuration.DeadLetterConfig?.TargetArn ?? null,
    managedInstances: Configuration.CapacityProviderConfig !== undefined,
    durable: Configuration.DurableConfig !== undefined,
    executionTimeoutSeconds: Configuration.DurableConfig?.ExecutionTimeout ?? null,
    temporaryStorageMb: Configuration.EphemeralStorage?.Size ?? null,
    fileSystems: (Configuration.FileSystemConfigs ?? []).flatMap(({Arn}) => Arn ?? []),
    tenantIsolation: Configuration.TenancyConfig !== undefined,
  }
}

/** Lambda writes `2026-11-23T10:00:00.000+0000`. */
export function instant(text: string | undefined): number | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : ms
}
