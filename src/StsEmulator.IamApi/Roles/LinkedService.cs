using System.Collections.Frozen;

namespace StsEmulator.IamApi.Roles;

/// <summary>What is known of a service that has a role of its own in accounts.</summary>
/// <param name="Role">What follows <c>AWSServiceRoleFor</c> in the role's name.</param>
/// <param name="Policy">The AWS-managed policy that the role has, under the path <c>/aws-service-role/</c>; null where it is not known.</param>
/// <param name="AllowsSuffix">Whether an account can have several of them, told apart by a suffix.</param>
internal sealed record LinkedService(string Role, string? Policy, bool AllowsSuffix = false)
{
    private const string Domain = ".amazonaws.com";

    /// <summary>By the service's name without its domain. Source: the services' user guides, "Using service-linked roles".</summary>
    private static readonly FrozenDictionary<string, LinkedService> Known = new Dictionary<string, LinkedService>
    {
        ["access-analyzer"] = new("AccessAnalyzer", "AccessAnalyzerServiceRolePolicy"),
        ["accountdiscovery.ssm"] = new("AmazonSSM_AccountDiscovery", "AWSSystemsManagerAccountDiscoveryServicePolicy"),
        ["acm"] = new("CertificateManager", "CertificateManagerServiceRolePolicy"),
        ["apidestinations.events"] = new("AmazonEventBridgeApiDestinations", "AmazonEventBridgeApiDestinationsServiceRolePolicy"),
        ["appmesh"] = new("AppMesh", "AWSAppMeshServiceRolePolicy"),
        ["apprunner"] = new("AppRunner", "AppRunnerServiceRolePolicy"),
        ["appstream.application-autoscaling"] = new("ApplicationAutoScaling_AppStreamFleet", "AWSApplicationAutoscalingAppStreamFleetPolicy"),
        ["autoscaling"] = new("AutoScaling", "AutoScalingServiceRolePolicy", AllowsSuffix: true),
        ["autoscaling-plans"] = new("AutoScalingPlans_EC2AutoScaling", "AWSAutoScalingPlansEC2AutoScalingPolicy"),
        ["backup"] = new("Backup", "AWSBackupServiceLinkedRolePolicyForBackup"),
        ["batch"] = new("Batch", "BatchServiceRolePolicy"),
        ["cassandra.application-autoscaling"] = new("ApplicationAutoScaling_CassandraTable", "AWSApplicationAutoscalingCassandraTablePolicy"),
        ["cks.kms"] = new("KeyManagementServiceCustomKeyStores", "AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy"),
        ["cloudtrail"] = new("CloudTrail", "CloudTrailServiceRolePolicy"),
        ["codestar-notifications"] = new("CodeStarNotifications", "AWSCodeStarNotificationsServiceRolePolicy"),
        ["comprehend.application-autoscaling"] = new("ApplicationAutoScaling_ComprehendEndpoint", "AWSApplicationAutoscalingComprehendEndpointPolicy"),
        ["config"] = new("Config", "AWSConfigServiceRolePolicy"),
        ["connect"] = new("AmazonConnect", "AmazonConnectServiceLinkedRolePolicy", AllowsSuffix: true),
        ["custom-resource.application-autoscaling"] = new("ApplicationAutoScaling_CustomResource", "AWSApplicationAutoScalingCustomResourcePolicy"),
        ["dms"] = new("DMSServerless", "AWSDMSServerlessServiceRolePolicy"),
        ["docdb-elastic"] = new("DocDB-Elastic", "AmazonDocDB-ElasticServiceRolePolicy"),
        ["dynamodb.application-autoscaling"] = new("ApplicationAutoScaling_DynamoDBTable", "AWSApplicationAutoscalingDynamoDBTablePolicy"),
        ["ec2-instance-connect"] = new("Ec2InstanceConnect", "Ec2InstanceConnectEndpoint"),
        ["ec2.application-autoscaling"] = new("ApplicationAutoScaling_EC2SpotFleetRequest", "AWSApplicationAutoscalingEC2SpotFleetRequestPolicy"),
        ["ecr"] = new("ECRTemplate", "ECRTemplateServiceRolePolicy"),
        ["ecs"] = new("ECS", "AmazonECSServiceRolePolicy"),
        ["ecs.application-autoscaling"] = new("ApplicationAutoScaling_ECSService", "AWSApplicationAutoscalingECSServicePolicy"),
        ["eks"] = new("AmazonEKS", "AmazonEKSServiceRolePolicy"),
        ["eks-fargate"] = new("AmazonEKSForFargate", "AmazonEKSForFargateServiceRolePolicy"),
        ["eks-nodegroup"] = new("AmazonEKSNodegroup", "AWSServiceRoleForAmazonEKSNodegroup"),
        ["elasticache"] = new("ElastiCache", "ElastiCacheServiceRolePolicy"),
        ["elasticbeanstalk"] = new("ElasticBeanstalk", "AWSElasticBeanstalkServiceRolePolicy"),
        ["elasticfilesystem"] = new("AmazonElasticFileSystem", "AmazonElasticFileSystemServiceRolePolicy"),
        ["elasticloadbalancing"] = new("ElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"),
        ["elasticmapreduce"] = new("EMRCleanup", "AmazonEMRCleanupPolicy"),
        ["email.cognito-idp"] = new("AmazonCognitoIdpEmailService", "AmazonCognitoIdpEmailServiceRolePolicy"),
        ["emr-containers"] = new("AmazonEMRContainers", "AmazonEMRContainersServiceRolePolicy"),
        ["es"] = new("AmazonElasticsearchService", "AmazonElasticsearchServiceRolePolicy"),
        ["fis"] = new("FIS", "AmazonFISServiceRolePolicy"),
        ["globalaccelerator"] = new("GlobalAccelerator", "AWSGlobalAcceleratorSLRPolicy"),
        ["grafana"] = new("AmazonGrafana", "AmazonGrafanaServiceLinkedRolePolicy"),
        ["guardduty"] = new("AmazonGuardDuty", "AmazonGuardDutyServiceRolePolicy"),
        ["imagebuilder"] = new("ImageBuilder", "AWSServiceRoleForImageBuilder"),
        ["inspector2"] = new("AmazonInspector2", "AmazonInspector2ServiceRolePolicy"),
        ["kafka"] = new("Kafka", "KafkaServiceRolePolicy"),
        ["kafkaconnect"] = new("KafkaConnect", "KafkaConnectServiceRolePolicy"),
        ["lakeformation"] = new("LakeFormationDataAccess", "LakeFormationDataAccessServiceRolePolicy"),
        ["lambda.application-autoscaling"] = new("ApplicationAutoScaling_LambdaConcurrency", "AWSApplicationAutoscalingLambdaConcurrencyPolicy"),
        ["lex"] = new("LexBots", "AmazonLexBotPolicy"),
        ["lexv2"] = new("LexV2Bots", "AmazonLexV2BotPolicy", AllowsSuffix: true),
        ["lightsail"] = new("Lightsail", "LightsailExportAccess"),
        ["macie"] = new("AmazonMacie", "AmazonMacieServiceRolePolicy"),
        ["memorydb"] = new("MemoryDB", "MemoryDBServiceRolePolicy"),
        ["mq"] = new("AmazonMQ", "AmazonMQServiceRolePolicy"),
        ["mrk.kms"] = new("KeyManagementServiceMultiRegionKeys", "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy"),
        ["network-firewall"] = new("NetworkFirewall", "AWSNetworkFirewallServiceRolePolicy"),
        ["observability.aoss"] = new("AmazonOpenSearchServerless", "AmazonOpenSearchServerlessServiceRolePolicy"),
        ["opensearchservice"] = new("AmazonOpenSearchService", "AmazonOpenSearchServiceRolePolicy"),
        ["ops.apigateway"] = new("APIGateway", "APIGatewayServiceRolePolicy"),
        ["organizations"] = new("Organizations", "AWSOrganizationsServiceTrustPolicy"),
        ["ram"] = new("ResourceAccessManager", "AWSResourceAccessManagerServiceRolePolicy"),
        ["rds"] = new("RDS", "AmazonRDSServiceRolePolicy"),
        ["rds.application-autoscaling"] = new("ApplicationAutoScaling_RDSCluster", "AWSApplicationAutoscalingRDSClusterPolicy"),
        ["redshift"] = new("Redshift", "AmazonRedshiftServiceLinkedRolePolicy"),
        ["replication.dynamodb"] = new("DynamoDBReplication", "DynamoDBReplicationServiceRolePolicy"),
        ["replicator.lambda"] = new("LambdaReplicator", "AWSLambdaReplicator"),
        ["rolesanywhere"] = new("RolesAnywhere", "AWSRolesAnywhereServicePolicy"),
        ["sagemaker.application-autoscaling"] = new("ApplicationAutoScaling_SageMakerEndpoint", "AWSApplicationAutoscalingSageMakerEndpointPolicy"),
        ["securityhub"] = new("SecurityHub", "AWSSecurityHubServiceRolePolicy"),
        ["servicequotas"] = new("ServiceQuotas", "ServiceQuotasServiceRolePolicy"),
        ["spot"] = new("EC2Spot", "AWSEC2SpotServiceRolePolicy"),
        ["spotfleet"] = new("EC2SpotFleet", "AWSEC2SpotFleetServiceRolePolicy"),
        ["ssm"] = new("AmazonSSM", "AmazonSSMServiceRolePolicy"),
        ["sso"] = new("SSO", "AWSSSOServiceRolePolicy"),
        ["support"] = new("Support", "AWSSupportServiceRolePolicy"),
        ["transitgateway"] = new("VPCTransitGateway", "AWSVPCTransitGatewayServiceRolePolicy"),
        ["trustedadvisor"] = new("TrustedAdvisor", "AWSTrustedAdvisorServiceRolePolicy"),
        ["wafv2"] = new("WAFV2Logging", "WAFV2LoggingServiceRolePolicy"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string RoleName => "AWSServiceRoleFor" + Role;

    /// <summary>Gives what is known; for a service that is not, a role is named after the first part of its name.</summary>
    public static LinkedService Of(string serviceName)
    {
        string name = IsServiceName(serviceName) ? serviceName[..serviceName.IndexOf(Domain, StringComparison.Ordinal)] : serviceName;
        return Known.GetValueOrDefault(name) ?? new LinkedService(name.Split('.')[0], null);
    }

    public static bool IsServiceName(string text) =>
        text.Length > Domain.Length
        && (text.EndsWith(Domain, StringComparison.Ordinal) || text.EndsWith(Domain + ".cn", StringComparison.Ordinal))
        && text[0] != '.';

    public string? PolicyArn(string partition) => Policy is null ? null : $"arn:{partition}:iam::aws:policy/aws-service-role/{Policy}";
}
