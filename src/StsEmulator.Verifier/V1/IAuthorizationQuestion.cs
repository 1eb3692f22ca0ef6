using Google.Protobuf.Collections;

namespace StsEmulator.Verifier.V1;

/// <summary>What Authorize and Check ask alike.</summary>
internal interface IAuthorizationQuestion
{
    string Action { get; }

    string Resource { get; }

    string ResourceAccount { get; }

    MapField<string, ContextValues> Context { get; }

    string ResourcePolicy { get; }

    bool ResourcePolicyIsTrust { get; }

    RepeatedField<Policy> VpcEndpointPolicies { get; }

    RepeatedField<PolicyLevel> ServiceControlPolicies { get; }

    RepeatedField<PolicyLevel> ResourceControlPolicies { get; }
}

public sealed partial class AuthorizeRequest : IAuthorizationQuestion;

public sealed partial class CheckRequest : IAuthorizationQuestion;
