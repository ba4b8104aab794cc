import {debianCli, describeWith} from '../peers.ts'
import {runAllRows} from './rows/index.ts'

// 2.9: speaks Query and XML to CloudWatch and SQS, and puts a slash behind some of Lambda's paths.
describeWith(debianCli, runAllRows)
