import type {
  CreateEventSourceMappingCommandInput,
  PublishVersionCommandInput,
  UpdateAliasCommandInput,
  UpdateEventSourceMappingCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda'
import {type AliasAnswer, lambdaClient, type MappingAnswer} from './lambda.ts'
import {required} from './transport/aws-error.ts'
import {call} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

const sdk = () => import('@aws-sdk/client-lambda')

/** One event source mapping as it is now. While AWS applies a change, its settings are still the old ones. */
export const getEventSourceMapping = (aws: Aws, UUID: string): Promise<MappingAnswer> =>
  call(aws, 'lambda:GetEventSourceMapping', async abortSignal => {
    const [client, {GetEventSourceMappingCommand}] = [await lambdaClient(aws), await sdk()]
    const answer = await client.send(new GetEventSourceMappingCommand({UUID}), {abortSignal})
    return {...answer, UUID: required(answer.UUID, 'UUID'), State: required(answer.State, 'State')}
  })

/** Asynchronous: AWS accepts the change, stops polling, applies it, and starts again. */
export const updateEventSourceMapping = (aws: Aws, input: UpdateEventSourceMappingCommandInput): Promise<MappingAnswer> =>
  call(aws, 'lambda:UpdateEventSourceMapping', async abortSignal => {
    const [client, {UpdateEventSourceMappingCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new UpdateEventSourceMappingCommand(input), {abortSignal})
  })

/** Asynchronous: AWS makes the mapping and begins to poll within several minutes. It refuses a second one of the same function and stream. */
export const createEventSourceMapping = (aws: Aws, input: CreateEventSourceMappingCommandInput): Promise<MappingAnswer> =>
  call(aws, 'lambda:CreateEventSourceMapping', async abortSignal => {
    const [client, {CreateEventSourceMappingCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new CreateEventSourceMappingCommand(input), {abortSignal})
  })

/** Asynchronous; the position in the stream is lost with the mapping. */
export const deleteEventSourceMapping = (aws: Aws, UUID: string): Promise<MappingAnswer> =>
  call(aws, 'lambda:DeleteEventSourceMapping', async abortSignal => {
    const [client, {DeleteEventSourceMappingCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new DeleteEventSourceMappingCommand({UUID}), {abortSignal})
  })

/** With the RevisionId of the alias as it was read: AWS refuses it when somebody moved the alias meanwhile. */
export const updateAlias = (aws: Aws, input: UpdateAliasCommandInput): Promise<AliasAnswer> =>
  call(aws, 'lambda:UpdateAlias', async abortSignal => {
    const [client, {UpdateAliasCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new UpdateAliasCommand(input), {abortSignal})
  })

/** A version of a function: its number (`$LATEST` is one) and the hash of its code. */
export interface VersionAnswer {
  version: string
  codeSha256: string | null
}

export const listVersions = (aws: Aws, functionName: string): Promise<VersionAnswer[]> =>
  call(aws, 'lambda:ListVersionsByFunction', async abortSignal => {
    const [client, {ListVersionsByFunctionCommand}] = [await lambdaClient(aws), await sdk()]
    return allPages(async Marker => {
      const input = {FunctionName: functionName, ...(Marker !== undefined && {Marker})}
      const page = await client.send(new ListVersionsByFunctionCommand(input), {abortSignal})
      const versions = required(page.Versions, 'Versions')
      return {
        items: versions.map(({Version = '', CodeSha256}) => ({version: Version, codeSha256: CodeSha256 ?? null})),
        next: page.NextMarker,
      }
    })
  })

/** Publishes the present `$LATEST`; answers the number of the version. */
export const publishVersion = (aws: Aws, input: PublishVersionCommandInput): Promise<string> =>
  call(aws, 'lambda:PublishVersion', async abortSignal => {
    const [client, {PublishVersionCommand}] = [await lambdaClient(aws), await sdk()]
    return required((await client.send(new PublishVersionCommand(input), {abortSignal})).Version, 'Version')
  })

export const updateFunctionConfiguration = (aws: Aws, input: UpdateFunctionConfigurationCommandInput): Promise<unknown> =>
  call(aws, 'lambda:UpdateFunctionConfiguration', async abortSignal => {
    const [client, {UpdateFunctionConfigurationCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new UpdateFunctionConfigurationCommand(input), {abortSignal})
  })

export const putFunctionConcurrency = (aws: Aws, FunctionName: string, ReservedConcurrentExecutions: number): Promise<unknown> =>
  call(aws, 'lambda:PutFunctionConcurrency', async abortSignal => {
    const [client, {PutFunctionConcurrencyCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new PutFunctionConcurrencyCommand({FunctionName, ReservedConcurrentExecutions}), {abortSignal})
  })

/** Takes the reserve away: the function uses the account's unreserved concurrency. */
export const deleteFunctionConcurrency = (aws: Aws, FunctionName: string): Promise<unknown> =>
  call(aws, 'lambda:DeleteFunctionConcurrency', async abortSignal => {
    const [client, {DeleteFunctionConcurrencyCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new DeleteFunctionConcurrencyCommand({FunctionName}), {abortSignal})
  })

/** The reserve of a function; null when there is none. */
export const getFunctionConcurrency = (aws: Aws, FunctionName: string): Promise<number | null> =>
  call(aws, 'lambda:GetFunctionConcurrency', async abortSignal => {
    const [client, {GetFunctionConcurrencyCommand}] = [await lambdaClient(aws), await sdk()]
    return (await client.send(new GetFunctionConcurrencyCommand({FunctionName}), {abortSignal})).ReservedConcurrentExecutions ?? null
  })

export const listTags = (aws: Aws, Resource: string): Promise<Record<string, string>> =>
  call(aws, 'lambda:ListTags', async abortSignal => {
    const [client, {ListTagsCommand}] = [await lambdaClient(aws), await sdk()]
    return (await client.send(new ListTagsCommand({Resource}), {abortSignal})).Tags ?? {}
  })

export const tagResource = (aws: Aws, Resource: string, Tags: Record<string, string>): Promise<unknown> =>
  call(aws, 'lambda:TagResource', async abortSignal => {
    const [client, {TagResourceCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new TagResourceCommand({Resource, Tags}), {abortSignal})
  })

export const untagResource = (aws: Aws, Resource: string, TagKeys: string[]): Promise<unknown> =>
  call(aws, 'lambda:UntagResource', async abortSignal => {
    const [client, {UntagResourceCommand}] = [await lambdaClient(aws), await sdk()]
    return client.send(new UntagResourceCommand({Resource, TagKeys}), {abortSignal})
  })
