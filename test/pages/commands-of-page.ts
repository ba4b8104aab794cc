import {commandsIn} from '../../src/text/shell-words.ts'

/** A command that a page prints. `isWhole`: it stands in a code block, so it is complete; in a sentence it may be a part. */
export interface PageCommand {
  line: number
  words: readonly string[]
  isWhole: boolean
}

const isOurs = ([program]: readonly string[]): boolean => program === 'aws' || program === 'ddbstream'

/** The words before a comment, a pipe or the redirection of the output. */
const own = (words: readonly string[]): string[] => {
  const end = words.findIndex(word => /^[#|>;]/.test(word))
  return end < 0 ? [...words] : words.slice(0, end)
}

/** The lines of a code block as commands: a backslash continues a line. */
function commandsOfBlock(block: string, firstLine: number): PageCommand[] {
  const found: PageCommand[] = []
  let [start, text] = [firstLine, '']
  for (const [index, line] of block.split('\n').entries()) {
    if (text === '') start = firstLine + index
    text += `${line}\n`
    if (line.endsWith('\\')) continue
    found.push(...commandsIn(text.trim()).map(words => ({line: start, words: own(words), isWhole: true})))
    text = ''
  }
  return found
}

const lineAt = (page: string, index: number): number => page.slice(0, index).split('\n').length

/** All commands of AWS's CLI and of ddbstream on a page. A part that is left out with "…" is not judged. */
export function commandsOfPage(page: string): PageCommand[] {
  const blocks = [...page.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```$/gm)].flatMap(({1: block = '', index}) =>
    commandsOfBlock(block, lineAt(page, index) + 1),
  )
  const prose = page.replace(/^```[\s\S]*?^```$/gm, block => block.replace(/[^\n]/g, ' '))
  const inline = [...prose.matchAll(/(?<!`)`((?:aws|ddbstream) [^`\n]+)`(?!`)/g)].flatMap(({1: code = '', index}) =>
    commandsIn(code).map(words => ({line: lineAt(page, index), words: own(words), isWhole: false})),
  )
  return [...blocks, ...inline].filter(({words}) => isOurs(words) && !words.some(word => word.includes('…')))
}
