import {currentCli, describeWith} from '../peers.ts'
import {runAllRows} from './rows/index.ts'

// Speaks JSON to all but IAM, EC2 and STS.
describeWith(currentCli, runAllRows)
