using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.UserCredentials;

/// <summary>The status of a credential that a user holds.</summary>
internal static class CredentialStatus
{
    private const string Parameter = "Status", Active = "Active", Inactive = "Inactive", Expired = "Expired";

    /// <summary>Reads the status to set; whether the credential becomes active. Nothing can be set to be expired.</summary>
    public static bool Read(ParameterReader reader)
    {
        string? status = reader.OneOf(Parameter, Active, Inactive);
        reader.Require(Parameter, status is not null);
        return status == Active;
    }

    public static string Of(bool isActive, bool hasExpired = false)
    {
        if (hasExpired)
            return Expired;
        return isActive ? Active : Inactive;
    }
}
