/**
 * Lines of failing and of succeeding invocations as runtimes and loggers write them, retold from their sources and public threads: names, ids and
 * data are replaced. `is`: kind and type as a reader would name them. `counts`: invocations unless told. `errors`: the count of the metric, 1
 * unless told. `handled`: how many of the first class succeeded, 0 unless told.
 */
export interface Format {
  name: string
  source: string
  events: string[]
  kind: [kind: string, type: string | null] | null
  counts?: 'lines' | 'starts'
  errors?: number
  handled?: number
}

export const id = '3f8e9a52-60b1-4c2e-9a57-0d4b8e6f1c33'
/** Of something else that the line is about. */
const other = 'c0ffee00-1111-4222-8333-944455556666'
const at = '2026-11-26T10:00:00.250Z'
const report = (tail = '', used = 98) =>
  `REPORT RequestId: ${id}\tDuration: 42.10 ms\tBilled Duration: 43 ms\tMemory Size: 256 MB\tMax Memory Used: ${used} MB\t${tail}\n`
const text = (...lines: string[]) => [
  `START RequestId: ${id} Version: 7\n`,
  ...lines.map(line => `${line}\n`),
  `END RequestId: ${id}\n`,
  report(),
]
const platform = (status: string, more: object = {}) =>
  JSON.stringify({
    time: at,
    type: 'platform.report',
    record: {requestId: id, metrics: {durationMs: 42.1, memorySizeMB: 256, maxMemoryUsedMB: 98}, status, ...more},
  })
const json = (line: object, status = 'success', more: object = {}) => [JSON.stringify(line), platform(status, more)]
const traceback = 'Traceback (most recent call last):\n  File "/var/task/app.py", line 40, in handler\n    total = order["total"]'

export const formats: readonly Format[] = [
  // Python
  {
    name: 'Python, unhandled',
    source: 'aws-lambda-python-runtime-interface-client',
    events: text(`[ERROR] KeyError: 'total'\n${traceback}`),
    kind: ['exception', 'KeyError'],
    counts: 'lines',
  },
  {
    name: 'Python, logged with its traceback',
    source: 'amplify-category-api #1217',
    events: text(`[ERROR]\t${at}\t${id}\tcould not index\n${traceback}\nsearch.errors.Search_Refused: (400, 'Bad Request')`),
    errors: 0,
    kind: ['exception', 'Search_Refused'],
    handled: 1,
  },
  {
    name: 'Python, a long traceback',
    source: 'amplify-category-api #1217',
    events: text(
      `[ERROR]\t${at}\t${id}\tcould not index\n${traceback}\n${'  File "/opt/x.py", line 1, in f\n    f()\n'.repeat(90)}search.Refused: no`,
    ),
    errors: 0,
    kind: ['exception', 'Refused'],
    handled: 1,
  },
  {
    name: 'Python, old import',
    source: 'amplify-cli #2353',
    events: text(`Unable to import module 'app': cannot import name 'Session'`),
    kind: ['import', null],
    counts: 'lines',
  },
  {
    name: 'Python, import',
    source: 'Lambda Developer Guide, "troubleshooting-deployment"',
    events: text(`[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'acme'\n${traceback}`),
    kind: ['import', 'Runtime.ImportModuleError'],
    counts: 'lines',
  },
  {
    name: 'Python, JSON',
    source: 'aws-lambda-python-runtime-interface-client',
    events: json(
      {timestamp: at, log_level: 'ERROR', errorMessage: "'total'", errorType: 'KeyError', requestId: id, stackTrace: ['  File "app.py"']},
      'error',
      {errorType: 'KeyError'},
    ),
    kind: ['exception', 'KeyError'],
  },
  {
    name: 'Python, out of memory in the code',
    source: 'CPython',
    events: text(`[ERROR] MemoryError\n${traceback}`),
    kind: ['out-of-memory', 'MemoryError'],
    counts: 'lines',
  },
  {
    name: 'Powertools for Python',
    source: 'powertools-lambda-python',
    events: json({
      level: 'ERROR',
      location: 'handler:31',
      message: 'record failed',
      timestamp: '2026-11-26 10:00:00,250+0000',
      service: 'orders',
      function_request_id: id,
      exception: `${traceback}\nValueError: bad total`,
      exception_name: 'ValueError',
      correlation_id: other,
    }),
    errors: 0,
    kind: ['exception', 'ValueError'],
    handled: 1,
  },
  {
    name: 'structlog',
    source: 'structlog',
    events: json({event: 'record failed', level: 'error', timestamp: at, aws_request_id: id, exception: `${traceback}\nacme.BadTotal: -1`}),
    errors: 0,
    kind: ['exception', 'BadTotal'],
    handled: 1,
  },
  {
    name: 'structlog, as a list',
    source: 'structlog dict_tracebacks',
    events: json({event: 'record failed', level: 'error', exception: [{exc_type: 'ValueError', exc_value: 'bad total', frames: []}]}),
    errors: 0,
    kind: ['exception', 'ValueError'],
    counts: 'lines',
    handled: 1,
  },
  // Node
  {
    name: 'Node, unhandled',
    source: 'aws-lambda-nodejs-runtime-interface-client',
    events: text(
      `${at}\t${id}\tERROR\tInvoke Error \t${JSON.stringify({errorType: 'TypeError', errorMessage: "Cannot read properties of undefined (reading 'N')", stack: ['TypeError: x']})}`,
    ),
    kind: ['exception', 'TypeError'],
  },
  {
    name: 'Node, an error longer than the part that is read',
    source: 'aws-lambda-nodejs-runtime-interface-client',
    events: text(
      `${at}\t${id}\tERROR\tInvoke Error \t${JSON.stringify({errorType: 'TypeError', errorMessage: 'x is not iterable', stack: new Array(200).fill('    at f (/var/task/index.js:9:33)')})}`,
    ),
    kind: ['exception', 'TypeError'],
  },
  {
    name: 'Node, without a level',
    source: 'mapbox/dynamodb-replicator #59',
    events: text(`${at}\t${id}\tTypeError: object is not a function at /var/task/index.js:82:13`),
    kind: ['exception', 'TypeError'],
  },
  {
    name: 'Node, before an invocation',
    source: 'aws-lambda-nodejs-runtime-interface-client',
    events: [
      `${at}\tundefined\tERROR\tUncaught Exception \t${JSON.stringify({errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'acme'", stack: []})}\n`,
      ...text(),
    ],
    kind: ['import', 'Runtime.ImportModuleError'],
    counts: 'lines',
  },
  {
    name: 'Node, JSON',
    source: 'aws-lambda-nodejs-runtime-interface-client',
    events: json(
      {timestamp: at, level: 'ERROR', requestId: id, message: {errorType: 'TypeError', errorMessage: 'x is not iterable', stackTrace: []}},
      'error',
      {errorType: 'TypeError'},
    ),
    kind: ['exception', 'TypeError'],
  },
  {
    name: 'V8 heap',
    source: 'Node.js',
    events: [
      `START RequestId: ${id} Version: 7\n`,
      '<--- Last few GCs --->\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
      `RequestId: ${id} Error: Runtime exited with error: signal: aborted\nRuntime.ExitError\n`,
      `END RequestId: ${id}\n`,
      report(),
    ],
    kind: ['out-of-memory', 'Runtime.ExitError'],
  },
  {
    name: 'winston',
    source: 'winston',
    events: text('{"level":"error","message":"record failed: ValidationError: bad item","timestamp":"2026-11-26T10:00:00.250Z"}'),
    errors: 0,
    kind: ['exception', 'ValidationError'],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'pino',
    source: 'pino, pino-lambda',
    events: text(
      JSON.stringify({
        level: 50,
        time: 1795687200250,
        awsRequestId: id,
        err: {type: 'RangeError', message: 'Invalid array length', stack: 'RangeError: …'},
        msg: 'record failed',
      }),
    ),
    errors: 0,
    kind: ['exception', 'RangeError'],
    handled: 1,
  },
  {
    name: 'pino, fatal',
    source: 'pino',
    events: text(JSON.stringify({level: 60, time: 1795687200250, msg: 'giving up'})),
    errors: 0,
    kind: ['unknown', null],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'bunyan',
    source: 'bunyan',
    events: text(
      JSON.stringify({
        name: 'orders',
        hostname: 'x',
        pid: 8,
        level: 50,
        err: {message: 'connect ECONNREFUSED 10.0.0.7:443', name: 'Error', stack: '…', code: 'ECONNREFUSED'},
        msg: 'record failed',
        v: 0,
      }),
    ),
    errors: 0,
    kind: ['connection', 'Error'],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'Powertools for TypeScript',
    source: 'powertools-lambda-typescript',
    events: json({
      level: 'ERROR',
      message: 'record failed',
      timestamp: at,
      service: 'orders',
      function_request_id: id,
      error: {name: 'SyntaxError', location: 'index:3', message: 'Unexpected token', stack: '…'},
    }),
    errors: 0,
    kind: ['exception', 'SyntaxError'],
    handled: 1,
  },
  {
    name: 'Node, a caught error by console.log',
    source: 'amplify-cli #9696',
    events: text(`${at}\t${id}\tINFO\tcould not index TypeError: x is not iterable\n    at handler (/var/task/index.js:9:33)`),
    errors: 0,
    kind: ['exception', 'TypeError'],
    handled: 1,
  },
  // JVM
  {
    name: 'Java, unhandled',
    source: 'aws-lambda-java-libs UserFault',
    events: text(
      'Cannot invoke "java.util.Map.get(Object)" because the value is null: java.lang.NullPointerException\njava.lang.NullPointerException: Cannot invoke "java.util.Map.get(Object)" because the value is null\n\tat com.acme.Handler.handleRequest(Handler.java:31)\n',
    ),
    kind: ['exception', 'NullPointerException'],
    counts: 'lines',
  },
  {
    name: 'Java heap',
    source: 'OpenJDK',
    events: text(
      'Java heap space: java.lang.OutOfMemoryError\njava.lang.OutOfMemoryError: Java heap space\n\tat com.acme.Handler.handleRequest(Handler.java:31)\n',
    ),
    kind: ['out-of-memory', 'OutOfMemoryError'],
    counts: 'lines',
  },
  {
    name: 'Java, missing class',
    source: 'Lambda Developer Guide, "java-exceptions"',
    events: text(
      'Class not found: com.acme.Handler: java.lang.ClassNotFoundException\njava.lang.ClassNotFoundException: com.acme.Handler\n',
    ),
    kind: ['import', 'ClassNotFoundException'],
    counts: 'lines',
  },
  {
    name: 'log4j2',
    source: 'aws-lambda-java-log4j2, its layout of the README',
    events: text(
      `2026-11-26 10:00:00 ${id} ERROR Handler:31 - record failed\ncom.acme.BadTotalException: -1\n\tat com.acme.Handler.handleRequest(Handler.java:31)`,
    ),
    errors: 0,
    kind: ['exception', 'BadTotalException'],
    handled: 1,
  },
  {
    name: 'log4j2, JSON',
    source: 'log4j2 JsonLayout',
    events: text(
      JSON.stringify({
        instant: {epochSecond: 1795687200},
        thread: 'main',
        level: 'ERROR',
        loggerName: 'com.acme.Handler',
        message: 'record failed',
        thrown: {name: 'com.acme.BadTotalException', message: '-1'},
        contextMap: {AWSRequestId: id},
      }),
    ),
    errors: 0,
    kind: ['exception', 'com.acme.BadTotalException'],
    handled: 1,
  },
  {
    name: 'Java, the cause names the reason',
    source: 'OpenJDK',
    events: text(
      `2026-11-26 10:00:00 ${id} ERROR Handler:31 - record failed\njava.lang.RuntimeException: call failed\n\tat com.acme.Handler.handleRequest(Handler.java:31)\nCaused by: java.net.ConnectException: Connection refused`,
    ),
    errors: 0,
    kind: ['connection', 'RuntimeException'],
    handled: 1,
  },
  {
    name: 'Powertools for Java',
    source: 'powertools-lambda-java',
    events: json({
      level: 'ERROR',
      message: 'record failed',
      error: {message: '-1', name: 'com.acme.BadTotalException', stack: '…'},
      timestamp: at,
      service: 'orders',
      function_request_id: id,
    }),
    errors: 0,
    kind: ['exception', 'com.acme.BadTotalException'],
    handled: 1,
  },
  // .NET
  {
    name: '.NET, unhandled',
    source: 'aws-lambda-dotnet #839',
    events: text(
      `${at}\t${id}\tfail\tAmazon.Lambda.Serialization.SystemTextJson.JsonSerializerException: Error converting the Lambda event JSON payload: The JSON value could not be converted to System.DateTime.\n ---> System.Text.Json.JsonException: The JSON value could not be converted\n   at System.Text.Json.ThrowHelper`,
    ),
    kind: ['exception', 'JsonSerializerException'],
  },
  {
    name: '.NET, JSON',
    source: 'aws-lambda-dotnet #1747',
    events: json({
      timestamp: at,
      level: 'Error',
      requestId: id,
      traceId: '1-6ac7d556-032906e375c910cf42cb849e',
      message: 'System.NullReferenceException: Object reference',
      errorType: 'System.NullReferenceException',
      errorMessage: 'Object reference not set',
      stackTrace: [],
    }),
    kind: ['exception', 'System.NullReferenceException'],
  },
  {
    name: '.NET console logger',
    source: 'Microsoft.Extensions.Logging.Console',
    events: text('fail: Acme.Function[0]\n      record failed\n      System.ArgumentException: bad total'),
    errors: 0,
    kind: ['exception', 'ArgumentException'],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'Serilog',
    source: 'Serilog.Sinks.Console',
    events: text('[10:00:00 ERR] record failed\nSystem.ArgumentException: bad total\n   at Acme.Function.Handle()'),
    errors: 0,
    kind: ['exception', 'ArgumentException'],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'Serilog, compact JSON',
    source: 'Serilog.Formatting.Compact',
    events: text(
      JSON.stringify({
        '@t': at,
        '@mt': 'record failed',
        '@l': 'Error',
        '@x': 'System.ArgumentException: bad total\n   at Acme.Function.Handle()',
      }),
    ),
    errors: 0,
    kind: ['exception', 'ArgumentException'],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'Powertools for .NET',
    source: 'powertools-lambda-dotnet',
    events: json({
      level: 'Error',
      message: 'record failed',
      service: 'orders',
      function_request_id: id,
      exception: {type: 'System.ArgumentException', message: 'bad total', stack_trace: '…'},
    }),
    errors: 0,
    kind: ['exception', 'System.ArgumentException'],
    handled: 1,
  },
  // Go, Rust, Ruby, PHP
  {
    name: 'Go, an error',
    source: 'aws-lambda-go reportFailure',
    events: text('2026/11/26 10:00:00 {"errorMessage":"index refused","errorType":"errorString"}'),
    kind: ['exception', 'errorString'],
    counts: 'lines',
  },
  {
    name: 'Go, a panic',
    source: 'aws-lambda-go lambdaPanicResponse',
    events: [
      ...text(
        '{"errorMessage":"runtime error: invalid memory address","errorType":"errorString","stackTrace":[{"path":"errors.go","line":39,"label":"lambdaPanicResponse"}]}',
        '2026/11/26 10:00:00 calling the handler function resulted in a panic, the process should exit',
      ).slice(0, -1),
      report('Status: error\tError Type: Runtime.ExitError'),
    ],
    kind: ['exception', 'errorString'],
  },
  {
    name: 'zap',
    source: 'uber-go/zap',
    events: text(
      '{"level":"error","ts":1795687200.25,"caller":"app/main.go:31","msg":"record failed","error":"dial tcp 10.0.0.7:443: connect: connection refused","stacktrace":"main.main"}',
    ),
    errors: 0,
    kind: ['connection', null],
    counts: 'lines',
    handled: 1,
  },
  {
    name: 'logrus, key=value',
    source: 'sirupsen/logrus',
    events: text(`time="2026-11-26T10:00:00Z" level=error msg="record failed" error="context deadline exceeded" aws_request_id=${id}`),
    errors: 0,
    kind: ['connection', null],
    handled: 1,
  },
  {
    name: 'Rust, a panic in colours',
    source: 'aws-lambda-rust-runtime',
    events: text(
      "thread 'main' panicked at src/main.rs:74:6:\ncalled `Option::unwrap()` on a `None` value",
      `\u001b[2m2026-11-26T10:00:00.250Z\u001b[0m \u001b[31mERROR\u001b[0m \u001b[1mLambda runtime invoke\u001b[0m\u001b[1m{\u001b[0m\u001b[3mrequestId\u001b[0m\u001b[2m=\u001b[0m"${id}" \u001b[3mxrayTraceId\u001b[0m\u001b[2m=\u001b[0m"Root=1-66669488"\u001b[1m}\u001b[0m: user handler panicked error=Any { .. }`,
    ),
    kind: ['exception', 'panic'],
  },
  {
    name: 'Rust, tracing in JSON',
    source: 'tracing-subscriber',
    events: text(
      JSON.stringify({
        timestamp: at,
        level: 'ERROR',
        fields: {message: 'record failed', error: 'dns error: no record'},
        target: 'orders',
        span: {requestId: id, name: 'Lambda runtime invoke'},
      }),
    ),
    errors: 0,
    kind: ['connection', null],
    handled: 1,
  },
  {
    name: 'Ruby, unhandled',
    source: 'rails-lambda/lambdakiq #27',
    events: text(
      'Critical exception from handler {\n  "errorMessage": "undefined method `each\' for nil:NilClass",\n  "errorType": "Function<NoMethodError>",\n  "stackTrace": []\n}',
    ),
    kind: ['exception', 'NoMethodError'],
    counts: 'lines',
  },
  {
    name: 'Ruby Logger',
    source: 'ruby/logger',
    events: text(`E, [2026-11-26T10:00:00.250 #8] ERROR -- ${id}: Errno::ECONNREFUSED: Connection refused - connect(2) for 10.0.0.7:443`),
    errors: 0,
    kind: ['connection', 'Errno::ECONNREFUSED'],
    handled: 1,
  },
  {
    name: 'bref',
    source: 'brefphp/bref',
    events: text(
      `${id}\tInvoke Error\t${JSON.stringify({errorType: 'RuntimeException', errorMessage: 'Undefined array key "NewImage"', stack: ['#0 /var/task']})}`,
    ),
    kind: ['exception', 'RuntimeException'],
  },
  {
    name: 'PHP, memory',
    source: 'php-src',
    events: text(
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/task/handler.php on line 12',
    ),
    kind: ['out-of-memory', null],
    counts: 'lines',
  },
  {
    name: 'Monolog',
    source: 'Seldaek/monolog',
    events: text(
      JSON.stringify({
        message: 'record failed',
        context: {exception: {class: 'DomainException', message: 'bad total', code: 0}},
        level: 400,
        level_name: 'ERROR',
        channel: 'app',
      }),
    ),
    errors: 0,
    kind: ['exception', 'DomainException'],
    counts: 'lines',
    handled: 1,
  },
  // The platform
  {
    name: 'killed, older',
    source: 'aws-samples/cross-account-amazon-dynamodb-replication #13',
    events: text(`RequestId: ${id} Error: Runtime exited with error: signal: killed`, 'Runtime.ExitError'),
    kind: ['out-of-memory', 'Runtime.ExitError'],
  },
  {
    name: 'segmentation fault',
    source: 'Lambda Developer Guide, "troubleshooting-execution"',
    events: [
      'INIT_REPORT Init Duration: 99.65 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError\n',
      ...text(`RequestId: ${id} Error: Runtime exited with error: signal: segmentation fault`, 'Runtime.ExitError'),
    ],
    kind: ['crash', 'Runtime.ExitError'],
  },
  {
    name: 'a program for another processor',
    source: 'nishidemasami/contactform-api #29',
    events: [...text().slice(0, -1), report('Status: error\tError Type: Runtime.InvalidEntrypoint')],
    kind: ['init', 'Runtime.InvalidEntrypoint'],
  },
  {
    name: 'memory used up',
    source: 'Lambda Developer Guide, "monitoring-cloudwatchlogs"',
    events: [...text().slice(0, -1), report('Status: error\tError Type: Runtime.ExitError', 256)],
    kind: ['out-of-memory', 'Runtime.ExitError'],
  },
  {
    name: 'timeout, older',
    source: 'amplify-category-api #611',
    events: text(`${at} ${id} Task timed out after 3.00 seconds\n`),
    kind: ['timeout', null],
  },
  {
    name: 'timeout, newer',
    source: 'Lambda Developer Guide, "troubleshooting-invocation"',
    events: [...text().slice(0, -1), report('Status: timeout')],
    kind: ['timeout', null],
  },
  {
    name: 'timeout, JSON',
    source: 'Lambda Developer Guide, "telemetry-schema-reference"',
    events: [
      JSON.stringify({time: at, type: 'platform.runtimeDone', record: {requestId: id, status: 'timeout', metrics: {durationMs: 3000}}}),
      platform('timeout'),
    ],
    kind: ['timeout', null],
  },
  {
    name: 'a timeout that waited for a connection',
    source: 'aws-sdk-js #1413',
    events: [...text(`${at}\t${id}\tWARN\tretrying: connect ETIMEDOUT 10.0.0.7:443`).slice(0, -1), report('Status: timeout')],
    kind: ['connection', null],
  },
  {
    name: 'an extension that crashes',
    source: 'Lambda Developer Guide, "runtimes-extensions-api"',
    events: [
      'INIT_REPORT Init Duration: 1236.04 ms\tPhase: init\tStatus: error\tError Type: Extension.Crash\n',
      ...text(`RequestId: ${id} Error: exit status 1`, 'Extension.Crash').slice(0, -1),
      report('Status: error\tError Type: Extension.Crash'),
    ],
    kind: ['init', 'Extension.Crash'],
  },
  {
    name: 'a snapshot that cannot be restored',
    source: 'Lambda Developer Guide, "snapstart-monitoring"',
    events: ['RESTORE_REPORT Restore Duration: 1236.04 ms Status: error Error Type: Runtime.ExitError\n'],
    kind: ['init', 'Runtime.ExitError'],
    counts: 'starts',
  },
  // The name of the format.
  {
    name: 'a key that may not be used',
    source: 'AWS KMS Developer Guide',
    events: text(
      `[ERROR] ClientError: An error occurred (AccessDeniedException) when calling the GetItem operation: KMS key access denied error: User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/${other} because no identity-based policy allows the kms:Decrypt action\n${traceback}`,
    ),
    kind: ['access-denied', 'ClientError'],
    counts: 'lines',
  },
  {
    name: 'a table that is throttled',
    source: 'mapbox/dynamodb-replicator #79',
    events: text(
      `[ERROR] ProvisionedThroughputExceededException: An error occurred (ProvisionedThroughputExceededException) when calling the PutItem operation (reached max retries: 9)\n${traceback}`,
    ),
    kind: ['downstream-throttled', 'ProvisionedThroughputExceededException'],
    counts: 'lines',
  },
  {
    name: 'a cluster that answers 429',
    source: 'bfansports/dynamodb-to-elasticsearch #21',
    events: text(`[ERROR]\t${at}\t${id}\t${traceback}\nindex.ES_Exception: (429, b'429 Too Many Requests : Please retry.')`),
    errors: 0,
    kind: ['downstream-throttled', 'ES_Exception'],
    handled: 1,
  },
  {
    name: 'items that failed, at the level INFO',
    source: 'amplify-cli #4913',
    events: text(
      `[INFO]\t${at}\t${id}\tReturn from ES: b'{"took":10,"errors":true,"items":[{"index":{"_index":"orders","status":400,"error":{"type":"mapper_parsing_exception","reason":"Field [_ttl] is a metadata field."}}}]}'`,
    ),
    errors: 0,
    kind: ['item-failures', 'mapper_parsing_exception'],
    handled: 1,
  },
  {
    name: 'items that Kinesis did not take',
    source: 'Kinesis API reference, PutRecords',
    events: text(
      `${at}\t${id}\tINFO\t{"FailedRecordCount":2,"Records":[{"ErrorCode":"InternalFailure","ErrorMessage":"Internal service failure."}]}`,
    ),
    errors: 0,
    kind: ['item-failures', 'InternalFailure'],
    handled: 1,
  },
  // No error
  {
    name: 'a report of a managed instance',
    source: 'Lambda Developer Guide, "telemetry-schema-reference"',
    events: [JSON.stringify({time: at, type: 'platform.report', record: {requestId: id, status: 'success', metrics: {durationMs: 33.96}}})],
    errors: 0,
    kind: null,
  },
  {
    name: 'a count of zero',
    source: 'any',
    events: text(
      'processed 7 orders, 0 errors',
      '{"took":3,"errors":false,"items":[]}',
      '{"level":"info","msg":"done","error":null}',
      '{"FailedRecordCount":0}',
    ),
    errors: 0,
    kind: null,
  },
  {
    name: 'a warning that a call is tried again',
    source: 'botocore, urllib3',
    events: text(
      `[WARNING]\t${at}\t${id}\tRetrying (Retry(total=2)) after connection broken by 'ConnectTimeoutError'`,
      `${at}\t${id}\tINFO\tThrottlingException, trying again`,
    ),
    errors: 0,
    kind: null,
  },
]
