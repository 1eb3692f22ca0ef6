using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.UserCredentials;

/// <summary>User names and passwords, or API keys, for single services. A password is told when it is made, and kept as a digest.</summary>
internal static class ServiceSpecificCredentialOperations
{
    private const string CredentialId = "ServiceSpecificCredentialId", ServiceName = "ServiceName", Bedrock = "bedrock.amazonaws.com";

    /// <summary>The services that have such credentials; Bedrock's are API keys, which may run out.</summary>
    private static readonly string[] Services = ["codecommit.amazonaws.com", "cassandra.amazonaws.com", Bedrock];

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateServiceSpecificCredential", Create),
        new("ResetServiceSpecificCredential", Reset),
        new("UpdateServiceSpecificCredential", Update),
        new("DeleteServiceSpecificCredential", Delete),
        new("ListServiceSpecificCredentials", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName(maximum: 64));
        string service = call.Read.Required(ServiceName, 1, 256);
        int? days = call.Read.Number("CredentialAgeDays", 1, 36_600);
        if (named.Refuse(call, context => context.Set("iam:ServiceSpecificCredentialServiceName", service)) is { } refused)
            return refused;
        var user = named.User!;
        if (!Services.Contains(service, StringComparer.Ordinal))
            return NotSupported(service);
        if (days is not null && service != Bedrock)
            return IamErrors.InvalidInput($"CredentialAgeDays cannot be given for the service {service}.");
        string[] taken = [.. user.ServiceSpecificCredentials.Where(other => other.ServiceName == service).Select(other => other.ServiceUserName)];
        if (taken.Length >= IamQuotas.CredentialsPerService)
            return IamErrors.LimitExceeded("ServiceSpecificCredentialsPerUserPerService", IamQuotas.CredentialsPerService);
        string name = NewName(call, user, service, taken);
        string password = NewPassword(call, service, name);
        var credential = new ServiceSpecificCredential(
            call.Ids.UniqueId(UniqueIdKind.ServiceSpecificCredential, call.AccountId), service, name, PasswordDigest.Of(password, call.Ids),
            IsActive: true, call.Now, days is null ? null : call.Now.AddDays(days.Value));
        return IamOutcome.Of(writer => Write(writer, call, user, credential, password))
            .Writing(user with { ServiceSpecificCredentials = [.. user.ServiceSpecificCredentials, credential] });
    }

    private static IamOutcome Reset(IamCall call)
    {
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, credential) = found;
        string password = NewPassword(call, credential.ServiceName, credential.ServiceUserName);
        var reset = credential with { Password = PasswordDigest.Of(password, call.Ids) };
        return IamOutcome.Of(writer => Write(writer, call, user, reset, password)).Writing(With(user, credential, reset));
    }

    private static IamOutcome Update(IamCall call)
    {
        bool isActive = CredentialStatus.Read(call.Read);
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, credential) = found;
        return IamOutcome.Done.Writing(With(user, credential, credential with { IsActive = isActive }));
    }

    private static IamOutcome Delete(IamCall call)
    {
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, credential) = found;
        return IamOutcome.Done.Writing(
            user with { ServiceSpecificCredentials = [.. user.ServiceSpecificCredentials.Where(other => other != credential)] });
    }

    private static IamOutcome List(IamCall call)
    {
        string? service = call.Read.Optional(ServiceName, 1, 256);
        bool ofAll = call.Read.Flag("AllUsers") ?? false;
        var page = PageRequest.Read(call.Read);
        var named = ofAll ? null : NamedUser.ReadOrCaller(call);
        if (named is null && !ofAll)
            return call.Read.Error ?? IamErrors.NoUserName;
        var refused = named is null ? call.Refuse(call.Arn("user/*")) : named.Refuse(call);
        if ((refused ?? page.Error) is { } error)
            return error;
        if (service is not null && !Services.Contains(service, StringComparer.Ordinal))
            return NotSupported(service);
        var users = named is null ? call.Account.Entities.OfType<User>() : [named.User!];
        var credentials = users.SelectMany(user => user.ServiceSpecificCredentials.Select(credential => (User: user, Credential: credential)))
            .Where(held => service is null || held.Credential.ServiceName == service);
        var listed = page.Of(credentials, held => held.Credential.Id);
        return IamOutcome.Of(writer => listed.Write(writer, "ServiceSpecificCredentials", (item, held) =>
        {
            WriteName(item, held.Credential);
            WriteRest(item, call, held.User, held.Credential);
        }));
    }

    private static (User User, ServiceSpecificCredential Credential)? Find(IamCall call, out WireError? refused)
    {
        string id = call.Read.CredentialId(CredentialId);
        if (NamedUser.ReadOrCaller(call) is not { } named)
        {
            refused = call.Read.Error ?? IamErrors.NoUserName;
            return null;
        }
        refused = named.Refuse(call);
        if (refused is not null)
            return null;
        var credential = named.User!.ServiceSpecificCredentials.FirstOrDefault(held => held.Id == id);
        refused = credential is null ? IamErrors.NoSuchCredential(id) : null;
        return credential is null ? null : (named.User, credential);
    }

    private static User With(User user, ServiceSpecificCredential old, ServiceSpecificCredential updated) => user with
    {
        ServiceSpecificCredentials = [.. user.ServiceSpecificCredentials.Select(other => other == old ? updated : other)],
    };

    private static WireError NotSupported(string service) =>
        IamErrors.NoSuchEntity($"No such service {service} is supported for Service Specific Credentials");

    /// <summary>The first is named after the user and the account, a second is numbered; API keys have a random part.</summary>
    private static string NewName(IamCall call, User user, string service, string[] taken)
    {
        if (service == Bedrock)
            return $"BedrockAPIKey-{Convert.ToHexStringLower(call.Ids.Key(2))}-at-{call.AccountId}";
        string first = $"{user.UserName}-at-{call.AccountId}";
        return taken.Contains(first, StringComparer.Ordinal) ? $"{user.UserName}+1-at-{call.AccountId}" : first;
    }

    /// <summary>44 octets make the 60 characters with one <c>=</c> at the end that the service's passwords have.</summary>
    private static string NewPassword(IamCall call, string service, string name)
    {
        string password = Convert.ToBase64String(call.Ids.Key(44));
        return service == Bedrock ? "ABSK" + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")) : password;
    }

    private static void Write(XmlResultWriter writer, IamCall call, User user, ServiceSpecificCredential credential, string password)
    {
        writer.Start("ServiceSpecificCredential");
        WriteName(writer, credential);
        writer.Text(credential.ServiceName == Bedrock ? "ServiceCredentialSecret" : "ServicePassword", password);
        WriteRest(writer, call, user, credential);
        writer.End("ServiceSpecificCredential");
    }

    private static void WriteName(XmlResultWriter writer, ServiceSpecificCredential credential) =>
        writer.Text(credential.ServiceName == Bedrock ? "ServiceCredentialAlias" : "ServiceUserName", credential.ServiceUserName);

    private static void WriteRest(XmlResultWriter writer, IamCall call, User user, ServiceSpecificCredential credential)
    {
        writer.Time("CreateDate", credential.CreateDate);
        writer.Optional("ExpirationDate", credential.ExpirationDate);
        writer.Text(ServiceName, credential.ServiceName);
        writer.Text(CredentialId, credential.Id);
        writer.Text("UserName", user.UserName);
        writer.Text("Status", CredentialStatus.Of(credential.IsActive, credential.ExpirationDate <= call.Now));
    }
}
