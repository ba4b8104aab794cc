import {readdirSync} from 'node:fs'
import {join} from 'node:path'

interface Room {
  name: string
  /** Its sources. */
  files: RegExp
}

/** The rooms without I/O, and the room that carries changes out. */
export const rooms: Room[] = [
  {name: 'checks', files: /^src\/checks\/[\w-]+\//},
  {name: 'causes', files: /^src\/causes\//},
  {name: 'derived', files: /^src\/derived\//},
  {name: 'diagnosis', files: /^src\/diagnosis\//},
  {name: 'changes', files: /^src\/changes\//},
]

/** Tests of the rooms that open no lab. */
export const testsOfRooms = [
  'test/{checks,derived,diagnosis,signs,advice,changes,causes}/**/*.test.ts',
  'test/use-cases/{config,giving-up,advice-by-the-rules}.test.ts',
  'test/use-cases/changes/*.test.ts',
  'test/use-cases/fleet/{baseline,samples}.test.ts',
]

export const testOrder = [
  'test/checks/',
  'test/derived/',
  'test/changes/',
  'test/diagnosis/',
  'test/causes/each-cause',
  'test/causes/',
  'test/',
]

const sources: readonly string[] = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .map(name => join('src', name))
  .filter(name => name.endsWith('.ts'))
  .sort()

export const filesOf = ({files}: Room): string[] => sources.filter(name => files.test(name))
