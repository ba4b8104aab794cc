import {defineCheck, fail} from '../../model/check.ts'

export const blackholeRoute = defineCheck({
  id: 'blackhole-route',
  severity: 'medium',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    const broken = (networkPath?.subnets ?? []).filter(({blackholes, way}) => blackholes.length > 0 || way.kind === 'blackhole')
    if (broken.length === 0) return []
    const routes = broken.flatMap(({blackholes, way}) => (blackholes.length > 0 ? blackholes : [`0.0.0.0/0 → ${way.target}`]))
    return [fail({subnets: broken.map(({subnetId}) => subnetId), routes: [...new Set(routes)]})]
  },
  text: {
    title: 'A route has lost its target',
    why: 'The gateway behind the route is gone: connections through it are dropped, and end in a timeout.',
    found: ({subnets, routes}) => `${subnets.join(', ')}: the target of ${routes.join(' and ')} does not exist or is not available.`,
  },
})
