import type {ResourceGroupsTaggingAPIClient} from '@aws-sdk/client-resource-groups-tagging-api'
import type {Tag} from '../model/targets.ts'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

const sdk = () => import('@aws-sdk/client-resource-groups-tagging-api')

const taggingClient = (aws: Aws): Promise<ResourceGroupsTaggingAPIClient> =>
  clientOf(aws, 'tagging', 'tag', async () => (await sdk()).ResourceGroupsTaggingAPIClient)

const perPage = 100

/** The ARNs of Lambda's functions and event source mappings that have all of these tags. */
export const taggedLambdaArns = (aws: Aws, tags: readonly Tag[]): Promise<string[]> =>
  call(aws, 'tag:GetResources', async abortSignal => {
    const [client, {GetResourcesCommand}] = [await taggingClient(aws), await sdk()]
    const filters = tags.map(({key, value}) => ({Key: key, ...(value !== null && {Values: [value]})}))
    const input = {ResourceTypeFilters: ['lambda'], TagFilters: filters, ResourcesPerPage: perPage}
    return allPages(async token => {
      const page = await client.send(new GetResourcesCommand({...input, ...(token !== undefined && {PaginationToken: token})}), {
        abortSignal,
      })
      const items = required(page.ResourceTagMappingList, 'ResourceTagMappingList')
      return {items: items.flatMap(({ResourceARN}) => ResourceARN ?? []), next: page.PaginationToken}
    })
  })

/** GetResources takes so many ARNs (Resource Groups Tagging API reference). */
const mostArns = 100

/** The tags of resources by their ARN. One that has none, and never had any, is left out. */
export const tagsOfArns = (aws: Aws, arns: readonly string[]): Promise<Map<string, Record<string, string>>> =>
  call(aws, 'tag:GetResources', async abortSignal => {
    const [client, {GetResourcesCommand}] = [await taggingClient(aws), await sdk()]
    const found = new Map<string, Record<string, string>>()
    for (let i = 0; i < arns.length; i += mostArns) {
      const page = await client.send(new GetResourcesCommand({ResourceARNList: arns.slice(i, i + mostArns)}), {abortSignal})
      for (const {ResourceARN = '', Tags = []} of required(page.ResourceTagMappingList, 'ResourceTagMappingList'))
        found.set(ResourceARN, Object.fromEntries(Tags.map(({Key = '', Value = ''}) => [Key, Value])))
    }
    return found
  })
