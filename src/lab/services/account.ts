import type {LabAlias, MappingSettings, World} from '../simulation/world.ts'

/** What a call can change in the simulation. */
export interface Changes {
  updateMapping(world: World, uuid: string, settings: Partial<MappingSettings>): void
  putFunctionConcurrency(world: World, functionName: string, reserved: number): void
  deleteFunctionConcurrency(world: World, functionName: string): void
  updateAlias(world: World, functionName: string, aliasName: string, change: AliasChange): void
}

export type AliasChange = Partial<Pick<LabAlias, 'version' | 'additionalVersionWeights'>>

/** The account that the services show: the simulated world, what can be changed in it, and who asks. */
export interface Account {
  readonly world: World
  readonly changes: Changes
  /** Base of queue URLs; null gives AWS's own. A URL on the lab's port keeps an SDK that follows it from leaving the machine. */
  readonly queueBase: string | null
  /** Mappings that a fault keeps in their transition for good. */
  readonly stuckMappings: Set<string>
}

const roleName = 'ddbstream-operator'

export const callerArn = (world: World): string => `arn:aws:sts::${world.accountId}:assumed-role/${roleName}/lab`
export const callerId = 'AROALABOPERATOR0000XA:lab'
