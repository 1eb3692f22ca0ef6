using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.InstanceProfiles;

/// <summary>The instance profile that a request means.</summary>
internal sealed record NamedInstanceProfile(string Name, InstanceProfile? Profile, string Arn)
{
    /// <summary>Gets the error for a name that no profile has.</summary>
    public WireError Missing => IamErrors.NoSuchInstanceProfile(Name);

    public static NamedInstanceProfile Read(IamCall call)
    {
        string name = call.Read.InstanceProfileName();
        var profile = call.Account.FindInstanceProfile(name);
        return new NamedInstanceProfile(name, profile, profile?.Arn(call.Partition) ?? call.Arn($"instance-profile/{name}"));
    }

    /// <summary>Gives what keeps the operation from being done with this profile: parameters, permissions, or that it is not there.</summary>
    public WireError? Refuse(IamCall call) => call.Refuse(Arn, Profile?.Tags) ?? (Profile is null ? Missing : null);
}
