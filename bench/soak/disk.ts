import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {operationSchema} from '../../src/model/plan/plan-schema.ts'

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function faultOf(path: string): string[] {
  try {
    return operationSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success ? [] : [`${path} does not fit its schema`]
  } catch {
    return [`${path} is no JSON`]
  }
}

/** Files of a journal that should not be there, or cannot be read. */
export function litterIn(journal: string): string[] {
  const [open, closed] = [join(journal, 'open'), join(journal, 'closed')]
  const isOperation = (name: string): boolean => name.endsWith('.json') && !name.startsWith('.')
  const of = (folder: string) => namesIn(folder).map(name => ({name, path: join(folder, name)}))
  return [
    ...[...of(open), ...of(closed)].flatMap(({name, path}) => (isOperation(name) ? faultOf(path) : [`left over: ${name}`])),
    ...namesIn(open)
      .filter(name => isOperation(name) && namesIn(closed).includes(name))
      .map(name => `twice: ${name}`),
  ]
}
