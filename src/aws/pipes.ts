import type {Pipe, PipesClient} from '@aws-sdk/client-pipes'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type PipeAnswer = Pipe

const sdk = () => import('@aws-sdk/client-pipes')

const pipesClient = (aws: Aws): Promise<PipesClient> => clientOf(aws, 'pipes', 'pipes', async () => (await sdk()).PipesClient)

const perPage = 100

/** The EventBridge Pipes of this account and region that read from a source, by the start of its ARN. */
export const listPipes = (aws: Aws, sourcePrefix: string): Promise<PipeAnswer[]> =>
  call(aws, 'pipes:ListPipes', async abortSignal => {
    const [client, {ListPipesCommand}] = [await pipesClient(aws), await sdk()]
    const input = {SourcePrefix: sourcePrefix, Limit: perPage}
    return allPages(async token => {
      const page = await client.send(new ListPipesCommand({...input, ...(token !== undefined && {NextToken: token})}), {abortSignal})
      return {items: required(page.Pipes, 'Pipes'), next: page.NextToken}
    })
  })
