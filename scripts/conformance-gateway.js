// Runs inside a network namespace of its own: starts DynamoDB Local, which listens on all interfaces and so must not run outside,
// and lets the tests in through a Unix socket. Arguments: the socket's path, DynamoDB Local's jar. It ends with its stdin.
import {execFileSync, spawn} from 'node:child_process'
import {connect, createServer} from 'node:net'
import {dirname, join} from 'node:path'

const [socket, jar] = process.argv.slice(2)
const port = 8000

execFileSync('ip', ['link', 'set', 'lo', 'up'])
const options = [`-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`, '-jar', jar]
const java = spawn('java', [...options, '-inMemory', '-disableTelemetry', '-port', String(port)], {stdio: ['ignore', 'ignore', 'inherit']})
java.once('exit', code => process.exit(code ?? 1))

const server = createServer(client => {
  const local = connect(port, '127.0.0.1')
  client.pipe(local).pipe(client)
  client.on('error', () => local.destroy())
  local.on('error', () => client.destroy())
})
server.listen(socket, () => console.log('listening'))
// The process is the first of its process namespace: with it, Java ends too.
process.stdin.resume().once('end', () => process.exit(0))
