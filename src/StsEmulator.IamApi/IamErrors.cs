using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi;

/// <summary>The errors of the IAM API: code, HTTP status, the service's wording where it is known.</summary>
public static class IamErrors
{
    public static WireError AccessDenied(string message) => new("AccessDenied", 403, message);

    /// <remarks>Worded by us: the real service has every operation of its model.</remarks>
    public static WireError NotImplemented(string action) => new(
        "NotImplemented", 501, $"The operation {action} is part of the IAM API but not of this emulator; docs/iam-operations.md lists what is.");

    public static WireError NoSuchEntity(string message) => new("NoSuchEntity", 404, message);

    public static WireError NoSuchUser(string name) => NoSuchEntity($"The user with name {name} cannot be found.");

    public static WireError NoSuchRole(string name) => NoSuchEntity($"The role with name {name} cannot be found.");

    public static WireError NoSuchGroup(string name) => NoSuchEntity($"The group with name {name} cannot be found.");

    public static WireError NoSuchAccessKey(string id) => NoSuchEntity($"The Access Key with id {id} cannot be found.");

    public static WireError PolicyNotAttachable(string arn) => NoSuchEntity($"Policy {arn} does not exist or is not attachable.");

    public static WireError AlreadyExists(string message) => new("EntityAlreadyExists", 409, message);

    public static WireError DeleteConflict(string message) => new("DeleteConflict", 409, message);

    /// <param name="quota">The quota's published name, such as <c>AccessKeysPerUser</c>.</param>
    public static WireError LimitExceeded(string quota, int limit) => new("LimitExceeded", 409, $"Cannot exceed quota for {quota}: {limit}");

    public static WireError InvalidInput(string message) => new("InvalidInput", 400, message);

    public static WireError Validation(string message) => new("ValidationError", 400, message);

    public static WireError MalformedPolicy(string message) => new("MalformedPolicyDocument", 400, message);

    public static WireError Unmodifiable(string message) => new("UnmodifiableEntity", 400, message);

    public static WireError NoSuchInstanceProfile(string name) => NoSuchEntity($"Instance Profile {name} cannot be found.");

    /// <summary>A role that belongs to an AWS service was to be changed.</summary>
    public static WireError ProtectedRole(string name) =>
        Unmodifiable($"Cannot perform the operation on the protected role '{name}' - this role is only modifiable by AWS");

    public static WireError NoSuchOidcProvider(string arn) => NoSuchEntity($"OpenIDConnect Provider not found for arn {arn}");

    public static WireError NoSuchSamlProvider(string arn) => NoSuchEntity($"Manifest not found for arn {arn}");

    public static WireError NoSuchServerCertificate(string name) => NoSuchEntity($"The Server Certificate with name {name} cannot be found.");

    public static WireError MalformedCertificate(string message) => new("MalformedCertificate", 400, message);

    public static WireError KeyPairMismatch(string message) => new("KeyPairMismatch", 400, message);

    public static WireError FeatureDisabled(string message) => new("FeatureDisabled", 404, message);

    public static WireError FeatureEnabled(string message) => new("FeatureEnabled", 409, message);

    /// <summary>An operation whose UserName may be left out was called by somebody who is no user.</summary>
    public static WireError NoUserName { get; } = Validation("Must specify userName when calling with non-User credentials");

    public static WireError InvalidArn(string arn) => InvalidInput($"ARN {arn} is not valid.");

    public static WireError NoSuchPolicy(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    public static WireError NoSuchPolicyVersion(string arn, string version) =>
        NoSuchEntity($"Policy {arn} version {version} does not exist or is not attachable.");

    /// <summary>A quota whose text is not that of the others.</summary>
    public static WireError LimitExceeded(string message) => new("LimitExceeded", 409, message);

    public static WireError NotAttachable(string message) => new("PolicyNotAttachable", 400, message);

    public static WireError NoSuchLoginProfile(string user) => NoSuchEntity($"Login Profile for User {user} cannot be found.");

    public static WireError PasswordPolicyViolation(string message) => new(nameof(PasswordPolicyViolation), 400, message);

    public static WireError NoSuchMfaDevice(string serialNumber) => NoSuchEntity($"MFA Device with serial number {serialNumber} does not exist.");

    public static WireError InvalidAuthenticationCode { get; } =
        new(nameof(InvalidAuthenticationCode), 403, "Authentication code for device is not valid.");

    public static WireError NoSuchPublicKey(string id) => NoSuchEntity($"The Public Key with id {id} cannot be found.");

    public static WireError NoSuchCertificate(string id) => NoSuchEntity($"The Certificate with id {id} cannot be found.");

    public static WireError NoSuchCredential(string id) => NoSuchEntity($"No such credential {id} exists");
}
