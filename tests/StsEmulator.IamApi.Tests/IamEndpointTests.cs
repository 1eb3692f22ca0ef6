using System.Net;

namespace StsEmulator.IamApi.Tests;

public sealed class IamEndpointTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task An_answer_has_the_shape_of_the_service()
    {
        var answer = await iam.CallAsync("CreateUser", ("UserName", "alice"));

        Assert.Equal("{https://iam.amazonaws.com/doc/2010-05-08/}CreateUserResponse", answer.RootName.ToString());
        string id = answer.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.EndsWith($"  <ResponseMetadata>\n    <RequestId>{id}</RequestId>\n  </ResponseMetadata>\n</CreateUserResponse>\n", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_that_is_no_ones_is_told_before_authentication()
    {
        var answer = await iam.CallAsync(("AKIARTX3GSDSQUNKNOWN", "x"), "MakeUser");

        answer.ShouldFail(400, "InvalidAction", "Could not find operation MakeUser for version 2010-05-08");
    }

    [Fact]
    public async Task A_bad_signature_is_refused()
    {
        var answer = await iam.CallAsync((Given.Admin.Id, "wrong"), "ListUsers");

        Assert.Equal((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Whoever_lacks_the_permission_is_told_which()
    {
        var answer = await iam.CallAsync(Given.Nobody, "ListUsers");

        answer.ShouldFail(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ "
            + "because no identity-based policy allows the iam:ListUsers action");
    }

    [Fact]
    public async Task An_unsigned_request_is_known_by_its_version()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, default(Uri));
        request.Content = new FormUrlEncodedContent([new("Action", "ListUsers"), new("Version", "2010-05-08")]);

        var answer = await iam.SendAsync(request);

        answer.ShouldFail(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    [Fact]
    public void Every_operation_is_one_of_the_published_model() => Assert.Empty(IamOperations.Actions.Except(IamModel.Operations));
}
