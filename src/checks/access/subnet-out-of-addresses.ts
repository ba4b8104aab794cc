import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const subnetOutOfAddresses = defineCheck({
  id: 'subnet-out-of-addresses',
  severity: 'medium',
  needs: ['networkPath'],
  run: ({networkPath}, _wanted, {thresholds}) => {
    const limit = thresholds.freeAddressesLow
    const full = (networkPath?.subnets ?? []).filter(({freeAddresses}) => freeAddresses !== null && freeAddresses < limit)
    const left = Math.min(...full.map(subnet => subnet.freeAddresses ?? 0))
    return full.length > 0 ? [fail({subnets: full.map(subnet => subnet.subnetId), freeAddresses: left})] : []
  },
  text: {
    title: 'A subnet of the function has hardly any free address',
    why: 'Without a free address Lambda cannot create a network interface: the function cannot scale, or start after idle time.',
    found: ({subnets, freeAddresses}) => {
      const left = freeAddresses === 0 ? 'no address is free' : `${count(freeAddresses, 'free address', 'free addresses')} left`
      return `${subnets.join(', ')}: ${left}.`
    },
  },
})
