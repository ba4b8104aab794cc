import type {
  EventSourceMappingConfiguration,
  GetAccountSettingsCommandOutput,
  GetFunctionCommandOutput,
  LambdaClient,
} from '@aws-sdk/client-lambda'
import {call, clientOf} from './client.ts'
import type {Aws} from './connection.ts'
import {required} from './errors.ts'
import {allPages} from './paging.ts'

export type MappingAnswer = EventSourceMappingConfiguration
export type FunctionAnswer = GetFunctionCommandOutput
export type AccountSettingsAnswer = GetAccountSettingsCommandOutput

const sdk = () => import('@aws-sdk/client-lambda')

export const lambdaClient = (aws: Aws): Promise<LambdaClient> => clientOf(aws, 'lambda', 'lambda', async () => (await sdk()).LambdaClient)

/** All event source mappings of the account and region, page by page (at most 100 a page, whatever is asked for). */
export const listEventSourceMappings = (aws: Aws): Promise<MappingAnswer[]> =>
  call(aws, 'lambda:ListEventSourceMappings', async abortSignal => {
    const [client, {ListEventSourceMappingsCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const page = await client.send(new ListEventSourceMappingsCommand(Marker === undefined ? {} : {Marker}), {abortSignal})
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

/** The account's concurrency limits. */
export const getAccountSettings = (aws: Aws): Promise<AccountSettingsAnswer> =>
  call(aws, 'lambda:GetAccountSettings', async abortSignal => {
    const [client, {GetAccountSettingsCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new GetAccountSettingsCommand({}), {abortSignal})
  })
