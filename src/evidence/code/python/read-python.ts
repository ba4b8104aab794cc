import {parser} from '@lezer/python'
import {errorsIn, type Grammar, kids, statements} from '../reading.ts'
import {Scope} from '../scope.ts'
import {SourceModule} from '../source-module.ts'
import {readExpression} from './expressions.ts'
import {readStatements} from './statements.ts'

const grammar: Grammar = {expression: readExpression, statements: readStatements}

/** Reads a file of Python; of a broken text, the part that can be parsed. */
export function readPython(file: {name: string; text: string}): SourceModule {
  const tree = parser.parse(file.text)
  const module = new SourceModule(file, errorsIn(tree), grammar)
  const scope = new Scope(module, null, null)
  module.scopes.push(scope)
  module.body = statements(kids(tree.topNode), scope)
  for (const name of scope.names) module.export(name, {from: 0, to: 0, kind: 'name', name, scope})
  return module
}
