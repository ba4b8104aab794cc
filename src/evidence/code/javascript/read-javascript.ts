import {parser} from '@lezer/javascript'
import {errorsIn, type Grammar, kids, statements} from '../reading.ts'
import {Scope} from '../scope.ts'
import {SourceModule} from '../source-module.ts'
import {readExpression} from './expressions.ts'
import {readStatements} from './statements.ts'

const typed = parser.configure({dialect: 'ts'})
const grammar: Grammar = {expression: readExpression, statements: readStatements}

/** Reads a file of JavaScript or TypeScript; of a broken text, the part that can be parsed. */
export function readJavascript(file: {name: string; text: string}): SourceModule {
  const isTyped = /\.[cm]?ts$/.test(file.name)
  const tree = (isTyped ? typed : parser).parse(file.text)
  const module = new SourceModule(file, errorsIn(tree), grammar)
  const scope = new Scope(module, null, null)
  module.scopes.push(scope)
  module.body = statements(kids(tree.topNode), scope)
  return module
}
