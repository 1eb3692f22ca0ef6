using System.Collections.Frozen;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>
/// The services that reports about access know, by their prefix in actions. Those that are used most; a service that is not here appears in
/// no report. Source: Service Authorization Reference.
/// </summary>
internal static class AwsServices
{
    private const string Listed = """
        access-analyzer=AWS IAM Access Analyzer
        acm=AWS Certificate Manager
        amplify=AWS Amplify
        apigateway=Amazon API Gateway
        application-autoscaling=AWS Application Auto Scaling
        appsync=AWS AppSync
        athena=Amazon Athena
        autoscaling=Amazon EC2 Auto Scaling
        backup=AWS Backup
        batch=AWS Batch
        bedrock=Amazon Bedrock
        cloudformation=AWS CloudFormation
        cloudfront=Amazon CloudFront
        cloudtrail=AWS CloudTrail
        cloudwatch=Amazon CloudWatch
        codebuild=AWS CodeBuild
        codecommit=AWS CodeCommit
        codedeploy=AWS CodeDeploy
        codepipeline=AWS CodePipeline
        cognito-identity=Amazon Cognito Identity
        cognito-idp=Amazon Cognito User Pools
        config=AWS Config
        dax=Amazon DynamoDB Accelerator (DAX)
        dms=AWS Database Migration Service
        dynamodb=Amazon DynamoDB
        ec2=Amazon EC2
        ecr=Amazon Elastic Container Registry
        ecs=Amazon Elastic Container Service
        eks=Amazon Elastic Kubernetes Service
        elasticache=Amazon ElastiCache
        elasticbeanstalk=AWS Elastic Beanstalk
        elasticfilesystem=Amazon Elastic File System
        elasticloadbalancing=AWS Elastic Load Balancing
        elasticmapreduce=Amazon Elastic MapReduce
        es=Amazon OpenSearch Service
        events=Amazon EventBridge
        execute-api=Amazon API Gateway Management
        firehose=Amazon Kinesis Firehose
        glacier=Amazon S3 Glacier
        glue=AWS Glue
        guardduty=Amazon GuardDuty
        iam=AWS Identity and Access Management
        imagebuilder=Amazon EC2 Image Builder
        inspector2=Amazon Inspector2
        kafka=Amazon Managed Streaming for Apache Kafka
        kinesis=Amazon Kinesis
        kms=AWS Key Management Service
        lambda=AWS Lambda
        logs=Amazon CloudWatch Logs
        mq=Amazon MQ
        organizations=AWS Organizations
        pricing=AWS Price List
        quicksight=Amazon QuickSight
        ram=AWS Resource Access Manager (RAM)
        rds=Amazon RDS
        redshift=Amazon Redshift
        rekognition=Amazon Rekognition
        resource-groups=AWS Resource Groups
        route53=Amazon Route 53
        s3=Amazon S3
        sagemaker=Amazon SageMaker
        secretsmanager=AWS Secrets Manager
        securityhub=AWS Security Hub
        servicecatalog=AWS Service Catalog
        ses=Amazon SES
        shield=AWS Shield
        sns=Amazon SNS
        sqs=Amazon SQS
        ssm=AWS Systems Manager
        sso=AWS IAM Identity Center
        states=AWS Step Functions
        sts=AWS Security Token Service
        support=AWS Support
        tag=Amazon Resource Group Tagging API
        transfer=AWS Transfer Family
        waf=AWS WAF
        wafv2=AWS WAF V2
        xray=AWS X-Ray
        """;

    /// <summary>Gets the services, each with its name, in the order of their prefixes.</summary>
    public static IReadOnlyList<(string Prefix, string Name)> All { get; } =
        [.. Listed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Select(parts => (parts[0], parts[1]))];

    private static readonly FrozenSet<string> Prefixes = All.Select(service => service.Prefix).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string prefix) => Prefixes.Contains(prefix);
}
