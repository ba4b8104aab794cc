import type {LabFunction} from '../engine/world.ts'

/** The settings that a version keeps as they were when it was published. */
export interface Configuration {
  memoryMb: number
  timeoutSeconds: number
  runtime: string
  handler: string
  environment: Record<string, string>
  snapStart: boolean
}

/** Settings of a version; those of `$LATEST` are the function's. */
export function configurationOf(lab: LabFunction, version: string): Configuration {
  const own = lab.versions.get(version)
  return {
    memoryMb: own?.memoryMb ?? lab.memoryMb,
    timeoutSeconds: own?.timeoutSeconds ?? lab.timeoutSeconds,
    runtime: own?.runtime ?? lab.runtime,
    handler: own?.handler ?? lab.handler,
    environment: own?.environment ?? lab.environment,
    // A snapshot is taken of published versions alone (Lambda Developer Guide, "SnapStart").
    snapStart: lab.snapStart === true && version !== '$LATEST',
  }
}
