import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  GetAccountSettingsCommandOutput,
  GetFunctionCommandOutput,
  LambdaClient,
  ProvisionedConcurrencyConfigListItem,
} from '@aws-sdk/client-lambda'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type MappingAnswer = EventSourceMappingConfiguration
export type FunctionAnswer = GetFunctionCommandOutput
export type AliasAnswer = AliasConfiguration
export type ProvisionedConcurrencyAnswer = ProvisionedConcurrencyConfigListItem
export type AccountSettingsAnswer = GetAccountSettingsCommandOutput

const sdk = () => import('@aws-sdk/client-lambda')

export const lambdaClient = (aws: Aws): Promise<LambdaClient> => clientOf(aws, 'lambda', 'lambda', async () => (await sdk()).LambdaClient)

/** All event source mappings of the account and region, or those on one stream, page by page (at most 100 a page, whatever is asked for). */
export const listEventSourceMappings = (aws: Aws, EventSourceArn?: string): Promise<MappingAnswer[]> =>
  call(aws, 'lambda:ListEventSourceMappings', async abortSignal => {
    const [client, {ListEventSourceMappingsCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const page = await client.send(
        new ListEventSourceMappingsCommand({...(EventSourceArn !== undefined && {EventSourceArn}), ...(Marker !== undefined && {Marker})}),
        {abortSignal},
      )
      return {items: required(page.EventSourceMappings, 'EventSourceMappings'), next: page.NextMarker}
    })
  })

/** Configuration and reserved concurrency of a function, version or alias. `name` may be an ARN. */
export const getFunction = (aws: Aws, name: string, qualifier: string | null = null): Promise<FunctionAnswer> =>
  call(aws, 'lambda:GetFunction', async abortSignal => {
    const [client, {GetFunctionCommand}] = [await lambdaClient(aws), await sdk()]
    const input = {FunctionName: name, ...(qualifier !== null && {Qualifier: qualifier})}
    const answer = await client.send(new GetFunctionCommand(input), {abortSignal})
    return {...answer, Configuration: required(answer.Configuration, 'Configuration')}
  })

/** All functions of the account and region, each as $LATEST, 50 a page. Reserved concurrency and state are not in it. */
export const listFunctions = (aws: Aws): Promise<FunctionConfiguration[]> =>
  call(aws, 'lambda:ListFunctions', async abortSignal => {
    const [client, {ListFunctionsCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const page = await client.send(new ListFunctionsCommand(Marker === undefined ? {} : {Marker}), {abortSignal})
      return {items: required(page.Functions, 'Functions'), next: page.NextMarker}
    })
  })

/** The account's concurrency limits. */
export const getAccountSettings = (aws: Aws): Promise<AccountSettingsAnswer> =>
  call(aws, 'lambda:GetAccountSettings', async abortSignal => {
    const [client, {GetAccountSettingsCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new GetAccountSettingsCommand({}), {abortSignal})
  })

/** The versions behind an alias. */
export const getAlias = (aws: Aws, functionName: string, name: string): Promise<AliasAnswer> =>
  call(aws, 'lambda:GetAlias', async abortSignal => {
    const [client, {GetAliasCommand}] = [await lambdaClient(aws), await sdk()]
    const answer = await client.send(new GetAliasCommand({FunctionName: functionName, Name: name}), {abortSignal})
    return {...answer, FunctionVersion: required(answer.FunctionVersion, 'FunctionVersion')}
  })

/** The provisioned concurrency of all versions and aliases of a function. */
export const listProvisionedConcurrencyConfigs = (aws: Aws, functionName: string): Promise<ProvisionedConcurrencyAnswer[]> =>
  call(aws, 'lambda:ListProvisionedConcurrencyConfigs', async abortSignal => {
    const [client, {ListProvisionedConcurrencyConfigsCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const input = {FunctionName: functionName, ...(Marker !== undefined && {Marker})}
      const page = await client.send(new ListProvisionedConcurrencyConfigsCommand(input), {abortSignal})
      return {items: required(page.ProvisionedConcurrencyConfigs, 'ProvisionedConcurrencyConfigs'), next: page.NextMarker}
    })
  })

/** The configurations of `$LATEST` and of all published versions. */
export const listVersionConfigurations = (aws: Aws, functionName: string): Promise<FunctionConfiguration[]> =>
  call(aws, 'lambda:ListVersionsByFunction', async abortSignal => {
    const [client, {ListVersionsByFunctionCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const input = {FunctionName: functionName, ...(Marker !== undefined && {Marker})}
      const page = await client.send(new ListVersionsByFunctionCommand(input), {abortSignal})
      return {items: required(page.Versions, 'Versions'), next: page.NextMarker}
    })
  })

export const listAliases = (aws: Aws, functionName: string): Promise<AliasConfiguration[]> =>
  call(aws, 'lambda:ListAliases', async abortSignal => {
    const [client, {ListAliasesCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const input = {FunctionName: functionName, ...(Marker !== undefined && {Marker})}
      const page = await client.send(new ListAliasesCommand(input), {abortSignal})
      return {items: required(page.Aliases, 'Aliases'), next: page.NextMarker}
    })
  })
