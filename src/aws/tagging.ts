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
