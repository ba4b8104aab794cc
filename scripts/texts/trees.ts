import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import type {SourceFile} from 'typescript/unstable/ast'
import {API} from 'typescript/unstable/sync'

/** A file of src, as text and as a tree. */
export interface Tree {
  file: string
  source: string
  tree: SourceFile
}

/** Parses files of src and gives them to `read`: the trees hold only as long as that runs. */
export function withTrees<T>(files: readonly string[], read: (trees: Tree[]) => T): T {
  const project = 'scripts/texts/tsconfig.json'
  const api = new API({cwd: resolve('.')})
  try {
    const program = api.updateSnapshot({openProjects: [resolve(project)]}).getProjects()[0]?.program
    return read(
      files.map(file => {
        const tree = program?.getSourceFile(resolve(file))
        if (!tree) throw new Error(`${file} is not in ${project}.`)
        return {file, source: readFileSync(file, 'utf8'), tree}
      }),
    )
  } finally {
    api.close()
  }
}
