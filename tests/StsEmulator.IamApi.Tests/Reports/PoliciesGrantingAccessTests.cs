namespace StsEmulator.IamApi.Tests.Reports;

public sealed class PoliciesGrantingAccessTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        await iam.CallAsync("PutGroupPolicy", ("GroupName", "readers"), ("PolicyName", "of-group"), ("PolicyDocument", Documents.ListBuckets));
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task The_policies_that_allow_a_service_are_told_with_their_owner_or_their_ARN()
    {
        var answer = (await iam.CallAsync(
            "ListPoliciesGrantingServiceAccess", ("Arn", "arn:aws:iam::111122223333:user/nobody"), ("ServiceNamespaces.member.1", "s3"),
            ("ServiceNamespaces.member.2", "ec2"))).ShouldSucceed();

        Assert.Equal(["s3", "ec2"], answer.Texts("PoliciesGrantingServiceAccess", "ServiceNamespace"));
        var policies = answer.Members("PoliciesGrantingServiceAccess").Select(entry => entry.Elements().Last().Elements().ToList()).ToList();
        Assert.Equal(
            ["AdministratorAccess MANAGED arn:aws:iam::aws:policy/AdministratorAccess", "of-group INLINE GROUP readers"],
            policies[0].Select(policy => string.Join(' ', policy.Elements().Select(element => element.Value))));
        Assert.Single(policies[1]);
    }

    [Fact]
    public async Task The_entity_must_be_there_and_services_named()
    {
        var missing = await iam.CallAsync(
            "ListPoliciesGrantingServiceAccess", ("Arn", "arn:aws:iam::111122223333:role/ghost"), ("ServiceNamespaces.member.1", "s3"));
        var none = await iam.CallAsync("ListPoliciesGrantingServiceAccess", ("Arn", "arn:aws:iam::111122223333:user/nobody"));

        missing.ShouldFail(404, "NoSuchEntity", "The role with name ghost cannot be found.");
        Assert.Equal("ValidationError", none.Code);
    }
}
