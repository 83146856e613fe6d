/** What the runtime guard does on a verdict. */
export enum GuardMode {
  /** Refuse the operation and answer the caller with the refusal of the event source. */
  BLOCK = 'block',
  /** Write the metric and the finding, refuse nothing. */
  REPORT = 'report',
  /** Load nothing but the kill switch. */
  OFF = 'off',
}

/** How the runtime guard gets into a Node function. */
export enum GuardLoader {
  /** `NODE_OPTIONS=--require …`: keeps the handler and leaves the exec wrapper to other tools. */
  NODE_OPTIONS = 'NODE_OPTIONS',
  /** `AWS_LAMBDA_EXEC_WRAPPER`: the single slot that Lambda has for wrappers. */
  EXEC_WRAPPER = 'EXEC_WRAPPER',
  /** The function's `Handler` becomes the guard's, which loads the user's. */
  HANDLER = 'HANDLER',
}

/** A detector of the runtime guard, by the name that findings and metrics carry. */
export enum GuardDetector {
  /** SQL injection (CWE-89). */
  SQL = 'sql',
  /** OS command injection (CWE-78). */
  SHELL = 'shell',
  /** Path traversal (CWE-22). */
  PATH = 'path',
  /** NoSQL injection (CWE-943): operators, scripts and commands of MongoDB and Redis. */
  NOSQL = 'nosql',
  /** LDAP injection (CWE-90): filters and names of directories. */
  LDAP = 'ldap',
  /** Server-side request forgery (CWE-918). */
  SSRF = 'ssrf',
  /** Code injection (CWE-95): input that becomes JavaScript. */
  CODE = 'code',
  /** Connections that the function did not declare (CWE-923); reported unless its mode says otherwise. */
  EGRESS = 'egress',
  /** Answers that show stack traces, paths, database errors or credentials (CWE-209); reported unless its mode says otherwise. */
  LEAK = 'leak',
  /** Events of sources that the function did not declare (CWE-346); reported unless its mode says otherwise. */
  PROVENANCE = 'provenance',
  /** Events beyond a limit that the function declared (CWE-770); reported unless its mode says otherwise. */
  LIMITS = 'limits',
  /** Values that are written like an attack, before any sink; reported as attempts unless its mode says otherwise. */
  SCREENING = 'screening',
  /** Prototype pollution (CWE-1321): inputs that end up as properties of every object. */
  PROTOTYPE = 'prototype',
  /** Cross-site scripting (CWE-79): inputs that bring scripts into pages. */
  XSS = 'xss',
  /** CRLF injection (CWE-93, in answers CWE-113): inputs that begin lines of their own in headers and in protocols of lines. */
  CRLF = 'crlf',
  /** External entities (CWE-611) and entities that expand without bound (CWE-776) in documents for native XML parsers. */
  XXE = 'xxe',
  /** Child processes (CWE-250), also while modules are loaded; OFF unless its mode says otherwise. */
  CHILD_PROCESS = 'child-process',
  /** Worker threads (CWE-250), also while modules are loaded; OFF unless its mode says otherwise. */
  WORKER = 'worker',
  /** Code made from strings while an event is handled (CWE-94), whatever the code is; OFF unless its mode says otherwise. */
  CODE_GENERATION = 'code-generation',
  /** Reading the function's own code by `fs` while an event is handled (CWE-540); OFF unless its mode says otherwise. */
  OWN_FILES = 'own-files',
  /** Reading `/proc/PID/environ`, `maps` or `mem` (CWE-497), also while modules are loaded; reported unless its mode says otherwise. */
  PROCFS = 'procfs',
  /** Writing to `/tmp` (CWE-377), also while modules are loaded; OFF unless its mode says otherwise. */
  TMP = 'tmp',
  /**
   * Files that an invocation made in `/tmp` and that are still there when the next one begins (CWE-459); OFF unless its mode says
   * otherwise. BLOCK removes them before the handler is called.
   */
  TMP_RESIDUE = 'tmp-residue',
}

/** A place where input can do harm, by the name that findings carry. */
export enum GuardSink {
  /** Child processes. */
  PROCESS = 'process',
  /** The file system. */
  FILESYSTEM = 'filesystem',
  /** The PostgreSQL wire protocol. */
  POSTGRES = 'postgres',
  /** The wire protocol of MySQL and MariaDB. */
  MYSQL = 'mysql',
  /** The wire protocol of Microsoft SQL Server, TDS. */
  SQL_SERVER = 'sqlserver',
  /** Node's own SQLite, `node:sqlite`. */
  SQLITE = 'sqlite',
  /** The MongoDB wire protocol. */
  MONGODB = 'mongodb',
  /** The Redis wire protocol, RESP. */
  REDIS = 'redis',
  /** LDAP, the protocol of directories such as Active Directory. */
  LDAP = 'ldap',
  /** SMTP, by which mail is sent. */
  SMTP = 'smtp',
  /** Memcached's text protocol. */
  MEMCACHED = 'memcached',
  /** Requests and connections that go out. */
  NETWORK = 'network',
  /** Statements and expressions inside requests to AWS APIs. */
  AWS_API = 'aws-api',
  /** Code that is made from strings: `eval`, `Function`, `vm` and what is built on them. */
  CODE = 'code',
  /** Native XML parsers, such as libxmljs2 and node-expat. */
  XML = 'xml',
  /** What the handler answers: pages, headers and texts. */
  ANSWER = 'answer',
  /** The event itself, before the handler gets it. */
  EVENT = 'event',
  /** The prototypes of JavaScript's own objects. */
  PROTOTYPES = 'prototypes',
}

/** An event source, by the name that findings carry. */
export enum GuardTrigger {
  /** API Gateway's REST APIs, and HTTP APIs of payload format 1.0. */
  API_GATEWAY = 'apigateway',
  /** API Gateway's HTTP APIs. */
  API_GATEWAY_V2 = 'apigatewayv2',
  /** Function URLs. */
  FUNCTION_URL = 'function-url',
  /** API Gateway's WebSocket APIs. */
  WEB_SOCKET = 'websocket',
  /** Application Load Balancers. */
  ALB = 'alb',
  /** AppSync resolvers. */
  APP_SYNC = 'appsync',
  /** Lambda authorizers of API Gateway. */
  AUTHORIZER = 'authorizer',
  /** Triggers of Cognito user pools. */
  COGNITO = 'cognito',
  /** S3 notifications. */
  S3 = 's3',
  /** SQS queues. */
  SQS = 'sqs',
  /** SNS topics. */
  SNS = 'sns',
  /** EventBridge rules, with the event as it is. */
  EVENT_BRIDGE = 'eventbridge',
  /** DynamoDB Streams. */
  DYNAMO_DB = 'dynamodb',
  /** Kinesis Data Streams. */
  KINESIS = 'kinesis',
  /** Transformations of Firehose. */
  FIREHOSE = 'firehose',
  /** Kafka, managed or not. */
  KAFKA = 'kafka',
  /** Amazon MQ for ActiveMQ. */
  ACTIVE_MQ = 'mq',
  /** Amazon MQ for RabbitMQ. */
  RABBIT_MQ = 'rmq',
  /** Mail that SES received. */
  SES = 'ses',
  /** Custom resources of CloudFormation. */
  CLOUD_FORMATION = 'cloudformation',
  /** Rules of AWS Config. */
  CONFIG = 'config',
  /** Subscriptions of CloudWatch Logs. */
  LOGS = 'logs',
  /** Bedrock agents. */
  BEDROCK_AGENT = 'bedrock-agent',
  /** Lex bots. */
  LEX = 'lex',
  /** Any other payload: direct calls, Step Functions, Scheduler, rules of IoT, rules and schedules with an input of their own. */
  DIRECT = 'direct',
}

/** What becomes of a record of a batch whose processing was refused. */
export enum RefusedRecords {
  /**
   * It fails, so that the queue keeps it, up to its dead-letter queue. Alone where the mapping reports batch item failures,
   * else with its batch. A record of a stream fails once, and is passed over when it comes again.
   */
  RETRY = 'retry',
  /** It counts as done: a queue deletes it, a stream goes on. The finding is all that stays. */
  DROP = 'drop',
}

/** What the caller of a blocked invocation gets when the handler swallowed the guard's error. */
export enum BlockedAnswer {
  /** The refusal of the event source, such as HTTP status 403. */
  REFUSE = 'refuse',
  /** Whatever the handler answered; the blocked operation stays blocked. */
  HANDLER = 'handler',
}
