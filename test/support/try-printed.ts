import {afterAll} from 'vitest'
import {printed} from './printed.ts'

/** Every command that the causes and checks of a test file print is tried in the lab, each once. */
afterAll(async () => {
  if (printed.length === 0) return
  const {tryPrinted} = await import('./run-printed.ts')
  const wrong = await tryPrinted(printed.splice(0))
  if (wrong.length > 0) throw new Error(`Commands that cannot work:\n${wrong.join('\n')}`)
})
