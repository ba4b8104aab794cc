import {listPipes, type PipeAnswer} from '../../aws/pipes.ts'
import type {Pipe} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** The EventBridge Pipes that read the stream: each takes a reader's place beside the mappings. */
export const pipes = defineOnDemand({
  key: 'pipes',
  scope: 'stream',
  needs: ['mapping'],
  actions: ['pipes:ListPipes'],
  collect: async (aws, {mapping}) => {
    const answers = await listPipes(aws, mapping.eventSourceArn)
    // A prefix may be that of a longer ARN, too.
    return answers.filter(({Source}) => Source === mapping.eventSourceArn).map(pipeFrom)
  },
})

const pipeFrom = ({Name, Arn, CurrentState}: PipeAnswer): Pipe => ({name: Name ?? '', arn: Arn ?? '', state: CurrentState ?? null})
