import {commandActions} from '../../src/use-cases/policy.ts'
import {type Answer, type Reader, told} from './readers.ts'
import {sharedLab} from './watched-lab.ts'

export const actionsOf = (command: string): string[] => [...new Set(commandActions[command])].sort()

/** The outcome of a reading command, with its policy and without each action of it. */
export interface Product {
  runs: number
  faults: string[]
  /** Actions that no incident made it ask. */
  unasked: string[]
}

/** Told to nobody: the query ends by itself, and whether the group is there, the query itself tells. */
const quiet: readonly string[] = ['logs:StopQuery']
const quietIn: Readonly<Record<string, readonly string[]>> = {'cold-starts': ['logs:DescribeLogGroups']}

/** How much of the product is tried. */
export interface Extent {
  /** Each action in everything that makes the command ask for it; else in the first. */
  all: boolean
  /** Actions that are not taken away: another command is tried without them. */
  but?: readonly string[]
}

/** Runs the command with exactly its policy, and without each action in the first incident that makes it ask for it, or in all of them. */
export async function withoutEach({command, incidents, run}: Reader, {all, but = []}: Extent): Promise<Product> {
  const actions = actionsOf(command)
  const [faults, left] = [[] as string[], new Set(actions.filter(action => !but.includes(action)))]
  let runs = 0
  for (const incident of incidents) {
    if (left.size === 0 && !all) break
    const watched = sharedLab(incident)
    const answerWith = async (allowed: readonly string[] | null): Promise<Answer> => {
      watched.allow(allowed)
      runs += 1
      return told(run(watched.lab))
    }
    const full = await answerWith(null)
    const exact = await answerWith(actions)
    const asked = watched.asked()
    if (watched.denied().length > 0) faults.push(`${incident}: the policy lacks ${watched.denied().join(', ')}`)
    if (exact.gist !== full.gist) faults.push(`${incident}: with its policy it says ${exact.gist}, with all rights ${full.gist}`)
    for (const action of all ? asked : asked.filter(one => left.has(one))) {
      left.delete(action)
      const answer = await answerWith(actions.filter(one => one !== action))
      const complaints = complaintsOf({command, action, full, answer, denied: watched.denied()})
      faults.push(...complaints.map(complaint => `${incident}, without ${action}: ${complaint}`))
    }
  }
  return {runs, faults, unasked: [...left]}
}

interface Without {
  command: string
  action: string
  full: Answer
  answer: Answer
  denied: string[]
}

function complaintsOf({command, action, full, answer, denied}: Without): string[] {
  const exits = new Set(full.exitCode === 0 ? [0, 3, 4] : [full.exitCode, 3, 4])
  const isQuiet = quiet.includes(action) || quietIn[command]?.includes(action)
  return [
    ...(denied.join() === action ? [] : [`denied was ${denied.join(', ') || 'nothing'}`]),
    ...(exits.has(answer.exitCode) ? [] : [`it exits ${answer.exitCode}, with all rights ${full.exitCode}`]),
    ...(answer.calm && !full.calm ? ['it says that all is well'] : []),
    ...(isQuiet || answer.text.includes(action) ? [] : ['it does not name the action']),
  ]
}
