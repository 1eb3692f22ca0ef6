namespace StsEmulator.Metadata.Credentials;

/// <summary>By which version of the metadata service credentials were delivered, the value of <c>ec2:RoleDelivery</c>.</summary>
internal enum RoleDelivery
{
    /// <summary>Without a token: <c>1.0</c>.</summary>
    Version1,

    /// <summary>With a token: <c>2.0</c>.</summary>
    Version2,
}
