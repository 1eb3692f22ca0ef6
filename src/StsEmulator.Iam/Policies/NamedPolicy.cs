namespace StsEmulator.Iam.Policies;

/// <summary>A policy under the name that decisions report: an inline policy's name or a managed policy's ARN.</summary>
public sealed record NamedPolicy(string Name, PolicyDocument Document);

/// <summary>One level of an organisation (root, organisational unit or account) with the control policies attached to it.</summary>
public sealed record PolicyLevel(string Name, IReadOnlyList<NamedPolicy> Policies);
