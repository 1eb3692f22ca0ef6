using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class AccessDeniedMessageTests
{
    [Theory]
    [InlineData(PolicyType.Identity, " because no identity-based policy allows the s3:GetObject action", " with an explicit deny in an identity-based policy")]
    [InlineData(PolicyType.Resource, " because no resource-based policy allows the s3:GetObject action", " with an explicit deny in a resource-based policy")]
    [InlineData(PolicyType.PermissionsBoundary, " because no permissions boundary allows the s3:GetObject action", " with an explicit deny in a permissions boundary")]
    [InlineData(PolicyType.Session, " because no session policy allows the s3:GetObject action", " with an explicit deny in a session policy")]
    [InlineData(PolicyType.ServiceControl, " because no service control policy allows the s3:GetObject action", " with an explicit deny in a service control policy")]
    [InlineData(PolicyType.ResourceControl, " because no resource control policy allows the s3:GetObject action", " with an explicit deny in a resource control policy")]
    [InlineData(PolicyType.VpcEndpoint, " because no VPC endpoint policy allows the s3:GetObject action", " with an explicit deny in a VPC endpoint policy")]
    [InlineData(PolicyType.Trust, " because no role trust policy allows the s3:GetObject action", " with an explicit deny in the role trust policy")]
    public void The_message_names_the_type_that_denied(PolicyType type, string implicitReason, string explicitReason)
    {
        const string Start = "User: arn:aws:sts::111122223333:assumed-role/Worker/s1 is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::bucket/key";

        Assert.Equal(Start + implicitReason, AccessDeniedMessage.For(Session, "s3:GetObject", Bucket, Denied(PolicyOutcome.ImplicitDeny, type)));
        Assert.Equal(Start + explicitReason, AccessDeniedMessage.For(Session, "s3:GetObject", Bucket, Denied(PolicyOutcome.ExplicitDeny, type)));
    }

    [Fact]
    public void An_operation_without_resource_names_none() =>
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy allows the sts:GetAccessKeyInfo action",
            AccessDeniedMessage.For(User, "sts:GetAccessKeyInfo", null, Denied(PolicyOutcome.ImplicitDeny, PolicyType.Identity)));

    [Fact]
    public void The_anonymous_are_called_so() =>
        Assert.StartsWith("User: anonymous is", AccessDeniedMessage.For(Principal.Anonymous, "s3:GetObject", Bucket, Denied(PolicyOutcome.ImplicitDeny, PolicyType.Resource)), StringComparison.Ordinal);

    [Fact]
    public void Role_assumption_gives_no_reason()
    {
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/x",
            AccessDeniedMessage.ForRole(User, "sts:AssumeRole", "arn:aws:iam::444455556666:role/x"));
        Assert.Equal("Not authorized to perform sts:AssumeRoleWithSAML", AccessDeniedMessage.ForFederation("sts:AssumeRoleWithSAML"));
    }

    private static PolicyDecision Denied(PolicyOutcome outcome, PolicyType type) => new() { Outcome = outcome, DeniedBy = type };
}
