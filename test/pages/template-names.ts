const words = (text: string): string[] => text.trim().split(/\s+/)

/** Resources and arguments of the AWS provider of Terraform (its documentation, November 2026), and Terraform's own words. */
const terraform = words(`
  aws_cloudwatch_log_group aws_cloudwatch_log_metric_filter aws_dynamodb_contributor_insights aws_iam_policy_document aws_iam_role_policy
  aws_iam_role_policy_attachment aws_lambda_provisioned_concurrency_config aws_lambda_runtime_management_config aws_network_acl_rule
  aws_security_group aws_vpc_endpoint
  alarm_actions apply_on architectures batch_size billing_mode bisect_batch_on_function_error dead_letter_config destination_arn
  destination_config egress enable_dns_support enabled event_source_arn fifo_queue filter filter_criteria function_name
  function_response_types kms_key_arn log_group_class logging_config maximum_batching_window_in_seconds maximum_record_age_in_seconds
  maximum_retry_attempts memory_size metrics metrics_config mode nat_gateway_id on_failure parallelization_factor pattern publish
  reserved_concurrent_executions routing_config runtime snap_start starting_position stream_view_type subnet_ids system_log_level
  tracing_config treat_missing_data warm_throughput
  depends_on jsonencode lifecycle prevent_destroy`)

/**
 * Resources and properties of CloudFormation, and those of SAM's functions and DynamoDB events (resource specification of aws-cdk-lib 2.276,
 * aws-sam-translator 1.115).
 */
const sam = words(`
  AWS::EC2::NetworkAclEntry AWS::EC2::VPCEndpoint AWS::Logs::LogGroup AWS::Logs::MetricFilter
  AlarmActions ApplyOn Architectures AutoPublishAlias BatchSize BillingMode BisectBatchOnFunctionError BuildMethod
  ContributorInsightsSpecification DeletionPolicy DeploymentPreference Destination DestinationConfig EnableDnsSupport Enabled FifoQueue
  FilterCriteria Filters FunctionResponseTypes KmsKeyArn LogGroupClass LoggingConfig MaximumBatchingWindowInSeconds
  MaximumRecordAgeInSeconds MaximumRetryAttempts MemorySize Metrics MetricsConfig NatGatewayId OnFailure ParallelizationFactor Pattern
  Policies ProvisionedConcurrencyConfig ReservedConcurrentExecutions Runtime RuntimeManagementConfig SecurityGroupEgress SnapStart
  StartingPosition Stream StreamViewType SubnetIds SystemLogLevel Tracing TreatMissingData Type UpdateRuntimeOn VpcConfig WarmThroughput
  DynamoDBCrudPolicy DynamoDBReadPolicy SQSSendMessagePolicy QueueName TableName`)

/** Classes, properties, methods and constants of aws-cdk-lib 2.276. */
const cdk = words(`
  Architecture.ARM_64 BillingMode.PAY_PER_REQUEST DynamoEventSource GatewayVpcEndpointAwsService.DYNAMODB LogGroup LogGroupClass.STANDARD
  MetricFilter MetricType.EVENT_COUNT NodejsFunction PRIVATE_WITH_EGRESS Queue RemovalPolicy.RETAIN Runtime.NODEJS_LATEST
  RuntimeManagementMode.FUNCTION_UPDATE SnapStartConf.ON_PUBLISHED_VERSIONS SnsAction SqsDlq StartingPosition.TRIM_HORIZON
  StreamViewType.NEW_AND_OLD_IMAGES StreamViewType.NEW_IMAGE SubnetType.PRIVATE_WITH_EGRESS SystemLogLevel.INFO Tracing.ACTIVE
  TreatMissingData.BREACHING Vpc
  addAlarmAction addEventSource addGatewayEndpoint additionalVersions allowAllOutbound architecture batchSize billingMode
  bisectBatchOnError contributorInsightsSpecification currentVersion deadLetterQueue enableDnsSupport enabled fifo filter
  filterEncryption filters grantEncryptDecrypt grantRead grantReadWriteData hours logGroup logGroupClass maxBatchingWindow maxRecordAge
  memorySize metrics metricsConfig minify onFailure or parallelizationFactor provisionedConcurrentExecutions removalPolicy
  reportBatchItemFailures reservedConcurrentExecutions retryAttempts runtime runtimeManagementMode seconds service snapStart
  startingPosition stream subnetType systemLogLevelV2 tracing treatMissingData vpcSubnets warmThroughput`)

/** Names in the same sections that belong to no template. */
const others: Record<string, readonly string[]> = {
  metrics: [
    'ConcurrentExecutions',
    'DestinationDeliveryFailures',
    'Duration',
    'FilteredOutEventCount',
    'IteratorAge',
    'PolledEventCount',
    'Throttles',
  ],
  services: ['cloudformation'],
  values: ['FunctionUpdate', 'ERROR', 'SECRET_NAME', 'userId', 'LatestStreamArn', 'StreamArn'],
  records: ['NewImage', 'OldImage', 'REMOVE', 'batchItemFailures', 'eventName'],
  types: ['DynamoDBBatchResponse'],
}

export const templateNames: ReadonlySet<string> = new Set([...terraform, ...sam, ...cdk, ...Object.values(others).flat()])

/**
 * The names in a piece of a template: those that are set, opened or called, constants of a class, and a name that stands alone.
 * Texts in quotes, commands and IAM actions have none.
 */
export function namesIn(code: string): string[] {
  if (/^(?:ddbstream|aws) |^[a-z]+:[A-Z]\w+$/.test(code)) return []
  const bare = code.replace(/"[^"]*"|'[^']*'/g, '')
  return [
    ...bare.matchAll(/[A-Za-z_]\w*(?:::\w+)*(?=\s*(?::(?!:)|=(?!=)|\{|\())|\b[A-Z]\w+\.[A-Z_0-9]+\b|^[\w:]+$|(?<=^[a-z]+\.)\w+$/g),
  ].map(([name]) => name)
}
