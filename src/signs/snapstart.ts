import type {LambdaFunction} from '../model/evidence/evidence.ts'

/** Java 11, Python 3.12, .NET 8 and later (Lambda Developer Guide, "Improving startup performance with Lambda SnapStart"). */
export function hasSnapStart(runtime: string): boolean {
  const [, family = '', major = '0', minor = '0'] = /^(java|python|dotnet)(\d+)(?:\.(\d+))?/.exec(runtime) ?? []
  if (family === 'python') return Number(major) > 3 || Number(minor) >= 12
  return (family === 'java' && Number(major) >= 11) || (family === 'dotnet' && Number(major) >= 8)
}

/** Whether AWS bills the snapshot of each published version, and each restore: not of managed Java runtimes (Lambda pricing page). */
export const snapshotsAreBilled = (runtime: string): boolean => hasSnapStart(runtime) && !runtime.startsWith('java')

/** Asia Pacific (Taipei) and Asia Pacific (New Zealand) have no SnapStart (as above). */
const regionsWithout = ['ap-east-2', 'ap-southeast-6']
/** SnapStart goes with no more of /tmp than this, in MB (as above). */
const mostTemporaryStorageMb = 512

type Settings = Pick<LambdaFunction, 'functionArn' | 'tenantIsolation' | 'managedInstances' | 'temporaryStorageMb' | 'fileSystems'>

/** Why AWS refuses SnapStart for this function, in words; null where nothing is seen that it refuses. */
export function snapStartRefused(target: Settings, isProvisioned: boolean): string | null {
  if (regionsWithout.includes(target.functionArn.split(':')[3] ?? '')) return 'the Region does not support it'
  if (isProvisioned) return 'the function has provisioned concurrency'
  if ((target.fileSystems ?? []).length > 0) return 'the function mounts a file system'
  if ((target.temporaryStorageMb ?? 0) > mostTemporaryStorageMb) return `the function has more than ${mostTemporaryStorageMb} MB of /tmp`
  if (target.tenantIsolation) return 'the function isolates tenants'
  return target.managedInstances ? 'the function runs on managed instances' : null
}
