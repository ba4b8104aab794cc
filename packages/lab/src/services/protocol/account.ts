import type {LabAlias, LabFunction, LabMapping, LabRuntimeManagement, MappingSettings, World} from '../../simulation/engine/world.ts'
import type {Behaviour} from '../../simulation/function/behaviour.ts'
import type {HandInvocation} from '../../simulation/function/invoke-by-hand.ts'
import type {CreatedFunction} from '../../simulation/function/releases.ts'
import type {NewMapping} from '../../simulation/poller/mapping-lifecycle.ts'
import type {LabStream} from '../../simulation/table/table-shapes.ts'
import type {TopKeys} from '../../simulation/table/top-keys.ts'
import type {LabCompositeAlarm} from '../cloudwatch/composite-alarms.ts'

/** The changes that a call can make in the simulation. */
export interface Changes {
  updateMapping(world: World, uuid: string, settings: Partial<MappingSettings>): void
  putFunctionConcurrency(world: World, functionName: string, reserved: number): void
  deleteFunctionConcurrency(world: World, functionName: string): void
  /** `updates`: the runtime version, as the number of updates that AWS has made. */
  putRuntimeManagement(
    world: World,
    functionName: string,
    version: string,
    updateOn: LabRuntimeManagement['updateOn'],
    updates: 0 | 1,
  ): void
  createMapping(world: World, given: NewMapping): LabMapping
  deleteMapping(world: World, uuid: string): LabMapping
  updateFunctionConfiguration(world: World, functionName: string, change: ConfigurationChange): void
  /** Null where no function of this name ever ran: the lab has no code for it. */
  createFunction(world: World, functionName: string, given: CreatedFunction): LabFunction | null
  deleteFunction(world: World, functionName: string): void
  /** Answers the number of the version. */
  publishVersion(world: World, functionName: string, description: string): string
  invoke(world: World, functionName: string, qualifier: string | null, sequenceNumbers: readonly string[]): HandInvocation
  /** Switches the table's stream off, or a new one on. */
  disableStream(world: World, tableName: string): void
  enableStream(world: World, tableName: string, viewType: LabStream['viewType']): void
  /** Somebody reads a shard by hand; false when too many read it already. */
  noteRead(world: World, streamArn: string, shardId: string): boolean
  topKeys(world: World, tableName: string, fromMs: number, toMs: number): TopKeys
  /** How the code of a version deals with a record that it cannot process; null for a function of which that is not simulated. */
  behaviourOf(world: World, functionName: string, version: string): Pick<Behaviour, 'poison' | 'answer'> | null
  updateAlias(world: World, functionName: string, aliasName: string, change: AliasChange): void
}

export type ConfigurationChange = Partial<
  Pick<
    LabFunction,
    | 'memoryMb'
    | 'timeoutSeconds'
    | 'runtime'
    | 'handler'
    | 'environment'
    | 'environmentGiven'
    | 'subnetIds'
    | 'securityGroupIds'
    | 'role'
    | 'description'
    | 'tracing'
  >
>

export type AliasChange = Partial<Pick<LabAlias, 'version' | 'description' | 'additionalVersionWeights'>>

/** The account that the services show: the simulated world, its changes, and the caller. */
export interface Account {
  readonly world: World
  readonly changes: Changes
  /** Base of the URLs of queues and packages; null gives AWS's own. A URL on the lab's port keeps who follows it from leaving the machine. */
  readonly urlBase: string | null
  /** Mappings that a fault keeps in their transition for good. */
  readonly stuckMappings: Set<string>
  /** Functions by name, and tables by ARN, that are being created or updated, and until when (virtual ms). */
  readonly transitions: Map<string, {kind: 'created' | 'updated'; untilMs: number}>
  /** Composite alarms by name. */
  readonly composites: Map<string, LabCompositeAlarm>
  /** Tags by ARN. */
  readonly tags: Map<string, Record<string, string>>
}

const roleName = 'ddbstream-operator'

export const callerArn = (world: World): string => `arn:aws:sts::${world.accountId}:assumed-role/${roleName}/lab`
export const callerRoleArn = (world: World): string => `arn:aws:iam::${world.accountId}:role/${roleName}`
export const callerId = 'AROALABOPERATOR0000XA:lab'
