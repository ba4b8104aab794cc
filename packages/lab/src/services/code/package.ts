import type {LabFunction, World} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'
import {type Handling, handlerSource, workSource} from './source.ts'
import {storedZip} from './zip.ts'

/** Whether some mapping of the function looks at its answer: then its team has written it to answer. */
const isListenedTo = ({mappings}: World, {name}: LabFunction): boolean =>
  [...mappings.values()].some(
    ({functionArn, settings}) => functionArn.split(':')[6] === name && settings.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  )

function handlingOf({world, changes}: Account, fn: LabFunction, version: string): Handling {
  const answers = isListenedTo(world, fn)
  const {poison, answer} = changes.behaviourOf(world, fn.name, version) ?? {poison: 'throws', answer: 'right'}
  const reports = poison === 'reports'
  return {reports, answers: reports || answers, answer}
}

/** The deployment package of a version: its source, and zeros up to the size that Lambda tells. */
export function packageOf(account: Account, fn: LabFunction, version: string): Buffer {
  const {runtime, handler, codeSize} = fn
  const sources = [handlerSource(runtime, handler, handlingOf(account, fn, version)), workSource(runtime, handler)].map(({name, text}) => ({
    name,
    bytes: Buffer.from(text),
  }))
  const filled = (size: number) => storedZip([...sources, {name: 'assets.bin', bytes: Buffer.alloc(size)}])
  return filled(Math.max(0, codeSize - filled(0).length))
}
