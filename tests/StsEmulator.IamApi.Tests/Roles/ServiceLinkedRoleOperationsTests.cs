using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Roles;

public sealed class ServiceLinkedRoleOperationsTests : IAsyncLifetime
{
    private const string AutoScaling = "AWSServiceRoleForAutoScaling";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Theory]
    [InlineData("autoscaling", AutoScaling)]
    [InlineData("elasticloadbalancing", "AWSServiceRoleForElasticLoadBalancing")]
    [InlineData("ecs", "AWSServiceRoleForECS")]
    [InlineData("rds", "AWSServiceRoleForRDS")]
    [InlineData("lex", "AWSServiceRoleForLexBots")]
    [InlineData("elasticbeanstalk", "AWSServiceRoleForElasticBeanstalk")]
    [InlineData("custom-resource.application-autoscaling", "AWSServiceRoleForApplicationAutoScaling_CustomResource")]
    [InlineData("other", "AWSServiceRoleForother")]
    public async Task A_role_is_named_by_its_service(string service, string name)
    {
        var created = (await CreateAsync(service)).ShouldSucceed();

        Assert.Equal((name, $"/aws-service-role/{service}.amazonaws.com/"), (created["Role/RoleName"], created["Role/Path"]));
        Assert.Equal($"arn:aws:iam::111122223333:role/aws-service-role/{service}.amazonaws.com/{name}", created["Role/Arn"]);
        Assert.Equal(
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["{{service}}.amazonaws.com"]},"Action":["sts:AssumeRole"]}]}""",
            Uri.UnescapeDataString(created["Role/AssumeRolePolicyDocument"]!));
    }

    [Fact]
    public async Task A_service_has_one_role_or_several_told_apart_by_a_suffix()
    {
        await CreateAsync("autoscaling");

        var again = await CreateAsync("autoscaling");
        var suffixed = await CreateAsync("autoscaling", ("CustomSuffix", "blue"), ("Description", "Mine"));

        again.ShouldFail(400, "InvalidInput", $"Service role name {AutoScaling} has been taken in this account, please try a different suffix.");
        Assert.Equal((AutoScaling + "_blue", "Mine"), (suffixed["Role/RoleName"], suffixed["Role/Description"]));
    }

    [Fact]
    public async Task A_service_that_takes_no_suffix_says_so()
    {
        var answer = await CreateAsync("es", ("CustomSuffix", "blue"));

        answer.ShouldFail(400, "InvalidInput", "Custom suffix is not allowed for es.amazonaws.com");
    }

    [Fact]
    public async Task A_name_that_grows_too_long_is_refused()
    {
        (await CreateAsync("autoscaling", ("CustomSuffix", new string('a', 64 - AutoScaling.Length - 1)))).ShouldSucceed();

        var answer = await CreateAsync("autoscaling", ("CustomSuffix", new string('a', 64 - AutoScaling.Length)));

        Assert.Equal("InvalidInput", answer.Code);
    }

    [Theory, InlineData("ecs"), InlineData(".amazonaws.com"), InlineData("ecs.amazonaws.example")]
    public async Task Only_services_of_AWS_have_such_roles(string service)
    {
        var answer = await iam.CallAsync("CreateServiceLinkedRole", ("AWSServiceName", service));

        answer.ShouldFail(400, "InvalidInput", $"{service} is not the name of an AWS service.");
    }

    [Theory]
    [InlineData("DeleteRole")]
    [InlineData("UpdateRole", "MaxSessionDuration", "7200")]
    [InlineData("UpdateAssumeRolePolicy", "PolicyDocument", RoleCalls.TrustEc2)]
    [InlineData("PutRolePermissionsBoundary", "PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("DeleteRolePermissionsBoundary")]
    [InlineData("AddRoleToInstanceProfile", "InstanceProfileName", "web")]
    public async Task It_cannot_be_changed(string action, string? name = null, string? value = null)
    {
        await CreateAsync("autoscaling");
        await iam.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "web"));
        var before = iam.Account.FindRole(AutoScaling);

        var answer = await iam.CallAsync(action, [("RoleName", AutoScaling), .. name is null ? Array.Empty<(string, string)>() : [(name, value!)]]);

        answer.ShouldFail(
            400, "UnmodifiableEntity", $"Cannot perform the operation on the protected role '{AutoScaling}' - this role is only modifiable by AWS");
        Assert.Same(before, iam.Account.FindRole(AutoScaling));
    }

    [Fact]
    public async Task Its_description_and_tags_can()
    {
        await CreateAsync("autoscaling");

        (await iam.CallAsync("UpdateRole", ("RoleName", AutoScaling), ("Description", "a"))).ShouldSucceed();
        (await iam.CallAsync("UpdateRoleDescription", ("RoleName", AutoScaling), ("Description", "b"))).ShouldSucceed();
        (await iam.CallAsync("TagRole", ("RoleName", AutoScaling), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"))).ShouldSucceed();

        Assert.Equal("b", iam.Account.FindRole(AutoScaling)!.Description);
        Assert.Equal([new Tag("k", "v")], iam.Account.FindRole(AutoScaling)!.Tags);
    }

    [Fact]
    public async Task Its_deletion_has_a_task_whose_status_can_be_asked_for()
    {
        await CreateAsync("autoscaling");

        string task = (await iam.CallAsync("DeleteServiceLinkedRole", ("RoleName", AutoScaling))).ShouldSucceed()["DeletionTaskId"]!;
        var status = (await iam.CallAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", task))).ShouldSucceed();

        Assert.Matches($"^task/aws-service-role/autoscaling.amazonaws.com/{AutoScaling}/[0-9a-f-]{{36}}$", task);
        Assert.Equal("SUCCEEDED", status["Status"]);
        Assert.Null(iam.Account.FindRole(AutoScaling));
        (await CreateAsync("autoscaling")).ShouldSucceed();
    }

    [Fact]
    public async Task An_account_remembers_its_last_100_deletions()
    {
        List<string> tasks = [];
        for (int i = 0; i <= 100; i++)
        {
            await CreateAsync("autoscaling");
            tasks.Add((await iam.CallAsync("DeleteServiceLinkedRole", ("RoleName", AutoScaling)))["DeletionTaskId"]!);
        }

        var forgotten = await iam.CallAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", tasks[0]));
        var remembered = await iam.CallAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", tasks[1]));

        forgotten.ShouldFail(404, "NoSuchEntity", $"The deletion task {tasks[0]} cannot be found.");
        remembered.ShouldSucceed();
    }

    [Theory, InlineData("task"), InlineData("task/aws-service-role/ecs.amazonaws.com/x/no-uuid"), InlineData("task/aws-service-role//x/2a4a2f0c-6b53-4a7e-9d0b-0a8b6a3e4f10")]
    public async Task A_task_id_of_another_form_is_refused(string task)
    {
        var answer = await iam.CallAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", task));

        answer.ShouldFail(400, "InvalidInput", $"{task} is not a valid deletion task ID.");
    }

    [Fact]
    public async Task An_ordinary_role_is_not_deleted_that_way()
    {
        await iam.CreateRoleAsync("app");

        var answer = await iam.CallAsync("DeleteServiceLinkedRole", ("RoleName", "app"));

        answer.ShouldFail(404, "NoSuchEntity", "There is no service-linked role with name app.");
        Assert.NotNull(iam.Account.FindRole("app"));
    }

    [Fact]
    public async Task The_service_is_a_condition_key_of_making_and_deleting()
    {
        const string policy = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"iam:AWSServiceName":"ecs.amazonaws.com"}}}}
            """;
        await using var limited = await IamFixture.StartAsync(
            Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { Policies = [new StoredPolicy("p", policy)] });

        var other = await limited.CallAsync(Given.Nobody, "CreateServiceLinkedRole", ("AWSServiceName", "rds.amazonaws.com"));
        (await limited.CallAsync(Given.Nobody, "CreateServiceLinkedRole", ("AWSServiceName", "ecs.amazonaws.com"))).ShouldSucceed();
        (await limited.CallAsync(Given.Nobody, "DeleteServiceLinkedRole", ("RoleName", "AWSServiceRoleForECS"))).ShouldSucceed();

        Assert.Equal("AccessDenied", other.Code);
    }

    private Task<IamAnswer> CreateAsync(string service, params (string, string)[] parameters) =>
        iam.CallAsync("CreateServiceLinkedRole", [("AWSServiceName", service + ".amazonaws.com"), .. parameters]);
}
