import {importing, listing, type Name, type Part} from './part.ts'

const source = ({id, symbol}: Name, cause: string | null): string => `import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = '${id}'

export const ${symbol} = defineIncident({
  id,
  story: 'TO DO: tell the story, as a colleague would tell it afterwards.',
  fix: 'TO DO: say which change ends it.',
  truth: () => (${cause === null ? "{cause: null, causes: [], lag: 'ok'}" : "{cause: id, causes: [id], lag: 'behind'}"}),
  // TO DO: change the ordinary plan by AWS's documentation, and with draws of an own name.
  build: seed => sceneOf(ordinaryPlan(seed, id)),
})
`

/** An incident of the lab; `cause` is its truth. */
export const newIncident = (name: Name, cause: string | null): Part => ({
  files: {[`packages/lab/src/incidents/${name.id}.ts`]: source(name, cause)},
  edits: {
    'packages/lab/src/incidents/index.ts': text => {
      const list = 'incidents: readonly Incident[] = ['
      const following = [...text.slice(text.indexOf(list)).matchAll(/^ {2}(\w+),$/gm)].find(([, symbol = '']) => symbol > name.symbol)
      const listed =
        following === undefined
          ? listing(text, list, '\n]', `${name.symbol},`)
          : text.replace(following[0], `  ${name.symbol},\n${following[0]}`)
      return importing(name)(listed)
    },
  },
  next: [
    `Build the incident in packages/lab/src/incidents/${name.id}.ts from AWS's documentation.`,
    `Give it a line in \`happens\` of test/lab/incidents/incidents.test.ts, function-side.ts or table-side.ts: it holds the facts of the incident.`,
  ],
})
