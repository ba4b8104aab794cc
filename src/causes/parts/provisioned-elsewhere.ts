import type {LambdaFunction, Mapping, ProvisionedConcurrency} from '../../model/evidence/evidence.ts'

/** Executions of a reserve that belong to versions and aliases which the mapping does not invoke. */
export interface ProvisionedElsewhere {
  qualifiers: string[]
  /** Executions that these have. */
  held: number
  reserved: number
  /** The rest of the reserved concurrency for the target of the mapping; 0 or more. */
  left: number
}

/**
 * Provisioned concurrency counts against the reserve of a function, and where it adds up to it, versions that have none are throttled, the
 * unpublished version among them (Lambda Developer Guide, "Configuring provisioned concurrency for a function"). `batches`: the need of the shards
 * at once, null where that is not known. Null where the reserve leaves enough.
 */
export function provisionedElsewhere(
  configs: ProvisionedConcurrency | undefined,
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
  batches: number | null,
): ProvisionedElsewhere | null {
  const reserved = target?.reservedConcurrency ?? null
  if (!configs || !mapping || reserved === null) return null
  const own = [mapping.qualifier ?? '$LATEST', target?.version]
  const others = configs.filter(({qualifier, requested}) => !own.includes(qualifier) && (requested ?? 0) > 0)
  const held = others.reduce((sum, {requested}) => sum + (requested ?? 0), 0)
  const left = Math.max(0, reserved - held)
  if (held === 0 || left >= (batches ?? 1)) return null
  return {qualifiers: others.map(({qualifier}) => qualifier), held, reserved, left}
}
