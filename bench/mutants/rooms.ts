import {readdirSync} from 'node:fs'
import {join} from 'node:path'

interface Room {
  name: string
  /** Its sources. */
  files: RegExp
}

/** The rooms without I/O, and the files of others that judge or keep a lock. */
export const rooms: Room[] = [
  {name: 'checks', files: /^src\/checks\//},
  {name: 'causes', files: /^src\/causes\//},
  {name: 'derived', files: /^src\/derived\//},
  {name: 'diagnosis', files: /^src\/(use-cases\/(judge|look-up|assertions|advice|diagnose|agree|baseline)|model\/(verdict|problem))\.ts$/},
  {name: 'treatments', files: /^src\/treatments\/(plans\/[\w-]+|lock|journal|step|apply|undo|guard|flow|patience)\.ts$/},
]

/** Tests that open no lab: those of the rooms, and of the use cases that judge. */
export const testsOfRooms = [
  'test/{checks,derived,model,treatments,causes}/**/*.test.ts',
  'test/use-cases/{agree,baseline,config,diagnose,giving-up,advice-by-the-rules,recommended,past-operations,undo}.test.ts',
]

const sources: readonly string[] = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .map(name => join('src', name))
  .filter(name => name.endsWith('.ts'))
  .sort()

export const filesOf = ({files}: Room): string[] => sources.filter(name => files.test(name))
